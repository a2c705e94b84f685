// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the latest articles share something telling with another? An inverted index over
// features that forgets, with a bound on the work of each question. Knows neither days nor stories.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/stories/story_features.h"

namespace dragoman::indexer {

class RecentArticles {
 public:
  // Requires: numbers ascend from call to call.
  void add(std::uint32_t number, const StoryFeatures& features);
  // Articles with lower numbers are not found any more.
  void forget_before(std::uint32_t number);
  // Returns the most promising ones, ascending: by shared features, the rare ones of which are
  // looked up first until kMaxLooks entries were seen. Valid until the next call.
  const std::vector<std::uint32_t>& candidates(const StoryFeatures& features);

  static constexpr std::size_t kMaxLooks = 2000;
  static constexpr std::size_t kMaxCandidates = 32;

 private:
  struct Entry {
    std::uint32_t number;
    std::uint8_t weight;
  };
  // The entries of one feature that live.
  struct List {
    std::size_t length;
    const Entry* end;
    std::uint32_t feature;
    std::uint8_t weight;
  };
  void add(std::uint32_t number, const std::vector<StoryFeature>& features);
  void find(const std::vector<StoryFeature>& features);
  void sum_up();
  void prune();

  std::vector<std::vector<Entry>> articles_;  // by feature
  std::uint32_t first_ = 0;
  std::size_t entries_ = 0;
  std::size_t kept_at_prune_ = 0;
  std::vector<List> lists_;             // scratch
  std::vector<std::uint32_t> sums_;     // scratch, by number; 0 between two questions
  std::vector<std::uint32_t> touched_;  // scratch: numbers with a sum
  std::vector<std::uint64_t> ranked_;   // scratch
  std::vector<std::uint32_t> found_;
};

}  // namespace dragoman::indexer
