// SPDX-License-Identifier: GPL-3.0-or-later
// Merging an index that others read and change meanwhile: sources are read without the index lock,
// the switch takes it for a moment and gives up when the sources are no longer what they were.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "indexer/indexing_report.h"
#include "indexer/merge/merge_plan.h"

namespace dragoman::indexer {

struct MergeOptions {
  std::uint32_t wait_ms = 10000;
  const std::atomic<bool>* stop = nullptr;
  MergeScope scope = MergeScope::kTiers;
  std::function<void()> before_switch = {};  // for tests: called before the lock is taken again
};

// Merges until nothing is left to merge. Problems in the report: no_index, locked, wrong_version,
// damaged_index, no_space. Nothing to do is kDone. Never throws.
Exit merge_segments(const std::filesystem::path& index, const MergeOptions& options,
                    IndexingReport& report);

// The merge after an add or a remove, which are done and visible by then: what goes wrong is a
// warning, and another merge under way does it all.
void merge_after_change(const std::filesystem::path& index, const MergeOptions& options,
                        IndexingReport& report);

}  // namespace dragoman::indexer
