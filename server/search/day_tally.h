// SPDX-License-Identifier: GPL-3.0-or-later
// The dates of a set of articles, counted by year, month, week or day. An article enters a bucket
// only when a date of its lies wholly inside it, and once however many do; others are imprecise or
// undated.
#pragma once

#include <cstdint>
#include <map>

#include "core/day.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

struct DayTally {
  std::map<Day, std::uint64_t> counts;  // by first day of the bucket
  std::uint64_t undated = 0;
  std::uint64_t imprecise = 0;
};

// Requires: an interval that is neither kNone nor kAuto. Throws DeadlineExceeded.
DayTally tally_days(const MatchSet& set, HistogramInterval interval, DateField field,
                    const Snapshot& snapshot, Deadline& deadline);

// Returns the first and last day of any date in the set; first > last when there is none. Throws
// DeadlineExceeded.
DayInterval range_of_days(const MatchSet& set, DateField field, const Snapshot& snapshot,
                          Deadline& deadline);

// The bucket a day falls into. Weeks start on Monday (ISO 8601).
DayInterval bucket_of(Day day, HistogramInterval interval);

}  // namespace dragoman::search
