// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over a term's postings counts all languages of the segment, each row's looked up in the
// columns.
#include "server/search/term_counts.h"

#include <utility>

namespace dragoman::search {

std::vector<bool> tags_of_language(const schema::Columns& columns, text::StemLanguage language) {
  const schema::StringTable& tags = columns.dictionary(schema::ListColumn::kLanguage);
  std::vector<bool> is_of(tags.size());
  for (std::size_t i = 0; i < tags.size(); ++i) is_of[i] = text::stem_language(tags[i]) == language;
  return is_of;
}

TermCounts::TermCounts(const schema::Columns& columns, std::size_t max_terms)
    : max_terms_(max_terms) {
  const schema::StringTable& tags = columns.dictionary(schema::ListColumn::kLanguage);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    slot_of_tag_.emplace_back();
    const auto language = text::stem_language(tags[i]);
    if (!language) continue;
    auto& slot = slot_of_language_[*language];
    if (!slot) slot = slots_++;
    slot_of_tag_.back() = slot;
  }
}

TermCounts::Counts TermCounts::walk(const std::string& term, const Of& segment,
                                    Deadline& deadline) const {
  Counts counts(slots_, 0);
  const auto end = segment.database.postlist_end(term);
  for (auto posting = segment.database.postlist_begin(term); posting != end; ++posting) {
    deadline.check();
    const auto tags = segment.columns.values(schema::ListColumn::kLanguage, *posting - 1);
    if (tags.empty()) continue;
    if (const auto slot = slot_of_tag_[tags[0]]) ++counts[*slot];
  }
  return counts;
}

std::uint32_t TermCounts::in_language(const std::string& term, text::StemLanguage language,
                                      const Of& segment, Deadline& deadline) {
  const auto slot = slot_of_language_[language];
  if (!slot) return 0;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = counts_.find(term); known != counts_.end()) return known->second[*slot];
  }
  Counts counts = walk(term, segment, deadline);
  const std::uint32_t articles = counts[*slot];
  const std::lock_guard lock(mutex_);
  ++walks_;
  if (counts_.size() >= max_terms_) counts_.clear();
  counts_.emplace(term, std::move(counts));
  return articles;
}

std::uint64_t TermCounts::walks() const {
  const std::lock_guard lock(mutex_);
  return walks_;
}

}  // namespace dragoman::search
