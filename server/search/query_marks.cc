// SPDX-License-Identifier: GPL-3.0-or-later
// Scores take forms, marks take runs of units; both come from the same pieces.
#include "server/search/query_marks.h"

#include <algorithm>
#include <utility>

#include "core/schema/schema.h"
#include "core/text/terms.h"

namespace dragoman::search {
namespace {

std::vector<std::string> forms_of(const text::Analysis& analysis, std::uint32_t first,
                                  std::uint32_t count) {
  std::vector<std::string> forms;
  for (std::uint32_t i = first; i < first + count; ++i) forms.emplace_back(analysis.form(i));
  return forms;
}

}  // namespace

std::string PlanMarks::concept_term(const Piece& piece) const {
  const entities::Entity& entity = gazetteer_.entities()[*piece.entity];
  return schema::entity_term(entity.kind, entity.id);
}

void PlanMarks::add_score(const text::Analysis& analysis, const Piece& piece) {
  ScoreGroup group;
  if (piece.entity) group.concept_term = concept_term(piece);
  for (std::string& form : loose_forms(analysis, piece.first_unit, piece.unit_count))
    group.forms.push_back({std::move(form), {}});
  const text::Unit& first = analysis.units[piece.first_unit];
  if (piece.unit_count == 1 && first.script == text::Script::kHangul) {
    std::string stem(text::strip_korean_particles(analysis.form(first)));
    if (stem != group.forms[0].form) group.forms.push_back({stem, {}});
    plan_.highlights.korean_stems.push_back(std::move(stem));
  }
  group.script = first.script;
  plan_.score.groups.push_back(std::move(group));
}

void PlanMarks::add_words(const std::string& text, const text::Analysis& analysis,
                          const std::vector<Piece>& pieces) {
  auto& runs = plan_.highlights.runs;
  for (const Piece& piece : pieces) {
    add_score(analysis, piece);
    runs.push_back(forms_of(analysis, piece.first_unit, piece.unit_count));
    // Pieces that need not stand together as a whole are still marked where two of their
    // characters do.
    for (std::uint32_t i = 0; !piece.entity && i + 1 < piece.unit_count; ++i)
      runs.push_back(forms_of(analysis, piece.first_unit + i, 2));
    if (piece.entity) add_entity(text, analysis, piece);
  }
  add_pairs(analysis);
}

void PlanMarks::add_pairs(const text::Analysis& analysis) {
  for (std::size_t i = 1; i < analysis.units.size(); ++i) {
    const text::Unit& unit = analysis.units[i];
    const text::Unit& before = analysis.units[i - 1];
    const bool is_pair = unit.gap == text::Gap::kNone && unit.script != text::Script::kCjk &&
                         before.script != text::Script::kCjk;
    if (is_pair)
      plan_.score.pairs.push_back(
          {std::string(analysis.form(before)), std::string(analysis.form(unit))});
  }
}

void PlanMarks::add_families(const text::Analysis& analysis,
                             const std::map<std::uint32_t, std::vector<std::string>>& families) {
  for (const auto& [unit, forms] : families) {
    const std::string_view word = analysis.form(unit);
    for (ScoreGroup& group : plan_.score.groups) {
      for (ScoredForm& scored : group.forms) {
        if (scored.form == word) scored.family = forms;
      }
    }
    for (const std::string& form : forms) plan_.highlights.runs.push_back({form});
  }
}

void PlanMarks::add_entity(const std::string& text, const text::Analysis& analysis,
                           const Piece& piece) {
  auto& known = plan_.highlights.entities;
  if (std::find(known.begin(), known.end(), *piece.entity) != known.end()) return;
  known.push_back(*piece.entity);
  const entities::Entity& entity = gazetteer_.entities()[*piece.entity];
  const std::uint32_t begin = analysis.units[piece.first_unit].begin;
  const std::uint32_t end = analysis.units[piece.first_unit + piece.unit_count - 1].end;
  plan_.expanded.push_back({text.substr(begin, end - begin), kind_name(entity.kind), entity.id,
                            gazetteer_.label(entity.kind, entity.id, label_language_)});
}

// Marks only join units without a gap: a phrase over a comma is marked on both sides of it.
void PlanMarks::add_phrase(const text::Analysis& analysis) {
  const auto count = static_cast<std::uint32_t>(analysis.units.size());
  if (count == 0) return;
  add_score(analysis, {0, count, std::nullopt});
  for (std::uint32_t first = 0; first < count;) {
    std::uint32_t end = first + 1;
    while (end < count && analysis.units[end].gap == text::Gap::kNone) ++end;
    plan_.highlights.runs.push_back(forms_of(analysis, first, end - first));
    first = end;
  }
}

void PlanMarks::add_prefix(const text::Analysis& analysis) {
  const auto count = static_cast<std::uint32_t>(analysis.units.size());
  if (count == 0) return;
  if (analysis.units.back().script == text::Script::kCjk) return add_phrase(analysis);
  if (count > 1) add_score(analysis, {0, count - 1, std::nullopt});
  plan_.highlights.prefixes.push_back(forms_of(analysis, 0, count));
}

void PlanMarks::finish() {
  for (auto* runs : {&plan_.highlights.runs, &plan_.highlights.prefixes}) {
    std::sort(runs->begin(), runs->end());
    runs->erase(std::unique(runs->begin(), runs->end()), runs->end());
  }
}

}  // namespace dragoman::search
