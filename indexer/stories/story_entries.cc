// SPDX-License-Identifier: GPL-3.0-or-later
// Columns → entries, sorted.
#include "indexer/stories/story_entries.h"

#include <algorithm>
#include <unordered_set>

#include "indexer/stories/story_grouping.h"

namespace dragoman::indexer {
namespace {

// So many earlier articles without any day are compared with new ones of that kind, the latest.
constexpr std::size_t kMaxUndatedEarlier = 50000;

// What the new rows call for.
struct Wanted {
  std::unordered_set<Day> days;
  bool undated = false;

  bool near(Day day) const {
    for (Day d = day - kReachDays; d <= day + kReachDays; ++d)
      if (days.contains(d)) return true;
    return false;
  }
};

void add_earlier(const EarlierSegments& earlier, const Wanted& wanted,
                 std::vector<StoryEntry>& out) {
  std::size_t undated = 0;
  for (std::size_t s = earlier.size(); s-- > 0;) {
    const schema::Segment& segment = *earlier[s];
    for (std::size_t row = segment.rows(); row-- > 0;) {
      if (!segment.is_live(row)) continue;
      const Timing timing = timing_of(segment.columns(), row);
      const bool near = timing.day && wanted.near(*timing.day);
      const bool timeless = wanted.undated && !timing.is_published && undated < kMaxUndatedEarlier;
      if (!near && !timeless) continue;
      if (timeless) ++undated;
      const Day day = timing.day.value_or(StoryEntry::kLastTurn);
      // In time for every new article that may come near it.
      out.push_back({near ? day - kReachDays : day, day, static_cast<std::uint32_t>(s),
                     static_cast<std::uint32_t>(row), segment.columns().id_hash(row)});
    }
  }
}

}  // namespace

Timing timing_of(const schema::Columns& columns, std::size_t row) {
  const DayInterval& published = columns.published(row);
  if (published != schema::kUndated) {
    if (published.first == published.last) return {published.first, true, false};
    return {std::nullopt, true, true};
  }
  Timing out;
  for (const DayInterval& mentioned : columns.mentioned(row))
    if (mentioned.first == mentioned.last && (!out.day || mentioned.first > *out.day))
      out.day = mentioned.first;
  return out;
}

std::vector<StoryEntry> story_entries(const NewRows& rows, const EarlierSegments& earlier) {
  std::vector<StoryEntry> out;
  Wanted wanted;
  out.reserve(rows.columns.rows());
  for (std::uint32_t row = 0; row < rows.columns.rows(); ++row) {
    if (rows.dead[row]) continue;
    const Timing timing = timing_of(rows.columns, row);
    if (timing.is_vague) continue;
    const Day day = timing.day.value_or(StoryEntry::kLastTurn);
    out.push_back({day, day, StoryEntry::kNew, row, rows.columns.id_hash(row)});
    if (timing.day)
      wanted.days.insert(day);
    else
      wanted.undated = true;
  }
  add_earlier(earlier, wanted, out);
  std::sort(out.begin(), out.end(), [](const StoryEntry& a, const StoryEntry& b) {
    if (a.turn != b.turn) return a.turn < b.turn;
    const bool a_new = a.segment == StoryEntry::kNew;  // earlier ones first
    const bool b_new = b.segment == StoryEntry::kNew;
    return a_new != b_new ? b_new : a.id_hash < b.id_hash;
  });
  return out;
}

}  // namespace dragoman::indexer
