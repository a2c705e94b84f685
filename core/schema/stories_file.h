// SPDX-License-Identifier: GPL-3.0-or-later
// stories.bin of one segment: by row, what likeness of articles is measured by (core/stories), and
// the story the article belongs to. Knows nothing of how either is found.
#pragma once

#include <cstdint>
#include <filesystem>
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

class StoriesWriter {
 public:
  // Adds a row. An empty story: the article founds its own, which has the article's id. Requires:
  // keys and weights as of FeatureView.
  void add(FeatureView features, std::string_view story);
  // Adds these rows of another segment.
  void append(const StoriesFile& part, std::span<const std::uint32_t> rows);
  void set_story(std::size_t row, std::string_view story);
  std::size_t rows() const { return refs_.size(); }
  // Valid until the next add().
  FeatureView features(std::size_t row) const;
  // Throws std::system_error when the file cannot be written.
  void write(const std::filesystem::path& path) const;

 private:
  std::uint32_t ref_of(std::string_view story);

  std::vector<std::uint64_t> offsets_ = {0};
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint8_t> weights_;
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
