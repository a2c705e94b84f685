// SPDX-License-Identifier: GPL-3.0-or-later
// Match sets → counts per year, month, week or day. An article enters a bucket only when its date
// lies wholly inside it; others are counted as imprecise or undated.
#pragma once

#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

struct HistogramInput {
  const MatchSet& matches;  // rows under all filters but the dates
  const MatchSet& archive;  // the same without the query, for HistogramBucket::total
  HistogramInterval interval;
  DateField field;
};

// Buckets ascend; empty ones between are filled in while there are at most kMaxBuckets. Throws
// DeadlineExceeded.
Histogram make_histogram(const HistogramInput& input, const Snapshot& snapshot, Deadline& deadline);

inline constexpr std::size_t kMaxBuckets = 1000;

// The bucket a day falls into. Weeks start on Monday (ISO 8601).
DayInterval bucket_of(Day day, HistogramInterval interval);

}  // namespace dragoman::search
