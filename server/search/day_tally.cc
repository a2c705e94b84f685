// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the rows; what bucket a day falls into is looked up, not computed.
#include "server/search/day_tally.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace dragoman::search {
namespace {

// Days with a table: others are rare enough to be computed.
constexpr int kFirstTableYear = 1800;
constexpr int kLastTableYear = 2100;

// The buckets of the table's days, in order.
class BucketTable {
 public:
  explicit BucketTable(HistogramInterval interval) : interval_(interval) {
    const Day last = day_from_civil(kLastTableYear, 12, 31);
    first_ = bucket_of(day_from_civil(kFirstTableYear, 1, 1), interval).first;
    for (Day day = first_; day <= last; day = buckets_.back().last + 1) {
      buckets_.push_back(bucket_of(day, interval));
      const auto length = static_cast<std::size_t>(buckets_.back().last - day + 1);
      by_day_.insert(by_day_.end(), length, static_cast<std::uint32_t>(buckets_.size() - 1));
    }
  }
  static const BucketTable& get(HistogramInterval interval) {
    static const std::array<BucketTable, 4> kTables = {
        BucketTable(HistogramInterval::kYear), BucketTable(HistogramInterval::kMonth),
        BucketTable(HistogramInterval::kWeek), BucketTable(HistogramInterval::kDay)};
    const auto found = std::find_if(kTables.begin(), kTables.end(), [interval](const auto& table) {
      return table.interval_ == interval;
    });
    return *found;
  }

  std::size_t size() const { return buckets_.size(); }
  bool holds(Day day) const {
    return day >= first_ && static_cast<std::size_t>(day - first_) < by_day_.size();
  }
  // Requires: holds(day).
  std::uint32_t index(Day day) const { return by_day_[static_cast<std::size_t>(day - first_)]; }
  const DayInterval& operator[](std::size_t i) const { return buckets_[i]; }

 private:
  HistogramInterval interval_;
  Day first_ = 0;
  std::vector<DayInterval> buckets_;
  std::vector<std::uint32_t> by_day_;
};

class Tallier {
 public:
  explicit Tallier(HistogramInterval interval)
      : interval_(interval), table_(BucketTable::get(interval)), counts_(table_.size(), 0) {}

  void add(const DayInterval& date) {
    if (table_.holds(date.first) && table_.holds(date.last)) {
      const std::uint32_t bucket = table_.index(date.first);
      if (table_.index(date.last) == bucket) {
        ++counts_[bucket];
      } else {
        ++out_.imprecise;
      }
      return;
    }
    add_all({&date, 1});
  }

  void add_all(std::span<const DayInterval> dates) {
    starts_.clear();
    for (const DayInterval& date : dates) {
      const DayInterval bucket = bucket_of(date.first, interval_);
      if (date.last <= bucket.last) starts_.push_back(bucket.first);
    }
    if (starts_.empty()) ++out_.imprecise;
    std::sort(starts_.begin(), starts_.end());
    starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
    for (const Day start : starts_) ++out_.counts[start];
  }

  void add_undated() { ++out_.undated; }

  DayTally take() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) out_.counts[table_[i].first] += counts_[i];
    }
    return std::move(out_);
  }

 private:
  HistogramInterval interval_;
  const BucketTable& table_;
  std::vector<std::uint64_t> counts_;  // by bucket of the table
  std::vector<Day> starts_;            // scratch
  DayTally out_;
};

}  // namespace

DayTally tally_days(const MatchSet& set, HistogramInterval interval, DateField field,
                    const Snapshot& snapshot, Deadline& deadline) {
  deadline.check_now();
  Tallier out(interval);
  for (std::size_t s = 0; s < set.segments.size(); ++s) {
    const schema::Columns& columns = snapshot.segment(s).columns();
    for (const std::uint32_t row : set.segments[s]) {
      deadline.check();
      if (field == DateField::kMentioned) {
        const auto dates = columns.mentioned(row);
        if (dates.empty()) {
          out.add_undated();
        } else {
          out.add_all(dates);
        }
      } else if (columns.published(row) == schema::kUndated) {
        out.add_undated();
      } else {
        out.add(columns.published(row));
      }
    }
  }
  return out.take();
}

DayInterval range_of_days(const MatchSet& set, DateField field, const Snapshot& snapshot,
                          Deadline& deadline) {
  DayInterval range = {std::numeric_limits<Day>::max(), std::numeric_limits<Day>::min()};
  const auto widen = [&range](const DayInterval& date) {
    range.first = std::min(range.first, date.first);
    range.last = std::max(range.last, date.last);
  };
  for (std::size_t s = 0; s < set.segments.size(); ++s) {
    const schema::Columns& columns = snapshot.segment(s).columns();
    for (const std::uint32_t row : set.segments[s]) {
      deadline.check();
      if (field == DateField::kMentioned) {
        for (const DayInterval& date : columns.mentioned(row)) widen(date);
      } else {
        widen(columns.published(row));  // an undated one widens nothing
      }
    }
  }
  return range;
}

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

}  // namespace dragoman::search
