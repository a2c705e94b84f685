// SPDX-License-Identifier: GPL-3.0-or-later
// Looks a word up in every segment's families and orders what it finds by use.
#include "server/search/word_families.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/schema/schema.h"

namespace dragoman::search {

std::uint32_t languages_of(const Snapshot& snapshot, std::string_view word) {
  std::uint32_t languages = 0;
  for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
    const schema::ForwardFile& forward = snapshot.segment(s).forward();
    if (const auto id = forward.id(word)) languages |= forward.languages(*id);
  }
  return languages;
}

std::vector<std::string> WordFamilies::forms(std::string_view word, text::Script script,
                                             std::size_t limit) {
  const std::uint32_t spoken = languages_of(snapshot_, word);
  std::set<std::string, std::less<>> found;
  for (text::StemLanguage language = 0; language < text::kStemLanguages; ++language) {
    const bool is_candidate =
        spoken != 0 ? (spoken >> language & 1u) != 0 : text::has_stems(language, script);
    if (!is_candidate) continue;
    const std::string stem(stemmer_.stem(language, word));
    for (std::size_t s = 0; s < snapshot_.segment_count(); ++s) {
      const schema::ForwardFile& forward = snapshot_.segment(s).forward();
      // Ids ascend with rarity: what is left out is rare.
      const auto family = forward.family(language, stem);
      for (const std::uint32_t id : family.first(std::min(family.size(), limit + 1)))
        found.emplace(forward.vocabulary(id));
    }
  }
  std::vector<std::pair<Xapian::doccount, std::string>> by_use;
  for (const std::string& form : found) {
    if (form != word)
      by_use.emplace_back(handles_.all.get_termfreq(schema::surface_term(form)), form);
  }
  std::sort(by_use.begin(), by_use.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (by_use.size() > limit) by_use.resize(limit);
  std::vector<std::string> forms;
  for (auto& [articles, form] : by_use) forms.push_back(std::move(form));
  return forms;
}

}  // namespace dragoman::search
