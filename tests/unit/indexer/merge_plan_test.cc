// SPDX-License-Identifier: GPL-3.0-or-later
// Which segments are merged, told from their sizes.
#include "indexer/merge/merge_plan.h"

#include <doctest/doctest.h>

using namespace dragoman::indexer;

using Plan = std::vector<std::size_t>;

TEST_CASE("eight segments of one tier are merged, fewer wait") {
  const std::vector<SegmentSize> seven(7, {1, 1});
  CHECK(plan_merge(seven, MergeScope::kTiers).empty());
  const std::vector<SegmentSize> eight(8, {100, 100});
  CHECK(plan_merge(eight, MergeScope::kTiers) == Plan{0, 1, 2, 3, 4, 5, 6, 7});
  std::vector<SegmentSize> with_big = {{100000, 100000}};
  with_big.insert(with_big.end(), 9, {3, 3});
  with_big.push_back({5000, 5000});
  CHECK(plan_merge(with_big, MergeScope::kTiers) == Plan{1, 2, 3, 4, 5, 6, 7, 8, 9});
  // Tiers go by live articles and by factors of eight.
  CHECK(plan_merge(std::vector<SegmentSize>(8, {1000, 999}), MergeScope::kTiers).size() == 8);
  std::vector<SegmentSize> mixed(4, {999, 999});
  mixed.insert(mixed.end(), 4, {1000, 1000});
  CHECK(plan_merge(mixed, MergeScope::kTiers).empty());
}

TEST_CASE("a segment with many removed rows is rewritten alone") {
  const std::vector<SegmentSize> at_bound = {{1000, 700}, {50, 50}};
  CHECK(plan_merge(at_bound, MergeScope::kTiers).empty());
  const std::vector<SegmentSize> worn = {{50, 50}, {1000, 699}};
  CHECK(plan_merge(worn, MergeScope::kTiers) == Plan{1});
  const std::vector<SegmentSize> dead = {{50, 50}, {10, 0}};
  CHECK(plan_merge(dead, MergeScope::kTiers) == Plan{1});
}

TEST_CASE("all means one segment without removed rows, and the last segment stays") {
  CHECK(plan_merge({}, MergeScope::kAll).empty());
  const std::vector<SegmentSize> done = {{10, 10}};
  CHECK(plan_merge(done, MergeScope::kAll).empty());
  const std::vector<SegmentSize> one = {{10, 9}};
  CHECK(plan_merge(one, MergeScope::kAll) == Plan{0});
  const std::vector<SegmentSize> two = {{10, 10}, {1, 1}};
  CHECK(plan_merge(two, MergeScope::kAll) == Plan{0, 1});
  for (const MergeScope scope : {MergeScope::kTiers, MergeScope::kAll}) {
    const std::vector<SegmentSize> last = {{10, 0}};
    CHECK(plan_merge(last, scope).empty());
    const std::vector<SegmentSize> both_dead = {{10, 0}, {10, 0}};
    CHECK(plan_merge(both_dead, scope) == Plan{0});
  }
}
