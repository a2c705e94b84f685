// SPDX-License-Identifier: GPL-3.0-or-later
// Parts in, one immutable segment folder out. Nothing is visible until finish() has renamed it; a
// writer that is destroyed before leaves nothing behind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/schema/article_store.h"
#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "core/schema/tombstones.h"
#include "indexer/segment_part.h"

namespace dragoman::indexer {

class SegmentWriter {
 public:
  // Works in segments/.<name>.new of the index. Throws std::system_error or Xapian::Error.
  SegmentWriter(const std::filesystem::path& index, std::string name, std::string gazetteer_hash);
  ~SegmentWriter();

  // Returns where the next part's run goes.
  std::filesystem::path new_part_path() {
    return work_path_ / ("run" + std::to_string(named_runs_++));
  }
  // Adds a finished part. Returns those of its ids that were already there: their earlier articles
  // are replaced. Throws as the constructor.
  std::vector<std::string> add(SegmentPart part);
  std::uint64_t articles() const { return columns_.rows() - dead_rows_.size(); }

  // Writes, syncs and renames the segment into place. Returns the name of its tombstone file (""
  // when none). Requires: at least one article was added; called once, nothing after it.
  std::string finish();

 private:
  std::filesystem::path final_path_;
  std::filesystem::path work_path_;
  std::string gazetteer_hash_;
  std::size_t named_runs_ = 0;
  std::vector<std::filesystem::path> runs_;
  std::vector<std::uint32_t> run_rows_;  // by run
  std::vector<std::uint32_t> lengths_;   // by row, the sum of wdf
  schema::ColumnsWriter columns_;
  schema::ForwardWriter forward_;
  std::optional<schema::ArticleStoreWriter> articles_;
  std::unordered_map<std::string, std::size_t> rows_by_id_;
  std::vector<std::size_t> dead_rows_;
  std::uint64_t source_bytes_ = 0;
  bool finished_ = false;
};

}  // namespace dragoman::indexer
