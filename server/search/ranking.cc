// SPDX-License-Identifier: GPL-3.0-or-later
// The rank pass: every row of the set that the set pass and the filters have fixed gets its key;
// the first few of the order are kept. Ranking never changes what matches.
#include "server/search/ranking.h"

#include <algorithm>
#include <cmath>

#include "server/search/best_rows.h"
#include "server/search/score_groups.h"
#include "server/search/scorer.h"

namespace dragoman::search {
namespace {

bool scores_before(const ScoreKey& a, const ScoreKey& b) {
  return a.score != b.score ? a.score > b.score : a.id_hash < b.id_hash;
}

}  // namespace

std::vector<RankedRow> rank_by_relevance(const std::vector<ScoreGroup>& groups,
                                         const Window<ScoreKey>& window, RankingContext context) {
  context.deadline.check_now();
  if (context.passing.size() == 0 || window.count == 0) return {};
  Scorer scorer(scored_groups(groups, context.handles.all, context.limits.max_scored_forms),
                context.snapshot, context.handles, context.deadline);
  const std::uint32_t skip = window.after ? 0 : window.first;
  BestRows<ScoreKey, RankedRow, bool (*)(const ScoreKey&, const ScoreKey&)> best(
      std::size_t{skip} + window.count, &scores_before);
  for (std::uint32_t s = 0; s < context.passing.segments.size(); ++s) {
    const RowSet& rows = context.passing.segments[s];
    if (rows.empty()) continue;
    const schema::Columns& columns = context.snapshot.segment(s).columns();
    const std::vector<float> scores = scorer.scores(s, rows, context.deadline);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      context.deadline.check();
      const ScoreKey key{scores[i], columns.id_hash(rows[i])};
      if (!window.after || scores_before(*window.after, key))
        best.add(key, {s, rows[i], scores[i]});
    }
  }
  return best.take(skip);
}

ScoreKey current_key(const ScoreKey& key, const std::vector<ScoreGroup>& groups,
                     RankingContext context) {
  constexpr float kSameArticle = 0.1F;  // how far new statistics may move a score
  MatchSet only;
  only.segments.resize(context.passing.segments.size());
  for (std::size_t s = 0; s < only.segments.size(); ++s) {
    const schema::Columns& columns = context.snapshot.segment(s).columns();
    for (const std::uint32_t row : context.passing.segments[s]) {
      context.deadline.check();
      if (columns.id_hash(row) == key.id_hash) only.segments[s].push_back(row);
    }
  }
  const RankingContext one{only, context.snapshot, context.handles, context.limits,
                           context.deadline};
  const auto rows = rank_by_relevance(groups, {std::nullopt, 0, 1}, one);
  if (rows.empty()) return key;
  const ScoreKey now = score_key(context.snapshot, rows[0]);
  return std::abs(now.score - key.score) <= kSameArticle * std::abs(key.score) ? now : key;
}

ScoreKey score_key(const Snapshot& snapshot, const RankedRow& row) {
  return {static_cast<float>(row.score), snapshot.segment(row.segment).columns().id_hash(row.row)};
}

DateKey date_key(const Snapshot& snapshot, const RankedRow& row) {
  const schema::Columns& columns = snapshot.segment(row.segment).columns();
  return {columns.published(row.row).first, columns.id_hash(row.row)};
}

std::vector<RankedRow> rank_by_date(bool newest_first, const Window<DateKey>& window,
                                    RankingContext context) {
  const auto before = [newest_first](const DateKey& a, const DateKey& b) {
    const bool a_undated = a.day == schema::kUndated.first;
    const bool b_undated = b.day == schema::kUndated.first;
    if (a_undated != b_undated) return b_undated;
    if (a.day != b.day) return newest_first ? a.day > b.day : a.day < b.day;
    return a.id_hash < b.id_hash;
  };
  context.deadline.check_now();
  const std::uint32_t skip = window.after ? 0 : window.first;
  BestRows<DateKey, RankedRow, decltype(before)> best(std::size_t{skip} + window.count, before);
  for (std::uint32_t s = 0; s < context.passing.segments.size(); ++s) {
    for (const std::uint32_t row : context.passing.segments[s]) {
      context.deadline.check();
      const RankedRow ranked{s, row, 0};
      const DateKey key = date_key(context.snapshot, ranked);
      if (!window.after || before(*window.after, key)) best.add(key, ranked);
    }
  }
  return best.take(skip);
}

}  // namespace dragoman::search
