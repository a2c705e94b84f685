// SPDX-License-Identifier: GPL-3.0-or-later
// The stories of a snapshot numbered over all its segments: only those that more than one article
// names, so that a search over stories holds memory for these alone. Knows no request.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "server/search/deadline.h"

namespace dragoman::search {

class Snapshot;

class StoryNumbers {
 public:
  // The number of an article that is a story of its own.
  static constexpr std::uint32_t kAlone = UINT32_MAX;

  // Walks all live articles. Throws DeadlineExceeded.
  StoryNumbers(const Snapshot& snapshot, Deadline& deadline);

  std::uint32_t of(std::size_t segment, std::uint32_t row) const { return rows_[segment][row]; }
  std::size_t size() const { return size_; }

 private:
  std::vector<std::vector<std::uint32_t>> rows_;  // [segment][row]
  std::size_t size_ = 0;
};

// One article's place in a snapshot.
struct StoryRow {
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
};

// Returns the live articles of a story, by first day, undated ones last, ties by id hash; empty
// when there is none. Throws DeadlineExceeded.
std::vector<StoryRow> rows_of_story(const Snapshot& snapshot, std::string_view id,
                                    Deadline& deadline);

}  // namespace dragoman::search
