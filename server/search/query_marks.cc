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

// Units that stand together, as a mark.
MarkedRun run_of(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count) {
  MarkedRun run;
  run.forms = forms_of(analysis, first, count);
  for (std::uint32_t i = first + 1; i < first + count; ++i)
    run.gaps.push_back(analysis.units[i].gap);
  return run;
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

std::string PlanMarks::concept_term(const Piece& piece) const {
  const entities::Entity& entity = gazetteer_.entities()[*piece.entity];
  return schema::entity_term(entity.kind, entity.id);
}

void PlanMarks::add_score(const text::Analysis& analysis, const Piece& piece, QueryPart part) {
  ScoreGroup group;
  if (piece.entity) group.concept_term = concept_term(piece);
  for (std::string& form : loose_forms(analysis, piece.first_unit, piece.unit_count))
    group.forms.push_back({std::move(form), {}});
  const text::Unit& first = analysis.units[piece.first_unit];
  if (piece.unit_count == 1 && first.script == text::Script::kHangul) {
    std::string stem(text::strip_korean_particles(analysis.form(first)));
    if (stem != group.forms[0].form) group.forms.push_back({stem, {}});
    plan_.highlights.korean_stems.push_back({std::move(stem), part});
  }
  group.script = first.script;
  plan_.score.groups.push_back(std::move(group));
}

void PlanMarks::add_words(const std::string& text, const text::Analysis& analysis,
                          const std::vector<Piece>& pieces) {
  for (const Piece& piece : pieces) {
    const QueryPart part = add_run(run_of(analysis, piece.first_unit, piece.unit_count));
    add_score(analysis, piece, part);
    // Pieces that need not stand together as a whole are still marked where two of their
    // characters do.
    const std::uint32_t pairs = piece.entity || piece.unit_count < 3 ? 0 : piece.unit_count - 1;
    for (std::uint32_t i = 0; i < pairs; ++i) {
      MarkedRun two = run_of(analysis, piece.first_unit + i, 2);
      two.share = 1.0 / pairs;
      add_run(std::move(two), part);
    }
    if (piece.entity) add_entity(text, analysis, piece, part);
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

void PlanMarks::add_entity(const std::string& text, const text::Analysis& analysis,
                           const Piece& piece, QueryPart part) {
  auto& known = plan_.highlights.entities;
  const auto same = [&piece](const MarkedEntity& other) { return other.entity == *piece.entity; };
  if (std::any_of(known.begin(), known.end(), same)) return;
  known.push_back({*piece.entity, part});
  const entities::Entity& entity = gazetteer_.entities()[*piece.entity];
  const std::uint32_t begin = analysis.units[piece.first_unit].begin;
  const std::uint32_t end = analysis.units[piece.first_unit + piece.unit_count - 1].end;
  plan_.expanded.push_back({text.substr(begin, end - begin), kind_name(entity.kind), entity.id,
                            gazetteer_.label(entity.kind, entity.id, label_language_)});
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
