// SPDX-License-Identifier: GPL-3.0-or-later
// Days → buckets. Pure over columns.
#include "server/search/histogram.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace dragoman::search {
namespace {

struct Tally {
  std::map<Day, std::uint64_t> counts;  // by first day of the bucket
  std::uint64_t undated = 0;
  std::uint64_t imprecise = 0;
};

struct Source {
  const Snapshot& snapshot;
  Deadline& deadline;
};

// Calls visit(span of intervals) for every row of a set.
template <class Visit>
void for_each_dates(const MatchSet& set, DateField field, Source source, Visit visit) {
  for (std::size_t s = 0; s < set.segments.size(); ++s) {
    const schema::Columns& columns = source.snapshot.segment(s).columns();
    for (const std::uint32_t row : set.segments[s]) {
      source.deadline.check(4);
      if (field == DateField::kMentioned) {
        visit(columns.mentioned(row));
        continue;
      }
      const DayInterval& published = columns.published(row);
      const bool dated = published != schema::kUndated;
      visit(std::span<const DayInterval>(&published, dated ? 1 : 0));
    }
  }
}

Tally tally(const MatchSet& set, HistogramInterval interval, DateField field, Source source) {
  Tally out;
  for_each_dates(set, field, source, [&](std::span<const DayInterval> dates) {
    if (dates.empty()) {
      ++out.undated;
      return;
    }
    std::set<Day> buckets;  // an article counts once in a bucket, however often it mentions it
    for (const DayInterval& date : dates) {
      const DayInterval bucket = bucket_of(date.first, interval);
      if (date.last <= bucket.last) buckets.insert(bucket.first);
    }
    if (buckets.empty()) ++out.imprecise;
    for (const Day start : buckets) ++out.counts[start];
  });
  return out;
}

// About thirty to sixty bars whatever the range.
HistogramInterval choose_interval(const MatchSet& set, DateField field, Source source) {
  Day first = std::numeric_limits<Day>::max();
  Day last = std::numeric_limits<Day>::min();
  for_each_dates(set, field, source, [&](std::span<const DayInterval> dates) {
    for (const DayInterval& date : dates) {
      first = std::min(first, date.first);
      last = std::max(last, date.last);
    }
  });
  const std::int64_t days = first > last ? 0 : std::int64_t{last} - first + 1;
  if (days <= 60) return HistogramInterval::kDay;
  if (days <= 400) return HistogramInterval::kWeek;
  return days <= 5 * 366 ? HistogramInterval::kMonth : HistogramInterval::kYear;
}

}  // namespace

DayInterval bucket_of(Day day, HistogramInterval interval) {
  const CivilDate date = civil_from_day(day);
  switch (interval) {
    case HistogramInterval::kYear:
      return {day_from_civil(date.year, 1, 1), day_from_civil(date.year, 12, 31)};
    case HistogramInterval::kMonth: {
      const bool december = date.month == 12;
      const Day next =
          day_from_civil(date.year + (december ? 1 : 0), december ? 1 : date.month + 1, 1);
      return {day_from_civil(date.year, date.month, 1), next - 1};
    }
    case HistogramInterval::kWeek: {
      const Day since_monday = ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
      return {day - since_monday, day - since_monday + 6};
    }
    case HistogramInterval::kDay:
    case HistogramInterval::kAuto:
    case HistogramInterval::kNone:
      break;
  }
  return {day, day};
}

Histogram make_histogram(const HistogramInput& input, const Snapshot& snapshot,
                         Deadline& deadline) {
  const Source source{snapshot, deadline};
  deadline.check_now();
  Histogram out;
  out.interval = input.interval == HistogramInterval::kAuto
                     ? choose_interval(input.archive, input.field, source)
                     : input.interval;
  const Tally found = tally(input.matches, out.interval, input.field, source);
  const Tally all = tally(input.archive, out.interval, input.field, source);
  out.undated = found.undated;
  out.imprecise = found.imprecise;
  const auto add = [&](Day start) {
    const DayInterval bucket = bucket_of(start, out.interval);
    const auto count = found.counts.find(start);
    const auto total = all.counts.find(start);
    out.buckets.push_back({format_day(bucket.first), format_day(bucket.last),
                           count == found.counts.end() ? 0 : count->second,
                           total == all.counts.end() ? 0 : total->second});
    return bucket.last + 1;
  };
  if (all.counts.empty()) return out;
  std::size_t filled = 0;
  const Day last = all.counts.rbegin()->first;
  for (Day day = all.counts.begin()->first; day <= last && filled <= kMaxBuckets; ++filled) {
    day = bucket_of(day, out.interval).last + 1;
  }
  if (filled <= kMaxBuckets) {
    for (Day day = all.counts.begin()->first; day <= last;) day = add(day);
  } else {
    for (const auto& [start, count] : all.counts) add(start);
  }
  return out;
}

}  // namespace dragoman::search
