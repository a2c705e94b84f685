// SPDX-License-Identifier: GPL-3.0-or-later
// One bare text of a query, cut into clauses (words, hyphenated words, CJK runs) and the recognised
// names over them; and each clause as a SetQuery. The planner puts these together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/set_query.h"

namespace dragoman::search {

// Units that stand together in a query: a word, a hyphenated or glued word, a run of Han and kana.
struct Clause {
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
};

// A stretch of units that is exactly a name and means one entity.
struct NamedSpan {
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
  entities::EntityIndex entity = 0;
  bool covers(std::uint32_t first, std::uint32_t count) const {
    return first_unit <= first && first + count <= first_unit + unit_count;
  }
};

// A stretch of units, with the entity or the days it names, if any.
struct Piece {
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
  std::optional<entities::EntityIndex> entity;
  std::vector<std::string> days = {};  // YYYY-MM-DD; two and more: "6 and 9 August 1945"
  bool is_named() const { return entity || !days.empty(); }
};

std::vector<Clause> cut_clauses(std::string_view text, const text::Analysis& analysis);

// Returns the clauses, with those under a name that covers whole clauses merged into one piece.
std::vector<Piece> merge_names(const std::vector<Clause>& clauses, const std::vector<Piece>& names);

// Returns the pieces with every CJK run cut at the names inside it.
std::vector<Piece> cut_at_names(const std::vector<Piece>& pieces, const std::vector<Piece>& names);

// Returns the query that holds when the units stand together in this order.
SetQuery adjacent(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count,
                  Plane plane = Plane::kAnywhere);

// Returns the query of one clause: adjacent units; a Hangul word also without particles and inside
// compounds.
SetQuery clause_query(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count,
                      Plane plane = Plane::kAnywhere);

// Returns the units whose surface forms stand for these when order does not matter: words, CJK
// bigrams, single characters only where they stand alone.
std::vector<Clause> loose_runs(const text::Analysis& analysis, std::uint32_t first,
                               std::uint32_t count);
std::string run_form(const text::Analysis& analysis, const Clause& run);
// Returns their forms.
std::vector<std::string> loose_forms(const text::Analysis& analysis, std::uint32_t first,
                                     std::uint32_t count);

}  // namespace dragoman::search
