// SPDX-License-Identifier: GPL-3.0-or-later
// In how many articles of one language a term stands. An index knows it for all articles together;
// of "Tesla" that says little when Spanish articles are full of it and one English article tells of
// it. Counted by one walk of a segment's postings and remembered with the segment, which never
// changes: a refresh forgets nothing of the segments that stay. Removed articles are counted until
// they are merged away, as the index itself does.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "core/schema/columns.h"
#include "core/text/stemming.h"
#include "server/search/deadline.h"

namespace dragoman::search {

// Returns for each language tag of a segment's dictionary whether it is of this language.
std::vector<bool> tags_of_language(const schema::Columns& columns, text::StemLanguage language);

// The counts of one segment. Thread safety: any thread, each with its own database handle.
class TermCounts {
 public:
  // `max_terms`: beyond so many, all are forgotten.
  explicit TermCounts(const schema::Columns& columns, std::size_t max_terms = kMaxTerms);

  // The segment that the counts are of.
  struct Of {
    const schema::Columns& columns;
    const Xapian::Database& database;
  };
  // Throws Xapian::Error, DeadlineExceeded.
  std::uint32_t in_language(const std::string& term, text::StemLanguage language, const Of& segment,
                            Deadline& deadline);
  // How many posting lists were walked so far.
  std::uint64_t walks() const;

  static constexpr std::size_t kMaxTerms = 1 << 14;  // some 2 MB

 private:
  using Counts = std::vector<std::uint32_t>;  // by slot
  Counts walk(const std::string& term, const Of& segment, Deadline& deadline) const;

  std::size_t max_terms_;
  std::size_t slots_ = 0;
  std::array<std::optional<std::size_t>, text::kStemLanguages> slot_of_language_;
  std::vector<std::optional<std::size_t>> slot_of_tag_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Counts> counts_;
  std::uint64_t walks_ = 0;
};

}  // namespace dragoman::search
