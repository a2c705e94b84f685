// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of an article before its units are looked at: index terms, so that few articles
// are.
#include "server/search/query_leaves.h"

#include <utility>

#include "server/search/query_clauses.h"

namespace dragoman::search {
namespace {

using text::Analysis;
using text::Script;

std::uint32_t unit_count(const Analysis& analysis) {
  return static_cast<std::uint32_t>(analysis.units.size());
}

// Adds the terms that the units of a run, all but those of its last if that is open, must have.
void add_terms(const UnitRun& run, std::uint32_t count, Plane plane, std::vector<SetQuery>& out) {
  for (const std::string& form : loose_forms(*run.analysis, run.first, count))
    out.push_back(SetQuery::of_term(plane_term(plane, form)));
}

// Returns what every article has in which the run stands, without looking where.
SetQuery candidates(const UnitRun& run, Plane plane) {
  std::vector<SetQuery> parts;
  switch (run.last) {
    case LastUnit::kItself:
      add_terms(run, run.count, plane, parts);
      break;
    case LastUnit::kWithParticles:
      return clause_query(*run.analysis, run.first, run.count, plane);
    case LastUnit::kBegin:
      add_terms(run, run.count - 1, plane, parts);
      parts.push_back(SetQuery::of_prefix(std::string(run.last_form()), plane));
      break;
  }
  return parts.size() == 1 ? std::move(parts[0]) : SetQuery::of(SetKind::kAnd, std::move(parts));
}

}  // namespace

UnitRun operand_run(const Analysis& analysis, OperandKind kind) {
  UnitRun run{&analysis, 0, unit_count(analysis), LastUnit::kItself};
  const Script last = analysis.units.back().script;
  if (kind == OperandKind::kPrefix && last != Script::kCjk) run.last = LastUnit::kBegin;
  if (kind == OperandKind::kWord && run.count == 1 && last == Script::kHangul)
    run.last = LastUnit::kWithParticles;
  return run;
}

SetQuery prefix_query(const Analysis& analysis, Plane plane) {
  const UnitRun run = operand_run(analysis, OperandKind::kPrefix);
  if (run.last == LastUnit::kItself) return adjacent(analysis, 0, run.count, plane);
  // Inside Korean words syllables are indexed like words: there the term alone says too little.
  if (run.count == 1 && analysis.units[0].script != Script::kHangul)
    return SetQuery::of_prefix(std::string(run.last_form()), plane);
  return near_query({{{run}}}, {}, plane);
}

SetQuery near_query(std::vector<NearOperand> operands, std::vector<std::uint32_t> distances,
                    Plane plane) {
  std::vector<SetQuery> conditions;
  SetQuery query;
  for (NearOperand& operand : operands) {
    std::vector<SetQuery> ways;
    for (const UnitRun& run : operand.ways) ways.push_back(candidates(run, plane));
    conditions.push_back(ways.size() == 1 ? std::move(ways[0])
                                          : SetQuery::of(SetKind::kOr, std::move(ways)));
    query.operands.push_back(std::move(operand.ways));
  }
  query.kind = SetKind::kNear;
  query.plane = plane;
  query.distances = std::move(distances);
  query.children = std::move(conditions);
  return query;
}

SetQuery title_words(std::string_view text, const Analysis& analysis) {
  std::vector<SetQuery> parts;
  for (const Clause& clause : cut_clauses(text, analysis)) {
    parts.push_back(clause_query(analysis, clause.first_unit, clause.unit_count, Plane::kTitle));
  }
  return parts.size() == 1 ? std::move(parts[0]) : SetQuery::of(SetKind::kAnd, std::move(parts));
}

SetQuery title_phrase(const Analysis& analysis) {
  return adjacent(analysis, 0, unit_count(analysis), Plane::kTitle);
}

}  // namespace dragoman::search
