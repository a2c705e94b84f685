// SPDX-License-Identifier: GPL-3.0-or-later
// A stretch of the archive on its way into a segment: built by one thread, handed over whole. Its
// postings stand in a temporary Xapian database; the parts of a segment are merged in order at the
// end, which is some thirty times cheaper than indexing (docs/decisions/0002-bulk-build.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "indexer/analysed_article.h"

namespace Xapian {
class WritableDatabase;
}

namespace dragoman::indexer {

struct SegmentPart {
  std::filesystem::path postings;
  std::vector<std::string> ids;  // by row
  std::vector<schema::ColumnRow> rows;
  std::vector<std::string> records;  // encoded articles, by row
  schema::ForwardWriter forward;
  std::uint64_t source_bytes = 0;
};

// Thread safety: one thread each; different paths may be built at once.
class SegmentPartBuilder {
 public:
  // Throws Xapian::Error, as do all members.
  explicit SegmentPartBuilder(const std::filesystem::path& path);
  ~SegmentPartBuilder();
  void add(const AnalysedArticle& analysed);
  SegmentPart finish();

 private:
  std::unique_ptr<Xapian::WritableDatabase> database_;
  SegmentPart part_;
};

// Collects the postings of parts in order and merges neighbours as they pile up, so that the number
// of open files stays small whatever the archive.
class PartMerger {
 public:
  // Works in `folder`, which must exist when new_path's paths are used.
  explicit PartMerger(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Returns a path for a new part. Parts need not be finished in this order, only added in it.
  std::filesystem::path new_path();
  void add(std::filesystem::path part);
  // Merges all parts into one single-file database without gaps in docids. Requires: at least one
  // part.
  void finish(const std::filesystem::path& output);

 private:
  // Merges into `output` and deletes the parts.
  static void merge(const std::vector<std::filesystem::path>& parts,
                    const std::filesystem::path& output);

  std::filesystem::path folder_;
  std::size_t named_ = 0;
  std::vector<std::vector<std::filesystem::path>> levels_;  // oldest articles at the highest level
};

}  // namespace dragoman::indexer
