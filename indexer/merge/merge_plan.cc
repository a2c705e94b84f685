// SPDX-License-Identifier: GPL-3.0-or-later
// Tiers by powers of the fan-in.
#include "indexer/merge/merge_plan.h"

#include <map>
#include <numeric>

namespace dragoman::indexer {
namespace {

int tier_of(std::uint64_t live) {
  int tier = 0;
  for (std::uint64_t limit = kLowestTierArticles; live >= limit; limit *= kMergeFanIn) ++tier;
  return tier;
}

bool is_worn(const SegmentSize& segment) {
  return (segment.rows - segment.live) * 100 > segment.rows * kMaxRemovedPercent;
}

}  // namespace

std::vector<std::size_t> plan_merge(std::span<const SegmentSize> segments, MergeScope scope) {
  std::uint64_t live = 0;
  for (const SegmentSize& segment : segments) live += segment.live;
  const std::size_t kept = live == 0 ? 1 : 0;
  if (segments.size() <= kept) return {};
  if (scope == MergeScope::kAll) {
    if (segments.size() == 1 && segments[0].live == segments[0].rows) return {};
    std::vector<std::size_t> all(segments.size() - kept);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  std::map<int, std::vector<std::size_t>> tiers;
  for (std::size_t i = 0; i < segments.size() - kept; ++i) {
    std::vector<std::size_t>& tier = tiers[tier_of(segments[i].live)];
    tier.push_back(i);
  }
  for (const auto& [tier, members] : tiers)
    if (members.size() >= kMergeFanIn) return members;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (is_worn(segments[i])) return {i};
  return {};
}

}  // namespace dragoman::indexer
