// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the columns of each segment.
#include "indexer/stories/archive_counts.h"

#include "core/stories/languages.h"

namespace dragoman::indexer {

ArchiveCounts::ArchiveCounts(const NewRows& rows, const EarlierSegments& earlier) {
  for (const auto& segment : earlier) postings_.push_back(segment->open_postings());
  for (std::size_t row = 0; row < rows.columns.rows(); ++row)
    languages_.push_back(number_of(stories::base_language(rows.columns, row)));
  count(rows.columns, [&rows](std::size_t row) { return !rows.dead[row]; });
  for (const auto& segment : earlier)
    count(segment->columns(), [&segment](std::size_t row) { return segment->is_live(row); });
  import_days_.judge();
}

std::uint32_t ArchiveCounts::number_of(std::string_view language) {
  const auto known = numbers_.find(language);
  if (known != numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(language, number);
  by_language_.push_back(0);
  return number;
}

template <class Live>
void ArchiveCounts::count(const schema::Columns& columns, Live live) {
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    if (!live(row)) continue;
    const std::string_view language = stories::base_language(columns, row);
    ++articles_;
    ++by_language_[number_of(language)];
    const DayInterval& published = columns.published(row);
    if (published != schema::kUndated && published.first == published.last)
      import_days_.count(language, published.first);
  }
}

std::uint64_t ArchiveCounts::elsewhere(std::string_view term) const {
  std::uint64_t count = 0;
  for (const Xapian::Database& database : postings_)
    count += database.get_termfreq(std::string(term));
  return count;
}

}  // namespace dragoman::indexer
