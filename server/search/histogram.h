// SPDX-License-Identifier: GPL-3.0-or-later
// Days counted over a search's matches and over the archive → the bars of a histogram.
#pragma once

#include "server/search/day_tally.h"
#include "server/search/search_types.h"

namespace dragoman::search {

// Buckets ascend; empty ones between are filled in while there are at most kMaxBuckets. `archive`
// gives HistogramBucket::total. Requires: both were tallied by this interval.
Histogram make_histogram(const DayTally& matches, const DayTally& archive,
                         HistogramInterval interval);

// Returns about thirty to sixty bars whatever the range of days (first > last: no day).
HistogramInterval interval_for(const DayInterval& range);

inline constexpr std::size_t kMaxBuckets = 1000;

}  // namespace dragoman::search
