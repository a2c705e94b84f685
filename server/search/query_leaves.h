// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of a query that are more than words: begin*, NEAR/n and title:, as SetQueries over
// analysed texts. Knows no gazetteer and no snapshot.
#pragma once

#include <cstdint>
#include <vector>

#include "core/text/analysis.h"
#include "server/search/set_query.h"

namespace dragoman::search {

// Returns the query of the units of a text, the last of which is only the beginning of a word. A
// last Han character is itself: each character is a unit of its own.
// Requires: the analysis has units.
SetQuery prefix_query(const text::Analysis& analysis, Plane plane);

// One thing that stands near others: any of these.
struct NearOperand {
  std::vector<UnitRun> ways;
};

// Returns the operand of one text or phrase. Requires: the analysis has units.
enum class OperandKind : std::uint8_t { kWord, kPhrase, kPrefix };
UnitRun operand_run(const text::Analysis& analysis, OperandKind kind);

// Requires: at least one operand, each with at least one way; one distance less than operands.
SetQuery near_query(std::vector<NearOperand> operands, std::vector<std::uint32_t> distances,
                    Plane plane);

// Returns the query of bare words that all must stand in the title, each Han run adjacent, or of a
// phrase in the title. Requires: the analysis has units.
SetQuery title_words(std::string_view text, const text::Analysis& analysis);
SetQuery title_phrase(const text::Analysis& analysis);

}  // namespace dragoman::search
