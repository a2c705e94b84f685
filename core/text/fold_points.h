// SPDX-License-Identifier: GPL-3.0-or-later
// The folded text as code points with the original bytes each came from: what both fold() and the
// analyser are made of. Private to core/text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/fold_table.h"

namespace dragoman::text {

struct FoldedPoint {
  FoldedCodePoint folded;
  std::uint32_t begin = 0;  // original bytes [begin, end); points of one cluster share them
  std::uint32_t end = 0;

  char32_t code_point() const { return folded.code_point(); }
  CharClass char_class() const { return folded.char_class(); }
};

// Positions are 32 bits wide and some code points fold to many: what lies beyond this is not read.
inline constexpr std::size_t kMaxTextBytes = 256U << 20;

// Puts the folded code points of `text` into `out` (cleared first) and returns how many byte
// sequences were ill-formed. Linear time whatever the input, but for sorting the marks of one base
// (n log n).
std::uint32_t fold_points(std::string_view text, std::vector<FoldedPoint>& out);

}  // namespace dragoman::text
