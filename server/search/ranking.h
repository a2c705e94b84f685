// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the passing rows come first: BM25 over all segments for relevance, columns for dates. A
// list goes on behind a key, so that what is added or removed meanwhile neither repeats nor hides
// articles. Memory is that of the rows asked for, however many pass; for stories shown as one, that
// of all stories that pass.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/search/query_plan.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"
#include "server/search/story_numbers.h"

namespace dragoman::search {

struct RankedRow {
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
  double score = 0;
};

// The place of a row in a date-sorted list. Undated rows have the day of schema::kUndated.
struct DateKey {
  Day day = 0;
  std::uint64_t id_hash = 0;
  bool operator==(const DateKey&) const = default;
};

// The place of a row in a ranked list. Single precision: the last bits of a score depend on the
// order of additions, which depends on the layout of segments.
struct ScoreKey {
  float score = 0;
  std::uint64_t id_hash = 0;
  bool operator==(const ScoreKey&) const = default;
};

// Which part of a list is wanted: `count` rows from the `first` on, or the first `count` behind a
// key; then `first` says about how many come before it.
template <class Key>
struct Window {
  std::optional<Key> after;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// What ranking works on; all borrowed.
struct RankingContext {
  const MatchSet& passing;
  const Snapshot& snapshot;
  Handles& handles;
  const QueryLimits& limits;
  Deadline& deadline;
  // Given: of each story only its first row in the order of the list.
  const StoryNumbers* stories = nullptr;
};

// Returns rows by score (scorer.h), ties by id hash. Scores by at most
// QueryLimits::max_scored_forms distinct forms, the rarest. The kPairedRows best also score by the
// pairs of words that stand in them (word_pairs.h); as a pair only adds, they stay the best. Throws
// Xapian::Error, DeadlineExceeded.
inline constexpr std::size_t kPairedRows = 100;
std::vector<RankedRow> rank_by_relevance(const Scoring& scoring, const Window<ScoreKey>& window,
                                         RankingContext context);

// Returns the key that the article of a key has in this snapshot, whose statistics, and with them
// all scores, are not those it was made from. The key itself when the article is gone or was
// changed so that its score is another. Throws Xapian::Error, DeadlineExceeded.
ScoreKey current_key(const ScoreKey& key, const Scoring& scoring, RankingContext context);

// Returns rows by first day, newest or oldest first, undated last; ties by id hash, so that the
// order does not depend on segments. Throws DeadlineExceeded.
std::vector<RankedRow> rank_by_date(bool newest_first, const Window<DateKey>& window,
                                    RankingContext context);

DateKey date_key(const Snapshot& snapshot, const RankedRow& row);
ScoreKey score_key(const Snapshot& snapshot, const RankedRow& row);

}  // namespace dragoman::search
