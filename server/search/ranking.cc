// SPDX-License-Identifier: GPL-3.0-or-later
// The rank pass: every row of the set that the set pass and the filters have fixed gets its key;
// the first few of the order are kept. Ranking never changes what matches.
#include "server/search/ranking.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "server/search/best_rows.h"
#include "server/search/score_groups.h"
#include "server/search/scorer.h"
#include "server/search/word_pairs.h"

namespace dragoman::search {
namespace {

bool scores_before(const ScoreKey& a, const ScoreKey& b) {
  return a.score != b.score ? a.score > b.score : a.id_hash < b.id_hash;
}

using BestScores = BestRows<ScoreKey, RankedRow, bool (*)(const ScoreKey&, const ScoreKey&)>;

// Calls on(key, row) for every passing row.
template <class On>
void for_each_score(Scorer& scorer, RankingContext context, On on) {
  for (std::uint32_t s = 0; s < context.passing.segments.size(); ++s) {
    const RowSet& rows = context.passing.segments[s];
    if (rows.empty()) continue;
    const schema::Columns& columns = context.snapshot.segment(s).columns();
    const std::vector<float> scores = scorer.scores(s, rows, context.deadline);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      context.deadline.check();
      on(ScoreKey{scores[i], columns.id_hash(rows[i])}, RankedRow{s, rows[i], scores[i]});
    }
  }
}

}  // namespace

std::vector<RankedRow> rank_by_relevance(const Scoring& scoring, const Window<ScoreKey>& window,
                                         RankingContext context) {
  context.deadline.check_now();
  if (context.passing.size() == 0 || window.count == 0) return {};
  Scorer scorer(scored_groups(scoring.groups, context.handles.all, context.limits.max_scored_forms),
                context.snapshot, context.handles, context.deadline);
  WordPairs pairs(scoring, scorer, context.snapshot);
  // Behind a key the paired rows are still in the way: by their own scores they may stand behind
  // it, by their pairs before it.
  const std::size_t paired = pairs.empty() ? 0 : kPairedRows;
  const std::size_t skip = window.after ? 0 : window.first;
  BestScores first(paired, &scores_before);
  BestScores rest(paired + skip + window.count, &scores_before);
  for_each_score(scorer, context, [&](const ScoreKey& key, const RankedRow& row) {
    first.add(key, row);
    if (!window.after || scores_before(*window.after, key)) rest.add(key, row);
  });
  const std::vector<RankedRow> front = first.take(0);
  BestScores best(skip + window.count, &scores_before);
  const auto add = [&](const RankedRow& row) {
    const ScoreKey key = score_key(context.snapshot, row);
    if (!window.after || scores_before(*window.after, key)) best.add(key, row);
  };
  std::unordered_set<std::uint64_t> in_front;
  const auto place = [](const RankedRow& row) {
    return std::uint64_t{row.segment} << 32 | row.row;
  };
  for (RankedRow row : front) {
    in_front.insert(place(row));
    row.score += pairs.gain(row.segment, row.row, context.deadline);
    add(row);
  }
  for (const RankedRow& row : rest.take(0)) {
    if (!in_front.contains(place(row))) add(row);
  }
  return best.take(skip);
}

ScoreKey current_key(const ScoreKey& key, const Scoring& scoring, RankingContext context) {
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
  // Whether the article was among the paired ones is not known: the score that is nearer is its.
  ScoreKey best = key;
  float nearest = kSameArticle * std::abs(key.score);
  for (const Scoring& way : {scoring, Scoring{scoring.groups, {}}}) {
    const auto rows = rank_by_relevance(way, {std::nullopt, 0, 1}, one);
    if (rows.empty()) return key;
    const ScoreKey now = score_key(context.snapshot, rows[0]);
    if (std::abs(now.score - key.score) > nearest) continue;
    nearest = std::abs(now.score - key.score);
    best = now;
  }
  return best;
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
