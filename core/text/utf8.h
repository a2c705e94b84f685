// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 as foreign bytes have it: decode, repair, cut. Total: any bytes in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman::text {

// Returns the code point that starts at `position` and moves `position` behind it; an ill-formed
// sequence gives U+FFFD and consumes its maximal subpart (Unicode 3.9, as ICU does). Requires:
// position < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& out, char32_t code_point);

// Returns the text with every ill-formed sequence replaced by U+FFFD; *replaced (if given) counts
// them.
std::string to_valid_utf8(std::string_view text, std::uint32_t* replaced = nullptr);

bool is_valid_utf8(std::string_view text);

// Returns the longest prefix of at most max_bytes that ends on a grapheme cluster border (a code
// point border if no grapheme fits). Requires: valid UTF-8.
std::string_view cut_at_grapheme(std::string_view text, std::size_t max_bytes);

}  // namespace dragoman::text
