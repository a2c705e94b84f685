// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the set for each question.
#include "server/search/collapse.h"

#include <algorithm>

namespace dragoman::search {

std::uint64_t count_stories(const MatchSet& set, const StoryNumbers& numbers, Deadline& deadline) {
  std::vector<bool> seen(numbers.size());
  std::uint64_t count = 0;
  for (std::size_t s = 0; s < set.segments.size(); ++s) {
    for (const std::uint32_t row : set.segments[s]) {
      deadline.check();
      const std::uint32_t number = numbers.of(s, row);
      if (number != StoryNumbers::kAlone && seen[number]) continue;
      if (number != StoryNumbers::kAlone) seen[number] = true;
      ++count;
    }
  }
  return count;
}

std::unordered_map<std::uint32_t, StoryShare> story_shares(
    const std::vector<std::uint32_t>& stories, const MatchSet& set, const Snapshot& snapshot,
    Deadline& deadline) {
  std::unordered_map<std::uint32_t, StoryShare> out;
  for (const std::uint32_t number : stories)
    if (number != StoryNumbers::kAlone) out[number];
  if (out.empty()) return out;
  const StoryNumbers& numbers = snapshot.stories(deadline);
  for (std::size_t s = 0; s < set.segments.size(); ++s) {
    const schema::Columns& columns = snapshot.segment(s).columns();
    for (const std::uint32_t row : set.segments[s]) {
      deadline.check();
      const std::uint32_t number = numbers.of(s, row);
      if (number == StoryNumbers::kAlone) continue;
      const auto found = out.find(number);
      if (found == out.end()) continue;
      StoryShare& share = found->second;
      ++share.articles;
      for (const std::uint32_t tag : columns.values(schema::ListColumn::kLanguage, row)) {
        const std::string_view name = columns.dictionary(schema::ListColumn::kLanguage)[tag];
        const auto at = std::lower_bound(share.languages.begin(), share.languages.end(), name);
        if (at == share.languages.end() || *at != name) share.languages.emplace(at, name);
      }
    }
  }
  return out;
}

}  // namespace dragoman::search
