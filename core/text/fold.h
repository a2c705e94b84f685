// SPDX-License-Identifier: GPL-3.0-or-later
// Folding: the equivalence under which two spellings are the same word, with the map back to the
// original bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::text {

// text[i] came from original bytes [begin[i], end[i]); both arrays have text.size() entries. begin
// and end ascend (not strictly) and always lie on code point borders of the original, whatever the
// fold expanded, composed or dropped.
struct FoldedText {
  std::string text;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> end;
  std::uint32_t ill_formed = 0;
};

// NFKC_Casefold; Latin/Greek/Cyrillic diacritics; Arabic harakat, tatweel, alef/hamza forms, alef
// maqsura, ta marbuta, Persian kaf/yeh; digits of any script to ASCII; Han traditional and kyujitai
// to simplified; kana width, ヴ; Hindi's nukta and nasals. Total: any bytes in, valid UTF-8 out,
// linear time.
void fold(std::string_view text, FoldedText& out);

// Returns only the folded text (for lookups in facet labels, gazetteer forms, suggestions).
std::string folded(std::string_view text);

}  // namespace dragoman::text
