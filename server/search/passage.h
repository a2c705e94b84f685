// SPDX-License-Identifier: GPL-3.0-or-later
// Which passage of a text says most about a query. Knows units and places; knows no bytes but how
// many a unit takes.
#pragma once

#include <cstdint>
#include <vector>

#include "core/text/analysis.h"
#include "server/search/mark_finder.h"

namespace dragoman::search {

struct Passage {
  std::uint32_t first = 0;  // units [first, last)
  std::uint32_t last = 0;
  double worth = 0;  // 0: nothing of the query is there
};

// Returns the passage of about 44 words (a Han character counts half) that holds most parts of the
// query, those that are rare in the text counting more, near each other rather than far; of equal
// ones the first. It begins and ends with a sentence where one begins or ends near. A text without
// places gives its beginning. `places`: of this analysis, ascending. Linear.
Passage best_passage(const text::Analysis& analysis, const std::vector<MarkedPlace>& places);

}  // namespace dragoman::search
