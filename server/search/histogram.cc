// SPDX-License-Identifier: GPL-3.0-or-later
// Tallies → bars. Pure.
#include "server/search/histogram.h"

namespace dragoman::search {

HistogramInterval interval_for(const DayInterval& range) {
  const std::int64_t days =
      range.first > range.last ? 0 : std::int64_t{range.last} - range.first + 1;
  if (days <= 60) return HistogramInterval::kDay;
  if (days <= 400) return HistogramInterval::kWeek;
  return days <= 5 * 366 ? HistogramInterval::kMonth : HistogramInterval::kYear;
}

Histogram make_histogram(const DayTally& matches, const DayTally& archive,
                         HistogramInterval interval) {
  Histogram out;
  out.interval = interval;
  out.undated = matches.undated;
  out.imprecise = matches.imprecise;
  const auto count_in = [](const DayTally& tally, Day start) {
    const auto found = tally.counts.find(start);
    return found == tally.counts.end() ? 0 : found->second;
  };
  const auto add = [&](Day start) {
    const DayInterval bucket = bucket_of(start, interval);
    out.buckets.push_back({format_day(bucket.first), format_day(bucket.last),
                           count_in(matches, start), count_in(archive, start)});
    return bucket.last + 1;
  };
  if (archive.counts.empty()) return out;
  std::size_t filled = 0;
  const Day first = archive.counts.begin()->first;
  const Day last = archive.counts.rbegin()->first;
  for (Day day = first; day <= last && filled <= kMaxBuckets; ++filled)
    day = bucket_of(day, interval).last + 1;
  if (filled <= kMaxBuckets) {
    for (Day day = first; day <= last;) day = add(day);
  } else {
    for (const auto& [start, count] : archive.counts) add(start);
  }
  return out;
}

}  // namespace dragoman::search
