// SPDX-License-Identifier: GPL-3.0-or-later
// The rank pass: every row of the set that the set pass and the filters have fixed gets its key;
// the first few of the order are kept. Ranking never changes what matches.
#include "server/search/ranking.h"

#include <algorithm>
#include <cmath>

#include "server/search/best_rows.h"
#include "server/search/collapse.h"
#include "server/search/score_groups.h"
#include "server/search/scorer.h"
#include "server/search/word_pairs.h"

namespace dragoman::search {
namespace {

bool scores_before(const ScoreKey& a, const ScoreKey& b) {
  return a.score != b.score ? a.score > b.score : a.id_hash < b.id_hash;
}

// The rows of a window out of a stream of rows, of each story only the first when asked.
template <class Key, class Before>
class WindowRows {
 public:
  WindowRows(const Window<Key>& window, Before before, const StoryNumbers* stories)
      : window_(window),
        before_(before),
        skip_(window.after ? 0 : window.first),
        best_(std::size_t{skip_} + window.count, before) {
    if (stories != nullptr) held_.emplace(*stories, before);
  }
  void add(const Key& key, const RankedRow& row) {
    if (!held_ || !held_->hold(row.segment, key, row)) keep(key, row);
  }
  std::vector<RankedRow> take() {
    if (held_) held_->release([this](const Key& key, const RankedRow& row) { keep(key, row); });
    return best_.take(skip_);
  }

 private:
  void keep(const Key& key, const RankedRow& row) {
    if (!window_.after || before_(*window_.after, key)) best_.add(key, row);
  }

  const Window<Key>& window_;
  Before before_;
  std::uint32_t skip_;
  BestRows<Key, RankedRow, Before> best_;
  std::optional<FirstOfStories<Key, RankedRow, Before>> held_;
};

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
  using Before = bool (*)(const ScoreKey&, const ScoreKey&);
  BestRows<ScoreKey, RankedRow, Before> front(pairs.empty() ? 0 : kPairedRows, &scores_before);
  WindowRows<ScoreKey, Before> best(window, &scores_before, context.stories);
  for_each_score(scorer, context, [&](const ScoreKey& key, const RankedRow& row) {
    if (const auto behind = front.add(key, row)) best.add(behind->first, behind->second);
  });
  for (RankedRow row : front.take(0)) {
    row.score += pairs.gain(row.segment, row.row, context.deadline);
    best.add(score_key(context.snapshot, row), row);
  }
  return best.take();
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
  WindowRows<DateKey, decltype(before)> best(window, before, context.stories);
  for (std::uint32_t s = 0; s < context.passing.segments.size(); ++s) {
    for (const std::uint32_t row : context.passing.segments[s]) {
      context.deadline.check();
      const RankedRow ranked{s, row, 0};
      best.add(date_key(context.snapshot, ranked), ranked);
    }
  }
  return best.take();
}

}  // namespace dragoman::search
