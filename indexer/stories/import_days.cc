// SPDX-License-Identifier: GPL-3.0-or-later
// Compares each day with the usual one of its language.
#include "indexer/stories/import_days.h"

#include <algorithm>
#include <vector>

namespace dragoman::indexer {
namespace {

// Not even the greatest news fills a day so far beyond the usual one.
constexpr std::uint32_t kTimesUsual = 20;
constexpr std::uint32_t kMinArticles = 50;
// Of fewer days nobody knows what is usual.
constexpr std::size_t kMinDays = 30;

}  // namespace

void ImportDays::judge() {
  for (const auto& [language, days] : counts_) {
    if (days.size() < kMinDays) continue;
    std::vector<std::uint32_t> sizes;
    for (const auto& [day, articles] : days) sizes.push_back(articles);
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const std::uint32_t least = std::max(kMinArticles, kTimesUsual * *middle);
    for (const auto& [day, articles] : days)
      if (articles >= least) days_.insert({language, day});
  }
}

}  // namespace dragoman::indexer
