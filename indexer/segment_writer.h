// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed articles in, one immutable segment folder out. Nothing is visible until finish() has renamed it; a
// writer that is destroyed before leaves nothing behind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "core/schema/tombstones.h"
#include "indexer/analysed_article.h"

namespace Xapian {
class WritableDatabase;
}

namespace dragoman::indexer {

class SegmentWriter {
 public:
  // Works in segments/.<name>.new of the index. Throws std::system_error or Xapian::Error.
  SegmentWriter(const std::filesystem::path& index, std::string name, std::string gazetteer_hash);
  ~SegmentWriter();

  // Returns false when the id was already added: the earlier article is replaced. Throws as the constructor.
  bool add(const AnalysedArticle& article);
  std::uint64_t articles() const { return columns_.rows() - replaced_; }

  // Writes, syncs and renames the segment into place. Returns the name of its tombstone file ("" when none).
  // Requires: called once, nothing after it.
  std::string finish();

 private:
  std::filesystem::path final_path_;
  std::filesystem::path work_path_;
  std::string gazetteer_hash_;
  std::unique_ptr<Xapian::WritableDatabase> database_;
  schema::ColumnsWriter columns_;
  schema::ForwardWriter forward_;
  std::unordered_map<std::string, std::size_t> rows_by_id_;
  std::vector<std::size_t> dead_rows_;
  std::uint64_t replaced_ = 0;
  std::uint64_t source_bytes_ = 0;
  std::uint64_t pending_terms_ = 0;
  bool finished_ = false;
};

}  // namespace dragoman::indexer
