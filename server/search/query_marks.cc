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

std::string written_as(const std::string& text, const text::Analysis& analysis, std::uint32_t first,
                       std::uint32_t count) {
  const std::uint32_t begin = analysis.units[first].begin;
  return text.substr(begin, analysis.units[first + count - 1].end - begin);
}

}  // namespace

std::string PlanMarks::concept_term(entities::EntityIndex index) const {
  const entities::Entity& entity = gazetteer_.entities()[index];
  return schema::entity_term(entity.kind, entity.id);
}

ScoreGroup* PlanMarks::term_group(const Clause& run, const std::vector<NamedSpan>& terms) {
  const auto term = std::find_if(terms.begin(), terms.end(), [&run](const NamedSpan& span) {
    return span.covers(run.first_unit, run.unit_count);
  });
  if (term == terms.end()) return nullptr;
  const auto [known, is_new] = term_groups_.try_emplace(term->first_unit, plan_.score.size());
  if (is_new) {
    plan_.score.emplace_back();
    plan_.score.back().concept_term = concept_term(term->entity);
    plan_.score.back().is_vocabulary = true;
  }
  return &plan_.score[known->second];
}

void PlanMarks::add_score(const text::Analysis& analysis, const Piece& piece,
                          const std::vector<NamedSpan>& terms) {
  ScoreGroup own;
  if (piece.entity) own.concept_term = concept_term(*piece.entity);
  if (!piece.day.empty()) own.concept_term = schema::day_term(piece.day);
  own.script = analysis.units[piece.first_unit].script;
  for (const Clause& run : loose_runs(analysis, piece.first_unit, piece.unit_count)) {
    ScoreGroup* group = piece.is_named() ? nullptr : term_group(run, terms);
    if (group == nullptr) group = &own;
    group->forms.push_back({run_form(analysis, run), {}});
    group->script = own.script;
    if (piece.unit_count > 1 || own.script != text::Script::kHangul) continue;
    const text::Unit& unit = analysis.units[piece.first_unit];
    std::string stem(text::strip_korean_particles(analysis.form(unit)));
    if (stem != group->forms.back().form) group->forms.push_back({stem, {}});
    plan_.highlights.korean_stems.push_back(std::move(stem));
  }
  if (!own.forms.empty()) plan_.score.push_back(std::move(own));
}

void PlanMarks::add_words(const std::string& text, const text::Analysis& analysis,
                          const Words& words) {
  auto& runs = plan_.highlights.runs;
  term_groups_.clear();
  for (const Piece& piece : words.pieces) {
    add_score(analysis, piece, words.terms);
    runs.push_back(forms_of(analysis, piece.first_unit, piece.unit_count));
    // Pieces that need not stand together as a whole are still marked where two of their
    // characters do.
    for (std::uint32_t i = 0; !piece.is_named() && i + 1 < piece.unit_count; ++i)
      runs.push_back(forms_of(analysis, piece.first_unit + i, 2));
    if (!piece.day.empty()) {
      const std::string written = written_as(text, analysis, piece.first_unit, piece.unit_count);
      plan_.expanded.push_back({written, "date", piece.day, piece.day});
    }
    if (!piece.entity) continue;
    const NamedSpan span{piece.first_unit, piece.unit_count, *piece.entity};
    add_entity(expanded(text, analysis, span), *piece.entity);
  }
  for (const NamedSpan& term : words.terms) {
    auto& known = plan_.terms.entities;
    if (std::find(known.begin(), known.end(), term.entity) != known.end()) continue;
    known.push_back(term.entity);
    plan_.terms.expanded.push_back(expanded(text, analysis, term));
  }
}

void PlanMarks::add_families(const text::Analysis& analysis,
                             const std::map<std::uint32_t, std::vector<std::string>>& families) {
  for (const auto& [unit, forms] : families) {
    const std::string_view word = analysis.form(unit);
    for (ScoreGroup& group : plan_.score) {
      for (ScoredForm& scored : group.forms) {
        if (scored.form == word) scored.family = forms;
      }
    }
    for (const std::string& form : forms) plan_.highlights.runs.push_back({form});
  }
}

ExpandedSpan PlanMarks::expanded(const std::string& text, const text::Analysis& analysis,
                                 const NamedSpan& span) const {
  const entities::Entity& entity = gazetteer_.entities()[span.entity];
  return {written_as(text, analysis, span.first_unit, span.unit_count), kind_name(entity.kind),
          entity.id, gazetteer_.label(entity.kind, entity.id, label_language_)};
}

void PlanMarks::add_entity(ExpandedSpan span, entities::EntityIndex entity) {
  auto& known = plan_.highlights.entities;
  if (std::find(known.begin(), known.end(), entity) != known.end()) return;
  known.push_back(entity);
  plan_.expanded.push_back(std::move(span));
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
