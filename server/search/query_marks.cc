// SPDX-License-Identifier: GPL-3.0-or-later
// Scores take forms, marks take runs of units; both come from the same pieces.
#include "server/search/query_marks.h"

#include <algorithm>
#include <iterator>
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

// Units that stand together, as a mark.
MarkedRun run_of(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count) {
  MarkedRun run;
  run.forms = forms_of(analysis, first, count);
  for (std::uint32_t i = first + 1; i < first + count; ++i)
    run.gaps.push_back(analysis.units[i].gap);
  return run;
}

std::string written_as(const std::string& text, const text::Analysis& analysis, std::uint32_t first,
                       std::uint32_t count) {
  const std::uint32_t begin = analysis.units[first].begin;
  return text.substr(begin, analysis.units[first + count - 1].end - begin);
}

}  // namespace

// The same words twice in a query are one part of it.
QueryPart PlanMarks::add_run(MarkedRun run, std::optional<QueryPart> part) {
  HighlightQuery& highlights = plan_.highlights;
  if (!part) {
    const auto same = [&run](const MarkedRun& other) {
      return run.same_marks(other) && other.share >= 1;
    };
    const auto known = std::find_if(highlights.runs.begin(), highlights.runs.end(), same);
    if (known != highlights.runs.end()) return known->part;
    part = highlights.parts++;
  }
  run.part = *part;
  highlights.runs.push_back(std::move(run));
  return *part;
}

std::string PlanMarks::concept_term(entities::EntityIndex index) const {
  const entities::Entity& entity = gazetteer_.entities()[index];
  return schema::entity_term(entity.kind, entity.id);
}

ScoreGroup* PlanMarks::term_group(const Clause& run, const std::vector<NamedSpan>& terms) {
  const auto term = std::find_if(terms.begin(), terms.end(), [&run](const NamedSpan& span) {
    return span.covers(run.first_unit, run.unit_count);
  });
  if (term == terms.end()) return nullptr;
  std::vector<ScoreGroup>& groups = plan_.score.groups;
  const auto [known, is_new] = term_groups_.try_emplace(term->first_unit, groups.size());
  if (is_new) {
    groups.emplace_back();
    groups.back().concept_term = concept_term(term->entity);
    groups.back().is_vocabulary = true;
  }
  return &groups[known->second];
}

void PlanMarks::add_score(const text::Analysis& analysis, const Piece& piece, QueryPart part,
                          const std::vector<NamedSpan>& terms) {
  ScoreGroup own;
  if (piece.entity) own.concept_term = concept_term(*piece.entity);
  if (!piece.days.empty()) own.concept_term = schema::day_term(piece.days[0]);
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
    plan_.highlights.korean_stems.push_back({std::move(stem), part});
  }
  if (!own.forms.empty()) plan_.score.groups.push_back(std::move(own));
  for (std::size_t i = 1; i < piece.days.size(); ++i) {
    plan_.score.groups.emplace_back();
    plan_.score.groups.back().concept_term = schema::day_term(piece.days[i]);
  }
}

QueryPart PlanMarks::add_piece(const text::Analysis& analysis, const Piece& piece,
                               const std::vector<NamedSpan>& terms) {
  const QueryPart part = add_run(run_of(analysis, piece.first_unit, piece.unit_count));
  add_score(analysis, piece, part, terms);
  // Pieces that need not stand together as a whole are still marked where two of their characters
  // do.
  const std::uint32_t pairs = piece.is_named() || piece.unit_count < 3 ? 0 : piece.unit_count - 1;
  for (std::uint32_t i = 0; i < pairs; ++i) {
    MarkedRun two = run_of(analysis, piece.first_unit + i, 2);
    two.share = 1.0 / pairs;
    add_run(std::move(two), part);
  }
  return part;
}

void PlanMarks::add_words(const std::string& text, const text::Analysis& analysis,
                          const Words& words) {
  term_groups_.clear();
  std::map<std::uint32_t, QueryPart> parts;  // by a piece's first unit
  for (const Piece& piece : words.pieces) {
    const QueryPart part = add_piece(analysis, piece, words.terms);
    parts.emplace(piece.first_unit, part);
    add_named(text, analysis, piece, part);
  }
  for (const NamedSpan& term : words.terms) {
    const auto behind = parts.upper_bound(term.first_unit);
    if (behind == parts.begin()) continue;
    add_term(expanded(text, analysis, term), {term.entity, std::prev(behind)->second});
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
    const QueryPart part = add_run(run_of(analysis, unit, 1));
    for (const std::string& form : forms) {
      MarkedRun other;
      other.forms = {form};
      add_run(std::move(other), part);
    }
  }
}

ExpandedSpan PlanMarks::expanded(const std::string& text, const text::Analysis& analysis,
                                 const NamedSpan& span) const {
  const entities::Entity& entity = gazetteer_.entities()[span.entity];
  return {written_as(text, analysis, span.first_unit, span.unit_count), kind_name(entity.kind),
          entity.id, gazetteer_.label(entity.kind, entity.id, label_language_)};
}

void PlanMarks::add_named(const std::string& text, const text::Analysis& analysis,
                          const Piece& piece, QueryPart part) {
  for (const std::string& day : piece.days) {
    const std::string written = written_as(text, analysis, piece.first_unit, piece.unit_count);
    plan_.expanded.push_back({written, "date", day, day});
  }
  if (!piece.entity) return;
  auto& known = plan_.highlights.entities;
  const auto same = [&piece](const MarkedEntity& other) { return other.entity == *piece.entity; };
  if (std::any_of(known.begin(), known.end(), same)) return;
  known.push_back({*piece.entity, part});
  plan_.expanded.push_back(
      expanded(text, analysis, {piece.first_unit, piece.unit_count, *piece.entity}));
}

void PlanMarks::add_term(ExpandedSpan span, MarkedEntity term) {
  auto& known = plan_.terms.entities;
  const auto same = [&term](const MarkedEntity& other) { return other.entity == term.entity; };
  if (std::any_of(known.begin(), known.end(), same)) return;
  known.push_back(term);
  plan_.terms.expanded.push_back(std::move(span));
}

void PlanMarks::add_phrase(const text::Analysis& analysis) {
  const auto count = static_cast<std::uint32_t>(analysis.units.size());
  if (count == 0) return;
  add_score(analysis, {0, count, std::nullopt}, add_run(run_of(analysis, 0, count)));
}

void PlanMarks::add_prefix(const text::Analysis& analysis) {
  const auto count = static_cast<std::uint32_t>(analysis.units.size());
  if (count == 0) return;
  if (analysis.units.back().script == text::Script::kCjk) return add_phrase(analysis);
  MarkedRun run = run_of(analysis, 0, count);
  run.begins = true;
  const QueryPart part = add_run(std::move(run));
  if (count > 1) add_score(analysis, {0, count - 1, std::nullopt}, part);
}

void PlanMarks::finish() {
  auto& runs = plan_.highlights.runs;
  std::sort(runs.begin(), runs.end());
  const auto same = [](const MarkedRun& a, const MarkedRun& b) {
    return a.same_marks(b) && a.part == b.part;
  };
  runs.erase(std::unique(runs.begin(), runs.end(), same), runs.end());
}

}  // namespace dragoman::search
