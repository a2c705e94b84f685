// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the latest articles share something telling with another? An inverted index over
// features that forgets, with a bound on the work of each question. Knows neither days nor stories.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/schema/stories_file.h"

namespace dragoman::indexer {

class RecentArticles {
 public:
  // Requires: numbers ascend from call to call; the features outlive this.
  void add(std::uint32_t number, schema::FeatureView features);
  // Articles with lower numbers are not found any more.
  void forget_before(std::uint32_t number);
  // Returns the most promising ones, ascending: by shared features, the rare ones of which are
  // looked up first until kMaxLooks entries were seen.
  std::vector<std::uint32_t> candidates(schema::FeatureView features);

  static constexpr std::size_t kMaxLooks = 2000;
  static constexpr std::size_t kMaxCandidates = 32;

 private:
  struct Entry {
    std::uint32_t number;
    std::uint8_t weight;
  };
  void prune();

  std::unordered_map<std::uint32_t, std::vector<Entry>> articles_;  // by feature key
  std::uint32_t first_ = 0;
  std::size_t entries_ = 0;
  std::size_t kept_at_prune_ = 0;
  std::vector<std::uint64_t> sums_;     // scratch, by number; 0 between two questions
  std::vector<std::uint32_t> touched_;  // scratch: numbers with a sum
};

}  // namespace dragoman::indexer
