// SPDX-License-Identifier: GPL-3.0-or-later
// Each fact by one walk over all live rows.
#include "server/search/archive_facts.h"

#include <algorithm>

namespace dragoman::search {

std::shared_ptr<const MatchSet> ArchiveFacts::all(const Snapshot& snapshot, Deadline& deadline) {
  return all_.get([&] {
    auto set = std::make_shared<MatchSet>();
    for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
      RowSet& rows = set->segments.emplace_back();
      const schema::Segment& segment = snapshot.segment(s);
      rows.reserve(segment.live_rows());
      for (std::uint32_t row = 0; row < segment.rows(); ++row) {
        deadline.check();
        if (segment.is_live(row)) rows.push_back(row);
      }
    }
    return std::shared_ptr<const MatchSet>(std::move(set));
  });
}

const FacetCounts& ArchiveFacts::counts(const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return counts_.get([&] { return count_all(every, snapshot, deadline); });
}

const DayTally& ArchiveFacts::tally(HistogramInterval interval, DateField field,
                                    const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return tallies_[static_cast<std::size_t>(field)][static_cast<std::size_t>(interval)].get(
      [&] { return tally_days(*every, interval, field, snapshot, deadline); });
}

float ArchiveFacts::mean_length(const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return mean_length_.get([&] {
    double units = 0;
    for (std::size_t s = 0; s < every->segments.size(); ++s) {
      for (const std::uint32_t row : every->segments[s]) {
        deadline.check();
        units += snapshot.segment(s).columns().text_length(row);
      }
    }
    const auto articles = static_cast<double>(every->size());
    return static_cast<float>(std::max(1.0, units / std::max(1.0, articles)));
  });
}

DayInterval ArchiveFacts::days(DateField field, const Snapshot& snapshot, Deadline& deadline) {
  const auto every = all(snapshot, deadline);
  return days_[static_cast<std::size_t>(field)].get(
      [&] { return range_of_days(*every, field, snapshot, deadline); });
}

}  // namespace dragoman::search
