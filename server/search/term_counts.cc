// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over a term's postings, each row's language looked up in the columns.
#include "server/search/term_counts.h"

#include "server/search/snapshot.h"

namespace dragoman::search {
namespace {

constexpr std::size_t kMaxRemembered = 1 << 16;  // some 5 MB; beyond it all are forgotten

std::uint32_t count(const std::string& term, text::StemLanguage language,
                    const schema::Columns& columns, const Xapian::Database& database,
                    Deadline& deadline) {
  const std::vector<bool> is_wanted = tags_of_language(columns, language);
  std::uint32_t articles = 0;
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
       ++posting) {
    deadline.check();
    const auto values = columns.values(schema::ListColumn::kLanguage, *posting - 1);
    if (!values.empty() && is_wanted[values[0]]) ++articles;
  }
  return articles;
}

}  // namespace

std::vector<bool> tags_of_language(const schema::Columns& columns, text::StemLanguage language) {
  const schema::StringTable& tags = columns.dictionary(schema::ListColumn::kLanguage);
  std::vector<bool> is_of(tags.size());
  for (std::size_t i = 0; i < tags.size(); ++i) is_of[i] = text::stem_language(tags[i]) == language;
  return is_of;
}

double TermCounts::in_language(const std::string& term, text::StemLanguage language,
                               const Snapshot& snapshot, Handles& handles, Deadline& deadline) {
  const std::string key = std::to_string(language) + ' ' + term;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = counts_.find(key); known != counts_.end()) return known->second;
  }
  std::uint32_t articles = 0;
  for (std::size_t s = 0; s < snapshot.segment_count(); ++s)
    articles += count(term, language, snapshot.segment(s).columns(), handles.segments[s], deadline);
  const std::lock_guard lock(mutex_);
  if (counts_.size() >= kMaxRemembered) counts_.clear();
  counts_.emplace(key, articles);
  return articles;
}

}  // namespace dragoman::search
