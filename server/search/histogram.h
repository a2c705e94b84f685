// SPDX-License-Identifier: GPL-3.0-or-later
// Match sets → counts per year, month, week or day. An article enters a bucket only when its date
// lies wholly inside it; others are counted as imprecise or undated.
#pragma once

#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// `matches`: rows under all filters but the dates; `archive`: rows under the same filters without
// the query (for HistogramBucket::total). Buckets ascend; empty ones between are filled in while
// there are at most kMaxBuckets.
Histogram make_histogram(const MatchSet& matches, const MatchSet& archive,
                         HistogramInterval interval, DateField field, const Snapshot& snapshot);

inline constexpr std::size_t kMaxBuckets = 1000;

// The bucket a day falls into. Weeks start on Monday (ISO 8601).
DayInterval bucket_of(Day day, HistogramInterval interval);

}  // namespace dragoman::search
