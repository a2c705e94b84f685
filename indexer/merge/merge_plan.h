// SPDX-License-Identifier: GPL-3.0-or-later
// Which segments to merge next. Segments of about the same size wait for each other, so that an
// article is rewritten once a tier and there are never many segments. Pure: knows sizes, no files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dragoman::indexer {

// So many segments of one tier become one, which belongs to the next tier or near it.
inline constexpr std::size_t kMergeFanIn = 8;
// Segments with fewer live articles all belong to the lowest tier.
inline constexpr std::uint64_t kLowestTierArticles = 125;
// A segment is rewritten alone when more of its rows than this are removed.
inline constexpr std::uint64_t kMaxRemovedPercent = 30;

struct SegmentSize {
  std::uint64_t rows = 0;
  std::uint64_t live = 0;
};

enum class MergeScope : std::uint8_t { kTiers, kAll };

// Returns the positions of the segments to merge into one, ascending; empty when there is nothing
// to do. kAll: everything, unless it is one segment without removed rows. An index keeps its last
// segment, even one with no live article.
std::vector<std::size_t> plan_merge(std::span<const SegmentSize> segments, MergeScope scope);

}  // namespace dragoman::indexer
