// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in, columns.bin out, and back as spans over the mapped file. List columns are offset array +
// value ids, so that a hit's values are one short run in memory when facets are counted.
#include "core/schema/columns.h"

#include <stdexcept>

namespace dragoman::schema {
namespace {

constexpr std::string_view kMagic = "DRGCOLS1";
constexpr std::uint32_t kPublished = tag("publ");
constexpr std::uint32_t kMentionedOffsets = tag("meno");
constexpr std::uint32_t kMentioned = tag("menv");
constexpr std::uint32_t kTextLengths = tag("tlen");
constexpr std::uint32_t kIdHashes = tag("idhs");

// Tags of the four sections of list column i: dictionary offsets and bytes, row offsets, values.
std::uint32_t list_tag(char part, std::size_t i) {
  return tag("ls__") + (static_cast<std::uint32_t>(part - '_') << 16) +
         (static_cast<std::uint32_t>('0' + i - '_') << 24);
}

void check_offsets(std::span<const std::uint64_t> offsets, std::size_t rows, std::size_t values) {
  bool good = offsets.size() == rows + 1 && offsets[0] == 0 && offsets[rows] == values;
  for (std::size_t i = 0; good && i < rows; ++i) good = offsets[i] <= offsets[i + 1];
  if (!good) throw std::runtime_error("damaged columns: offsets");
}

}  // namespace

void ColumnsWriter::add(const ColumnRow& row) {
  for (std::size_t i = 0; i < kListColumns; ++i) {
    List& list = lists_[i];
    for (const std::string& value : row.lists[i]) {
      const auto [entry, is_new] =
          list.ids.try_emplace(value, static_cast<std::uint32_t>(list.dictionary.size()));
      if (is_new) list.dictionary.push_back(value);
      list.values.push_back(entry->second);
    }
    list.offsets.push_back(list.values.size());
  }
  published_.push_back(row.published);
  mentioned_.insert(mentioned_.end(), row.mentioned.begin(), row.mentioned.end());
  mentioned_offsets_.push_back(mentioned_.size());
  text_lengths_.push_back(row.text_length);
  id_hashes_.push_back(row.id_hash);
}

void ColumnsWriter::append(const Columns& part, std::span<const std::uint32_t> rows) {
  ColumnRow out;
  for (const std::uint32_t row : rows) {
    for (std::size_t i = 0; i < kListColumns; ++i) {
      const auto column = static_cast<ListColumn>(i);
      out.lists[i].clear();
      for (const std::uint32_t value : part.values(column, row))
        out.lists[i].emplace_back(part.dictionary(column)[value]);
    }
    out.published = part.published(row);
    const std::span<const DayInterval> mentioned = part.mentioned(row);
    out.mentioned.assign(mentioned.begin(), mentioned.end());
    out.text_length = part.text_length(row);
    out.id_hash = part.id_hash(row);
    add(out);
  }
}

void ColumnsWriter::write(const std::filesystem::path& path) const {
  SectionWriter out(path, kMagic, kListColumns * 4 + 5);
  for (std::size_t i = 0; i < kListColumns; ++i) {
    write_string_table(out, list_tag('d', i), list_tag('b', i), lists_[i].dictionary);
    out.section(list_tag('o', i), lists_[i].offsets);
    out.section(list_tag('v', i), lists_[i].values);
  }
  out.section(kPublished, published_);
  out.section(kMentionedOffsets, mentioned_offsets_);
  out.section(kMentioned, mentioned_);
  out.section(kTextLengths, text_lengths_);
  out.section(kIdHashes, id_hashes_);
  out.finish();
}

Columns::Columns(const std::filesystem::path& path) : file_(path, kMagic) {
  for (std::size_t i = 0; i < kListColumns; ++i) {
    lists_[i].dictionary =
        StringTable(file_.section<std::uint64_t>(list_tag('d', i)), file_.bytes(list_tag('b', i)));
    lists_[i].offsets = file_.section<std::uint64_t>(list_tag('o', i));
    lists_[i].values = file_.section<std::uint32_t>(list_tag('v', i));
  }
  published_ = file_.section<DayInterval>(kPublished);
  mentioned_offsets_ = file_.section<std::uint64_t>(kMentionedOffsets);
  mentioned_ = file_.section<DayInterval>(kMentioned);
  text_lengths_ = file_.section<std::uint32_t>(kTextLengths);
  id_hashes_ = file_.section<std::uint64_t>(kIdHashes);
  check();
}

void Columns::check() const {
  for (const List& list : lists_) {
    check_offsets(list.offsets, rows(), list.values.size());
    for (const std::uint32_t value : list.values) {
      if (value >= list.dictionary.size()) throw std::runtime_error("damaged columns: value id");
    }
  }
  check_offsets(mentioned_offsets_, rows(), mentioned_.size());
  if (text_lengths_.size() != rows() || id_hashes_.size() != rows())
    throw std::runtime_error("damaged columns: rows");
}

}  // namespace dragoman::schema
