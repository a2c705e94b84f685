// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs in, one new segment out: reads, extracts, analyses in parallel, replays the log, switches,
// reports. The index is locked for the switch alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/entities/recognizer.h"
#include "indexer/indexing_report.h"
#include "indexer/sources/source.h"

namespace dragoman::indexer {

enum class RunMode : std::uint8_t { kBuild, kAdd };

struct Progress {
  std::uint64_t articles = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  // 0 = unknown
};

struct RunOptions {
  std::filesystem::path index;
  std::vector<std::string> inputs;
  RunMode mode = RunMode::kBuild;
  bool dry_run = false;  // reads, extracts and analyses, writes nothing
  bool fresh = false;    // a build drops the operations logged before it began
  bool merge = true;     // an add merges segments afterwards
  std::uint32_t jobs = 1;
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;
  std::uint32_t wait_ms = 10000;
  IngestLimits limits;
  std::function<void(const Progress&)> on_progress;  // may be empty; called from the calling thread
  const std::atomic<bool>* stop = nullptr;           // set by a signal: stop soon, change nothing
  std::function<void()> before_switch;  // for tests: called when all is read, before the last lock
};

struct RunOutcome {
  IndexingReport report;
  Exit exit = Exit::kNothing;
};

// Never throws: what goes wrong with the disk is in report.stopped.
RunOutcome run_indexing(const RunOptions& options, const entities::Recognizer& recognizer);

}  // namespace dragoman::indexer
