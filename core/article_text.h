// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign text → the text that an article may hold: valid UTF-8, plain line ends, no control
// characters. Pure; knows nothing of formats, languages or articles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

// Returns the text in valid UTF-8 with \n as the only line end (\r\n, \r, U+0085, U+2028, U+2029
// become \n) and without control characters other than \n and \t, and without U+FEFF. *ill_formed
// (if given) is increased by the number of sequences replaced by U+FFFD.
std::string clean_text(std::string_view text, std::uint32_t* ill_formed = nullptr);

// Returns the text without Unicode white space (and zero width space) at either end.
std::string_view trimmed(std::string_view text);

// Returns whether the code point ends a sentence in any script; the ASCII full stop counts.
bool is_sentence_end(char32_t c);
// Returns whether the code point is a closing quote or bracket.
bool is_closer(char32_t c);
// Unicode White_Space and U+200B.
bool is_space(char32_t c);

// Returns the code point that ends at `position` and moves `position` before it. Requires: valid
// UTF-8, 0 < position <= text.size().
char32_t previous_code_point(std::string_view text, std::size_t& position);

}  // namespace dragoman
