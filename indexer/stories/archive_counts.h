// SPDX-License-Identifier: GPL-3.0-or-later
// The live articles of all segments, old and new, counted: in all, by language, by day; and how
// many of the old ones have a term. Says nothing of what is rare or usual.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/stories/import_days.h"
#include "indexer/stories/new_rows.h"

namespace dragoman::indexer {

// Thread safety: const members but elsewhere() may be called at once.
class ArchiveCounts {
 public:
  // Borrows both. Throws Xapian::Error.
  ArchiveCounts(const NewRows& rows, const EarlierSegments& earlier);

  double articles() const { return static_cast<double>(articles_); }
  // The base language of a new row, as a number; numbers ascend from 0.
  std::uint32_t language(std::size_t row) const { return languages_[row]; }
  // Articles of a language, by its number.
  const std::vector<double>& by_language() const { return by_language_; }
  const ImportDays& import_days() const { return import_days_; }
  bool has_earlier() const { return !postings_.empty(); }
  // How many articles of earlier segments have a term. Throws Xapian::Error.
  std::uint64_t elsewhere(std::string_view term) const;

 private:
  std::uint32_t number_of(std::string_view language);
  template <class Live>
  void count(const schema::Columns& columns, Live live);

  std::vector<Xapian::Database> postings_;
  std::uint64_t articles_ = 0;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<double> by_language_;
  std::vector<std::uint32_t> languages_;  // by new row
  ImportDays import_days_;
};

}  // namespace dragoman::indexer
