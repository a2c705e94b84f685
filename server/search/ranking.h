// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the passing rows come first: BM25 over all segments for relevance, columns for dates.
#pragma once

#include <cstdint>
#include <vector>

#include "server/search/query_plan.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

struct RankedRow {
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
  double score = 0;
};

// Which part of a ranked list is wanted.
struct Window {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// Returns the window of the passing rows by BM25 (Robertson & Zaragoza 2009, "The
// Probabilistic Relevance Framework"; Xapian's BM25Weight). Throws Xapian::Error.
// Scores by at most kMaxScoredForms distinct forms, the rarest. Throws DeadlineExceeded.
std::vector<RankedRow> rank_by_relevance(const std::vector<ScoreGroup>& groups,
                                         const MatchSet& passing, Handles& handles, Window window,
                                         Deadline& deadline);
inline constexpr std::size_t kMaxScoredForms = 256;

// Where a date-sorted list goes on: behind the row with this key.
struct DateKey {
  Day day = 0;
  std::uint64_t id_hash = 0;
  bool operator==(const DateKey&) const = default;
};

// Returns rows [first, first + count) by first day, newest or oldest first, undated last; ties by
// id hash, so that the order does not depend on segments. With `after`, only rows behind that key
// are counted from.
std::vector<RankedRow> rank_by_date(const MatchSet& passing, const Snapshot& snapshot,
                                    bool newest_first, const DateKey* after, std::uint32_t first,
                                    std::uint32_t count);

DateKey date_key(const Snapshot& snapshot, const RankedRow& row);

}  // namespace dragoman::search
