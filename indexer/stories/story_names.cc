// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes of ids → numbers → rows → ids.
#include "indexer/stories/story_names.h"

#include "core/hash.h"

namespace dragoman::indexer {

StoryNumber StoryNames::number_of(std::uint64_t id_hash) {
  const auto next = static_cast<StoryNumber>(sources_.size());
  if (may_meet_) {
    const auto [found, is_new] = numbers_.try_emplace(id_hash, next);
    if (!is_new) return found->second;
  }
  sources_.emplace_back();
  return next;
}

StoryNumber StoryNames::of_earlier(std::uint32_t segment, std::uint32_t row) {
  const std::string_view story = earlier_[segment]->stories().story(row);
  const StoryNumber number =
      number_of(story.empty() ? earlier_[segment]->columns().id_hash(row) : hash64(story));
  // A row that names the story is better than its founder, whose record would have to be read.
  if (!story.empty() || sources_[number].segment == kNowhere) sources_[number] = {segment, row};
  return number;
}

StoryNumber StoryNames::of_given(std::uint32_t row) {
  const StoryNumber number = number_of(hash64(new_.given.at(row)));
  sources_[number] = {kNew, row};
  return number;
}

StoryNumber StoryNames::of_founder(std::uint32_t row) {
  const StoryNumber number = number_of(new_.columns.id_hash(row));
  sources_[number] = {kNew, row};
  return number;
}

std::optional<std::string> StoryNames::id(StoryNumber story) const {
  const Source& source = sources_[story];
  if (source.segment == kNew) {
    const auto given = new_.given.find(source.row);
    return given != new_.given.end() ? given->second : new_.ids[source.row];
  }
  const schema::Segment& segment = *earlier_[source.segment];
  const std::string_view known = segment.stories().story(source.row);
  if (!known.empty()) return std::string(known);
  auto article = segment.read_article(source.row);
  if (!article) return std::nullopt;
  return std::move(article->id);
}

}  // namespace dragoman::indexer
