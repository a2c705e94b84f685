// SPDX-License-Identifier: GPL-3.0-or-later
// The stored articles of one segment: each record compressed by itself with a dictionary trained on
// the segment, so that one article is read without its neighbours and short ones compress nearly as
// well as blocks. Measured against Xapian's document data in docs/decisions/0001-segment-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/result.h"
#include "core/schema/mapped_file.h"

namespace dragoman::schema {

class ArticleStoreWriter {
 public:
  // Records go to the file as they come. Throws std::system_error.
  explicit ArticleStoreWriter(const std::filesystem::path& path);
  ~ArticleStoreWriter();
  // `record` is encode_article's. Throws std::runtime_error when zstd fails.
  void add(std::string_view record);
  std::size_t rows() const;
  // Throws std::system_error. Requires: nothing is added afterwards.
  void finish();

 private:
  void train();
  void compress(std::string_view record);

  struct Compressor;
  SectionWriter file_;
  std::unique_ptr<Compressor> compressor_;
  std::vector<std::string> samples_;  // records held back until the dictionary is trained
  std::size_t sample_bytes_ = 0;
  std::string dictionary_;
  std::string frame_;  // scratch
  std::vector<std::uint64_t> offsets_ = {0};
};

class ArticleStore {
 public:
  // Throws std::runtime_error when the file is missing or damaged.
  explicit ArticleStore(const std::filesystem::path& path);
  ~ArticleStore();
  ArticleStore(ArticleStore&&) noexcept;

  // As of SectionFile.
  bool is_whole() const { return file_.is_whole(); }
  std::size_t rows() const { return offsets_.size() - 1; }
  // Problems: damaged_record. Thread safety: const, callable from many threads.
  Result<Article> read(std::size_t row) const;
  // Returns the record as ArticleStoreWriter::add takes it. Problems and threads as read().
  Result<std::string> read_record(std::size_t row) const;

 private:
  struct Dictionary;
  SectionFile file_;
  std::span<const std::uint64_t> offsets_;
  std::string_view data_;
  std::unique_ptr<Dictionary> dictionary_;
};

}  // namespace dragoman::schema
