// SPDX-License-Identifier: GPL-3.0-or-later
// Terms of articles in reading order in, a run out: the same postings sorted by term, in a
// temporary file. Runs are merged in order at the end of a build (sort-based inversion: Witten,
// Moffat, Bell, "Managing Gigabytes", 5.2). Knows no Xapian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::indexer {

// Collects the postings of a stretch of articles. Thread safety: one thread each.
class PostingBuffer {
 public:
  PostingBuffer();
  // The terms that follow are those of the next row.
  void begin_row() { lengths_.push_back(0); }
  // Adds to the term's wdf in this row; 0 makes a term that only filters. Requires: begin_row(); a
  // term of 1 to schema::kMaxTermBytes.
  void add(std::string_view term, std::uint32_t wdf);
  // By row, the sum of wdf.
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }
  // Throws std::system_error.
  void write(const std::filesystem::path& path) const;

 private:
  struct Entry {
    std::uint64_t begin;  // of the term in text_
    std::uint32_t length;
    std::uint32_t hash;
    std::uint32_t last_posting;  // where its latest posting stands
    std::uint32_t postings;
  };
  struct Posting {
    std::uint32_t term;
    std::uint32_t row;
    std::uint32_t wdf;
  };

  std::string_view text(const Entry& entry) const {
    return std::string_view(text_).substr(entry.begin, entry.length);
  }
  Posting& posting_of(std::string_view term);
  std::uint32_t intern(std::string_view term);
  void grow();
  std::vector<std::uint32_t> terms_in_order() const;

  std::string text_;  // all terms, one behind the other
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing: index in entries_ + 1, 0 = free
  std::vector<Posting> postings_;
  std::vector<std::uint32_t> lengths_;
};

// Merges runs into the posting lists of one segment. `rows`: how many rows each run has; docids
// follow on from run to run. Throws std::system_error; std::runtime_error on a damaged run.
void merge_runs(const std::vector<std::filesystem::path>& runs, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> lengths, const std::filesystem::path& output);

}  // namespace dragoman::indexer
