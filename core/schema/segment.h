// SPDX-License-Identifier: GPL-3.0-or-later
// One opened segment: mapped sidecars plus a file descriptor from which Xapian handles are made, so
// that a segment stays readable after its folder was deleted. Immutable, shareable between threads.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/result.h"
#include "core/schema/article_store.h"
#include "core/schema/columns.h"
#include "core/schema/forward_file.h"
#include "core/schema/manifest.h"
#include "core/schema/stories_file.h"
#include "core/schema/tombstones.h"

namespace dragoman::schema {

class Segment {
 public:
  // Problems: wrong_version, damaged_index.
  static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path& index,
                                                     const LiveSegment& live);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  const std::string& name() const { return name_; }
  const SegmentManifest& manifest() const { return manifest_; }
  const Columns& columns() const { return columns_; }
  const ForwardFile& forward() const { return forward_; }
  const StoriesFile& stories() const { return stories_; }
  // Returns the article with the story it was put into. Problems: damaged_record.
  Result<Article> read_article(std::size_t row) const;
  // Returns the stored record itself, in which story is what came in. Problems: damaged_record.
  Result<std::string> read_record(std::size_t row) const { return articles_.read_record(row); }
  std::size_t rows() const { return columns_.rows(); }
  std::size_t live_rows() const { return rows() - removed_; }
  bool is_live(std::size_t row) const { return removed_ == 0 || !tombstones_.contains(row); }
  const Tombstones& tombstones() const { return tombstones_; }
  // Returns the names of the sidecars that are not as they were written. Reads all of them.
  std::vector<std::string> damaged_files() const;

  // Returns a new handle, to be used by one thread at a time. Throws Xapian::Error,
  // std::system_error.
  Xapian::Database open_postings() const;

 private:
  Segment(std::string name, const std::filesystem::path& folder, SegmentManifest manifest);

  std::string name_;
  SegmentManifest manifest_;
  Columns columns_;
  ForwardFile forward_;
  ArticleStore articles_;
  StoriesFile stories_;
  Tombstones tombstones_;
  std::size_t removed_ = 0;
  int postings_file_ = -1;
  mutable std::mutex opening_;  // one handle is opened at a time: see open_postings
};

// Opens the live segments in their order. Problems as Segment::open.
Result<std::vector<std::shared_ptr<const Segment>>> open_segments(
    const std::filesystem::path& index, const Current& current);

// Returns the row of a live article, or nullopt. Throws Xapian::Error.
std::optional<std::size_t> find_row(const Segment& segment, const Xapian::Database& postings,
                                    std::string_view id);

}  // namespace dragoman::schema
