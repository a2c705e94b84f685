// SPDX-License-Identifier: GPL-3.0-or-later
// The operation log as batches for the pipeline, and the log without what later lines undid. Reads
// the log of an index that others go on writing: what CURRENT once counted is never changed.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/schema/manifest.h"
#include "indexer/analysis_pipeline.h"
#include "indexer/indexing_report.h"
#include "indexer/operation_log.h"

namespace dragoman::indexer {

class LogReplay {
 public:
  // Begins behind `from`: the start of the log, or its end when what it holds shall not return.
  LogReplay(std::filesystem::path index, schema::LogPosition from, const std::atomic<bool>* stop);

  // Bytes that are still to be replayed to get to `to`.
  std::uint64_t behind(const schema::LogPosition& to) const;
  // Runs everything up to `to` through the pipeline. Damaged lines are counted in the report.
  void run(const schema::LogPosition& to, AnalysisPipeline& pipeline, SegmentWriter& writer,
           IndexingReport& report);
  // Returns whether some lines were undone by later ones and none is damaged.
  bool can_shrink() const { return !damaged_ && last_line_.size() < operations_; }
  // Writes the last line of each id that was replayed, in order, durably. Throws std::system_error.
  void write_shrunk(const std::filesystem::path& file) const;
  const schema::LogPosition& position() const { return position_; }

 private:
  Batch next_batch(LogReader& lines, std::uint64_t max_bytes, IndexingReport& report);

  std::filesystem::path index_;
  schema::LogPosition position_;
  const std::atomic<bool>* stop_;
  std::unordered_map<std::string, std::uint64_t> last_line_;  // offsets, by id
  std::uint64_t operations_ = 0;
  bool damaged_ = false;
};

}  // namespace dragoman::indexer
