// SPDX-License-Identifier: GPL-3.0-or-later
// stories.bin of one segment: by row, what likeness of articles is measured by (core/stories), and
// the story the article belongs to. Knows nothing of how either is found.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/schema/mapped_file.h"

namespace dragoman::schema {

// The features of one article: distinct keys, ascending, each with a weight of at least 1.
struct FeatureView {
  std::span<const std::uint32_t> keys;
  std::span<const std::uint8_t> weights;
};

class StoriesFile;

// Features wait in a file beside the one to be written, not in memory.
class StoriesWriter {
 public:
  // Throws std::system_error when a file cannot be written, as do add(), finish_features() and
  // write().
  explicit StoriesWriter(std::filesystem::path path);
  // Adds a row. An empty story: the article founds its own, which has the article's id. Requires:
  // keys and weights as of FeatureView.
  void add(FeatureView features, std::string_view story);
  // Adds these rows of another segment.
  void append(const StoriesFile& part, std::span<const std::uint32_t> rows);
  void set_story(std::size_t row, std::string_view story);
  std::size_t rows() const { return refs_.size(); }
  // Makes features() readable. Requires: no row is added afterwards.
  void finish_features();
  // Returns a row's features, valid as long as this.
  FeatureView features(std::size_t row) const;
  // How many features all rows have.
  std::size_t feature_count() const { return offsets_.back(); }
  void write();

 private:
  std::uint32_t ref_of(std::string_view story);
  void write_frequent(SectionWriter& out) const;

  std::filesystem::path path_;
  std::filesystem::path waiting_path_;
  std::unique_ptr<SectionWriter> waiting_;  // by row: the keys, and the weights, padded to keys
  std::optional<SectionFile> waited_;
  std::span<const std::uint32_t> waited_widths_;
  std::vector<std::uint64_t> offsets_ = {0};          // of features
  std::vector<std::uint64_t> waiting_offsets_ = {0};  // of keys' widths in the waiting file
  std::vector<std::uint32_t> refs_;
  std::vector<std::string> stories_;
  std::unordered_map<std::string, std::uint32_t> story_refs_;
};

class StoriesFile {
 public:
  // In the place of a reference: the story is the article's own id. On disk: do not change.
  static constexpr std::uint32_t kOwn = UINT32_MAX;

  // Throws std::runtime_error when the file is missing, damaged or its sections disagree.
  explicit StoriesFile(const std::filesystem::path& path);

  // As of SectionFile.
  bool is_whole() const { return file_.is_whole(); }
  std::size_t rows() const { return refs_.size(); }
  FeatureView features(std::size_t row) const {
    const std::size_t begin = offsets_[row];
    const std::size_t count = offsets_[row + 1] - begin;
    return {keys_.subspan(begin, count), weights_.subspan(begin, count)};
  }
  // In how many rows a feature stands, when these are kManyRows or more; else 0.
  static constexpr std::uint32_t kManyRows = 8;
  std::uint32_t rows_with(std::uint32_t key) const;
  // By row, an index into stories(), or kOwn.
  std::span<const std::uint32_t> refs() const { return refs_; }
  const StringTable& stories() const { return stories_; }
  // Returns the story of a row, empty when it is the article's own id.
  std::string_view story(std::size_t row) const {
    return refs_[row] == kOwn ? std::string_view() : stories_[refs_[row]];
  }

 private:
  void check() const;

  SectionFile file_;
  std::span<const std::uint64_t> offsets_;
  std::span<const std::uint32_t> keys_;
  std::span<const std::uint8_t> weights_;
  std::span<const std::uint32_t> refs_;
  std::span<const std::uint32_t> frequent_;  // keys, ascending
  std::span<const std::uint32_t> counts_;    // rows, by frequent key
  StringTable stories_;
};

}  // namespace dragoman::schema
