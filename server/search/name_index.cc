// SPDX-License-Identifier: GPL-3.0-or-later
// Every word start of every name, sorted by what follows it.
#include "server/search/name_index.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/text/fold.h"
#include "server/search/name_words.h"

namespace dragoman::search {
namespace {

bool is_inside_character(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
}

}  // namespace

std::string_view first_word(std::string_view folded) {
  const auto words = words_of(folded);
  return words.empty() ? std::string_view() : words.front();
}

NameIndex::NameIndex(const entities::Gazetteer& gazetteer) {
  std::set<std::pair<entities::EntityIndex, std::string>> seen;
  for_each_name(gazetteer, [&](entities::EntityIndex entity, const std::string& text,
                               const std::string& language, bool is_alias) {
    std::string folded = text::folded(text);
    if (seen.emplace(entity, folded).second)
      names_.push_back({entity, is_alias, text, language, std::move(folded)});
  });
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    const std::string& folded = names_[n].folded;
    for (std::uint32_t at = 0; at < folded.size(); ++at) {
      if (is_inside_character(folded, at)) continue;
      const auto words = words_of(std::string_view(folded).substr(at, 4));
      const bool is_letter = !words.empty() && words.front().data() == folded.data() + at;
      if (is_letter && begins_word(folded, at, !names_[n].is_alias)) starts_.push_back({n, at});
    }
  }
  std::sort(starts_.begin(), starts_.end(), [this](const Start& a, const Start& b) {
    const std::string_view left = rest(a);
    const std::string_view right = rest(b);
    return left != right ? left < right : a.name < b.name;
  });
  std::string_view last;
  for (std::uint32_t i = 0; i < starts_.size(); ++i) {
    const std::string_view word = this->word(i);
    if (word != last) spelling_.add(word, i);
    last = word;
  }
  spelling_.finish();
}

std::string_view NameIndex::word(std::uint32_t id) const { return first_word(rest(starts_[id])); }

std::span<const NameIndex::Start> NameIndex::starting(std::string_view prefix) const {
  const auto first = std::lower_bound(
      starts_.begin(), starts_.end(), prefix,
      [this](const Start& start, std::string_view text) { return rest(start) < text; });
  const auto last = std::partition_point(
      first, starts_.end(), [&](const Start& start) { return rest(start).starts_with(prefix); });
  return {first, last};
}

}  // namespace dragoman::search
