// SPDX-License-Identifier: GPL-3.0-or-later
// Units in, index terms out: every surface term under which a run of units can be found. Both the
// index writer and the query builder call this, so that they cannot disagree. Knows no term
// prefixes (that is core/schema).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::text {

enum class TermKind : std::uint8_t {
  kWord,       // a whole word unit
  kCharacter,  // a single Han/kana character
  kBigram,     // two adjacent Han/kana characters (gap kNone)
  kStem,       // a Hangul eojeol without its particles, when that differs from the eojeol
  kSyllables,  // a bigram of Hangul syllables inside an eojeol of three or more
  kJoined  // letters and digits joined across kNone glue: g7, f16, covid19 (also from "COVID-19")
};

struct Term {
  std::string_view form;  // into the analysis's forms
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 1;
  TermKind kind = TermKind::kWord;
};

// Puts the terms of units [first, first + count) of the analysis into `out` (cleared first),
// ordered by first_unit; bigrams and joined terms only where all their units lie inside the range.
// Forms may be of any length: core/schema cuts and hashes long ones; they live as long as the
// analysis.
void index_terms(const Analysis& analysis, std::size_t first, std::size_t count,
                 std::vector<Term>& out);

inline void index_terms(const Analysis& analysis, std::vector<Term>& out) {
  index_terms(analysis, 0, analysis.units.size(), out);
}

// Returns the eojeol without particles and polite endings (이재명은 → 이재명), or the eojeol
// itself. Requires: a folded Hangul word.
std::string_view strip_korean_particles(std::string_view eojeol);

}  // namespace dragoman::text
