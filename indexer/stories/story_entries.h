// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of the new and the earlier segments the grouping goes through, and in what order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/day.h"
#include "indexer/stories/new_rows.h"

namespace dragoman::indexer {

// When an article is from.
struct Timing {
  std::optional<Day> day;     // of publication, else the last of the days it mentions
  bool is_published = false;  // it is that of publication
  bool is_vague = false;      // published in a month or a year, which is near nothing
};
Timing timing_of(const schema::Columns& columns, std::size_t row);

// A row of a new or an earlier segment on its way through the grouping.
struct StoryEntry {
  static constexpr std::uint32_t kNew = UINT32_MAX;
  static constexpr Day kLastTurn = INT32_MAX;

  Day turn = kLastTurn;          // articles come in this order, those without a day last
  Day day = kLastTurn;           // kLastTurn: none
  std::uint32_t segment = kNew;  // or an index of the earlier ones
  std::uint32_t row = 0;
  std::uint64_t id_hash = 0;
};

// Returns the live new rows that are not vague, and the rows of earlier segments that may be near
// any of them, in order.
std::vector<StoryEntry> story_entries(const NewRows& rows, const EarlierSegments& earlier);

}  // namespace dragoman::indexer
