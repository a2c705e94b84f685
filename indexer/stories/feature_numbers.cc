// SPDX-License-Identifier: GPL-3.0-or-later
// Counts turned into numbers, in the order of the keys.
#include "indexer/stories/feature_numbers.h"

namespace dragoman::indexer {

void FeatureNumbers::number(schema::KeyTable seen) {
  for (const auto& [key, count] : seen.sorted()) {
    totals_.push_back(count - 1 + elsewhere(key));
    seen[key] = static_cast<std::uint32_t>(totals_.size());
  }
  numbers_ = std::move(seen);
}

std::uint32_t FeatureNumbers::elsewhere(std::uint32_t key) const {
  std::uint32_t count = 0;
  for (const auto& segment : earlier_) count += segment->stories().rows_with(key);
  return count;
}

}  // namespace dragoman::indexer
