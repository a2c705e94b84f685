// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of one segment: what facets, date filters, histograms and sorting read for every hit
// without touching Xapian. Row = docid - 1. Written once, mapped read-only.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/day.h"
#include "core/schema/mapped_file.h"

namespace dragoman::schema {

// On disk: do not renumber.
enum class ListColumn : std::uint8_t {
  kLeaders = 0,
  kCountries = 1,
  kTopics = 2,
  kLanguage = 3,
  kSource = 4
};
inline constexpr std::size_t kListColumns = 5;

// The days a date column holds for an article without a date.
inline constexpr DayInterval kUndated = {INT32_MAX, INT32_MIN};

struct ColumnRow {
  std::array<std::vector<std::string>, kListColumns> lists;
  DayInterval published = kUndated;
  std::vector<DayInterval> mentioned;
  std::uint32_t text_length = 0;  // units of title, summary and body
  std::uint64_t id_hash =
      0;  // hash64 of the article id: breaks ties the same way in every layout of segments
};

class Columns;

class ColumnsWriter {
 public:
  void add(const ColumnRow& row);
  // Adds these rows of another segment.
  void append(const Columns& part, std::span<const std::uint32_t> rows);
  std::size_t rows() const { return published_.size(); }
  // Throws std::system_error when the file cannot be written.
  void write(const std::filesystem::path& path) const;

 private:
  struct List {
    std::vector<std::string> dictionary;
    std::unordered_map<std::string, std::uint32_t> ids;
    std::vector<std::uint64_t> offsets = {0};
    std::vector<std::uint32_t> values;
  };
  std::array<List, kListColumns> lists_;
  std::vector<DayInterval> published_;
  std::vector<std::uint64_t> mentioned_offsets_ = {0};
  std::vector<DayInterval> mentioned_;
  std::vector<std::uint32_t> text_lengths_;
  std::vector<std::uint64_t> id_hashes_;
};

class Columns {
 public:
  // Throws std::runtime_error when the file is missing, damaged or its columns disagree.
  explicit Columns(const std::filesystem::path& path);

  // As of SectionFile.
  bool is_whole() const { return file_.is_whole(); }
  std::size_t rows() const { return published_.size(); }
  const StringTable& dictionary(ListColumn column) const {
    return lists_[index(column)].dictionary;
  }
  // A whole list column, for walks over many rows: the ids of row r are values[offsets[r]] up to
  // values[offsets[r + 1]].
  struct ListView {
    std::span<const std::uint64_t> offsets;
    std::span<const std::uint32_t> values;
  };
  ListView list(ListColumn column) const {
    return {lists_[index(column)].offsets, lists_[index(column)].values};
  }
  // Dictionary ids of one row.
  std::span<const std::uint32_t> values(ListColumn column, std::size_t row) const {
    const List& list = lists_[index(column)];
    return list.values.subspan(list.offsets[row], list.offsets[row + 1] - list.offsets[row]);
  }
  const DayInterval& published(std::size_t row) const { return published_[row]; }
  std::span<const DayInterval> mentioned(std::size_t row) const {
    return mentioned_.subspan(mentioned_offsets_[row],
                              mentioned_offsets_[row + 1] - mentioned_offsets_[row]);
  }
  std::uint32_t text_length(std::size_t row) const { return text_lengths_[row]; }
  std::uint64_t id_hash(std::size_t row) const { return id_hashes_[row]; }

 private:
  struct List {
    StringTable dictionary;
    std::span<const std::uint64_t> offsets;
    std::span<const std::uint32_t> values;
  };
  static std::size_t index(ListColumn column) { return static_cast<std::size_t>(column); }
  void check() const;

  SectionFile file_;
  std::array<List, kListColumns> lists_;
  std::span<const DayInterval> published_;
  std::span<const std::uint64_t> mentioned_offsets_;
  std::span<const DayInterval> mentioned_;
  std::span<const std::uint32_t> text_lengths_;
  std::span<const std::uint64_t> id_hashes_;
};

}  // namespace dragoman::schema
