// SPDX-License-Identifier: GPL-3.0-or-later
// Query text → clauses and pieces → SetQueries over core/schema's terms. Pure.
#include "server/search/query_clauses.h"

#include <algorithm>

#include "core/schema/schema.h"
#include "core/text/terms.h"

namespace dragoman::search {
namespace {

using text::Analysis;
using text::Gap;
using text::Script;
using text::TermKind;

bool is_cjk(const Analysis& analysis, std::size_t i) {
  return analysis.units[i].script == Script::kCjk;
}

bool has_space(std::string_view between) {
  return between.find_first_of(" \t\r\n") != std::string_view::npos ||
         between.find("\u3000") != std::string_view::npos;
}

// In a query a space between Han words separates them, though it does not in an article.
bool connected(std::string_view text, const Analysis& analysis, std::size_t i) {
  const text::Unit& before = analysis.units[i - 1];
  const text::Unit& unit = analysis.units[i];
  return unit.gap == Gap::kNone && is_cjk(analysis, i - 1) == is_cjk(analysis, i) &&
         !has_space(text.substr(before.end, unit.begin - before.end));
}

}  // namespace

std::vector<Clause> cut_clauses(std::string_view text, const Analysis& analysis) {
  std::vector<Clause> clauses;
  for (std::uint32_t i = 0; i < analysis.units.size(); ++i) {
    if (i > 0 && connected(text, analysis, i)) {
      ++clauses.back().unit_count;
    } else {
      clauses.push_back({i, 1});
    }
  }
  return clauses;
}

std::vector<Piece> merge_names(const std::vector<Clause>& clauses,
                               const std::vector<Piece>& names) {
  std::vector<Piece> pieces;
  std::size_t name = 0;
  for (std::size_t i = 0; i < clauses.size();) {
    const std::uint32_t begin = clauses[i].first_unit;
    while (name < names.size() && names[name].first_unit < begin) ++name;
    std::size_t end = i;
    if (name < names.size() && names[name].first_unit == begin && names[name].is_named()) {
      const std::uint32_t stop = begin + names[name].unit_count;
      while (end < clauses.size() && clauses[end].first_unit + clauses[end].unit_count <= stop)
        ++end;
      if (end > i && clauses[end - 1].first_unit + clauses[end - 1].unit_count == stop) {
        pieces.push_back(names[name]);
        i = end;
        continue;
      }
    }
    pieces.push_back({begin, clauses[i].unit_count, std::nullopt});
    ++i;
  }
  return pieces;
}

std::vector<Piece> cut_at_names(const std::vector<Piece>& pieces, const std::vector<Piece>& names) {
  std::vector<Piece> out;
  std::size_t next = 0;  // both lists ascend
  for (const Piece& piece : pieces) {
    const std::uint32_t end = piece.first_unit + piece.unit_count;
    std::uint32_t at = piece.first_unit;
    for (; next < names.size() && names[next].first_unit < end; ++next) {
      const Piece& name = names[next];
      const std::uint32_t stop = name.first_unit + name.unit_count;
      if (piece.is_named() || name.first_unit < at || stop > end) continue;
      if (name.first_unit > at) out.push_back({at, name.first_unit - at, std::nullopt});
      out.push_back(name);
      at = stop;
    }
    if (at == piece.first_unit) {
      out.push_back(piece);
    } else if (at < end) {
      out.push_back({at, end - at, std::nullopt});
    }
  }
  return out;
}

SetQuery adjacent(const Analysis& analysis, std::uint32_t first, std::uint32_t count, Plane plane) {
  SetQuery query;
  for (const std::string& form : loose_forms(analysis, first, count)) {
    query.terms.push_back(plane_term(plane, form));
  }
  // One term says it all for a single unit and for two adjacent Han characters; a Korean one may
  // also be part of another word.
  const bool may_be_part = count == 1 && analysis.units[first].script == Script::kHangul;
  if (query.terms.size() == 1 && !may_be_part) return SetQuery::of_term(std::move(query.terms[0]));
  query.kind = SetKind::kPhrase;
  query.plane = plane;
  query.run = {&analysis, first, count};
  return query;
}

SetQuery clause_query(const Analysis& analysis, std::uint32_t first, std::uint32_t count,
                      Plane plane) {
  if (count != 1 || analysis.units[first].script != Script::kHangul)
    return adjacent(analysis, first, count, plane);
  const std::string_view stem = text::strip_korean_particles(analysis.form(first));
  std::vector<text::Term> terms;
  text::index_terms(analysis, first, 1, terms);
  std::vector<SetQuery> ways;
  std::vector<SetQuery> syllables;
  for (const text::Term& term : terms) {
    SetQuery query = SetQuery::of_term(plane_term(plane, term.form));
    if (term.kind != TermKind::kSyllables) {
      ways.push_back(std::move(query));
    } else if (stem.find(term.form) != std::string_view::npos) {
      syllables.push_back(std::move(query));
    }
  }
  if (!syllables.empty()) ways.push_back(SetQuery::of(SetKind::kAnd, std::move(syllables)));
  return ways.size() == 1 ? std::move(ways[0]) : SetQuery::of(SetKind::kOr, std::move(ways));
}

std::vector<Clause> loose_runs(const Analysis& analysis, std::uint32_t first, std::uint32_t count) {
  std::vector<Clause> runs;
  const std::uint32_t end = first + count;
  const auto bigram_starts_at = [&](std::uint32_t i) {
    return i + 1 < end && is_cjk(analysis, i) && is_cjk(analysis, i + 1) &&
           analysis.units[i + 1].gap == Gap::kNone;
  };
  for (std::uint32_t i = first; i < end; ++i) {
    if (bigram_starts_at(i)) {
      runs.push_back({i, 2});
    } else if (i == first || !bigram_starts_at(i - 1)) {
      runs.push_back({i, 1});
    }
  }
  return runs;
}

std::string run_form(const Analysis& analysis, const Clause& run) {
  std::string form;
  for (std::uint32_t i = 0; i < run.unit_count; ++i) form += analysis.form(run.first_unit + i);
  return form;
}

std::vector<std::string> loose_forms(const Analysis& analysis, std::uint32_t first,
                                     std::uint32_t count) {
  std::vector<std::string> forms;
  for (const Clause& run : loose_runs(analysis, first, count))
    forms.push_back(run_form(analysis, run));
  return forms;
}

}  // namespace dragoman::search
