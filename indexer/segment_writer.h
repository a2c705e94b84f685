// SPDX-License-Identifier: GPL-3.0-or-later
// Parts in, one segment folder out, for IndexDirectory to put into place. A writer that is
// destroyed before leaves nothing behind.
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
#include "indexer/index_directory.h"
#include "indexer/segment_part.h"
#include "indexer/stories/story_pass.h"
#include "indexer/work_folder.h"

namespace dragoman::indexer {

class SegmentWriter {
 public:
  // Throws std::system_error, as do all members.
  SegmentWriter(WorkFolder folder, std::string gazetteer_hash);

  // Returns where the next part's run goes.
  std::filesystem::path new_part_path() {
    return folder_.path() / ("run" + std::to_string(named_runs_++));
  }
  // Adds a finished part. Returns those of its ids that were already there: their earlier articles
  // are replaced.
  std::vector<std::string> add(SegmentPart part);
  // Removes an article that was added before, and will have it removed from older segments.
  void remove(const std::string& id);
  std::uint64_t articles() const { return rows_by_id_.size(); }
  bool is_empty() const { return columns_.rows() == 0 && removed_.empty(); }
  const std::filesystem::path& folder() const { return folder_.path(); }

  // Finds the stories of what was added, among the articles of earlier segments too, and writes and
  // syncs everything, with so many threads. Requires: called once, nothing after it.
  NewSegment finish(const EarlierSegments& earlier = {}, std::uint32_t jobs = 1);

 private:
  void write_files();
  // Returns what find_stories() does.
  std::vector<std::string> write_stories(const EarlierSegments& earlier, std::uint32_t jobs);

  WorkFolder folder_;
  std::string gazetteer_hash_;
  std::size_t named_runs_ = 0;
  std::vector<std::filesystem::path> runs_;
  std::vector<std::uint32_t> run_rows_;  // by run
  std::vector<std::uint32_t> lengths_;   // by row, the sum of wdf
  schema::ColumnsWriter columns_;
  schema::ForwardWriter forward_;
  std::optional<schema::ArticleStoreWriter> articles_;
  ConceptRows concepts_;
  std::unordered_map<std::size_t, std::string> given_stories_;  // by row
  std::vector<std::string> ids_;                                // by row
  std::unordered_map<std::string, std::size_t> rows_by_id_;
  std::vector<std::size_t> dead_rows_;
  std::vector<std::string> removed_;
  std::uint64_t source_bytes_ = 0;
};

}  // namespace dragoman::indexer
