// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each story out of a stream of rows: the first in the order of the list. Also how many
// stories a set holds, and what the set holds of each story on a page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/search/set_pass.h"
#include "server/search/snapshot.h"
#include "server/search/story_numbers.h"

namespace dragoman::search {

// Holds back the rows of stories of several articles until all were seen. Memory is that of the
// archive's stories of several articles, whatever the set. `Before(a, b)`: a strict weak order.
template <class Key, class Row, class Before>
class FirstOfStories {
 public:
  FirstOfStories(const StoryNumbers& numbers, Before before)
      : numbers_(numbers), before_(before), firsts_(numbers.size()) {}

  // Returns whether the row is held back.
  bool hold(std::uint32_t segment, const Key& key, const Row& row) {
    const std::uint32_t number = numbers_.of(segment, row.row);
    if (number == StoryNumbers::kAlone) return false;
    auto& first = firsts_[number];
    if (!first || before_(key, first->first)) first.emplace(key, row);
    return true;
  }
  // Calls take(key, row) for the first row of each story.
  template <class Take>
  void release(Take take) const {
    for (const auto& first : firsts_)
      if (first) take(first->first, first->second);
  }

 private:
  const StoryNumbers& numbers_;
  Before before_;
  std::vector<std::optional<std::pair<Key, Row>>> firsts_;  // by story
};

// Returns how many stories the articles of a set belong to. Throws DeadlineExceeded.
std::uint64_t count_stories(const MatchSet& set, const StoryNumbers& numbers, Deadline& deadline);

// What a set holds of one story.
struct StoryShare {
  std::uint64_t articles = 0;
  std::vector<std::string> languages;  // distinct, in byte order
};

// Returns the shares of these stories, by number. Throws DeadlineExceeded.
std::unordered_map<std::uint32_t, StoryShare> story_shares(
    const std::vector<std::uint32_t>& stories, const MatchSet& set, const Snapshot& snapshot,
    Deadline& deadline);

}  // namespace dragoman::search
