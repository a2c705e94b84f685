// SPDX-License-Identifier: GPL-3.0-or-later
// Finds each article's candidates, compares it with them, keeps the best.
#include "indexer/stories/story_grouping.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "core/stories/likeness.h"
#include "indexer/stories/same_event.h"

namespace dragoman::indexer {
namespace {

// Titles of two days that share so much are those of a bulletin, a column or a series.
constexpr double kSeriesTitle = 0.5;
// And so much those of two reports of one event, unless the one tells it from another side.
constexpr double kAkinTitle = 0.25;

double title_overlap(const TitleBits& a, const TitleBits& b) {
  int both = 0;
  int any = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += std::popcount(a[i] & b[i]);
    any += std::popcount(a[i] | b[i]);
  }
  return any == 0 ? 0 : static_cast<double>(both) / any;
}

// So many of a story's articles in its own language an article is held against, the latest.
constexpr std::size_t kMaxCompared = 8;

PairFacts facts_of(const StoryArticle& article, const StoryArticle& earlier) {
  const double titles = title_overlap(article.title, earlier.title);
  PairFacts facts;
  facts.same_language = article.language == earlier.language;
  facts.is_dated = article.day.has_value();
  facts.is_series = (article.day != earlier.day && titles >= kSeriesTitle) ||
                    (article.is_imported && earlier.is_imported);
  facts.is_titled_alike = titles >= kAkinTitle;
  if (article.day && earlier.day) facts.days_apart = std::abs(*article.day - *earlier.day);
  return facts;
}

}  // namespace

void StoryGrouping::remember(const StoryArticle& article, StoryNumber story) {
  const auto number = static_cast<std::uint32_t>(members_.size());
  if (stories_.size() <= story)
    stories_.resize(story + 1, {number, {}, std::nullopt, std::nullopt});
  Story& known = stories_[story];
  if (article.day && (!known.first || *article.day < *known.first)) known.first = article.day;
  if (article.day && (!known.last || *article.day > *known.last)) known.last = article.day;
  members_.push_back({article, story});
  known.members.push_back(number);
  if (article.day) dated_.add(number, article.features);
  if (!article.is_published) undated_.add(number, article.features);
}

void StoryGrouping::add_known(const StoryArticle& article, StoryNumber story, bool is_founder) {
  remember(article, story);
  if (is_founder) stories_[story].founder = static_cast<std::uint32_t>(members_.size() - 1);
}

bool StoryGrouping::may_join(const StoryArticle& article, const Member& member) const {
  if (!article.day) return true;
  if (!member.article.day || std::abs(*article.day - *member.article.day) > kMaxNeighbourDays)
    return false;
  const Story& story = stories_[member.story];
  return std::max(*article.day, story.last.value_or(*article.day)) -
             std::min(*article.day, story.first.value_or(*article.day)) <=
         kMaxStoryDays;
}

bool StoryGrouping::fits(const StoryArticle& article, StoryNumber story) const {
  const std::vector<std::uint32_t>& numbers = stories_[story].members;
  const auto akin_to = [&](std::uint32_t number) {
    const StoryArticle& member = members_[number].article;
    return akin(stories::likeness(article.features, member.features), facts_of(article, member));
  };
  if (!akin_to(stories_[story].founder)) return false;
  std::size_t compared = 0;
  for (std::size_t i = numbers.size(); i-- > 0 && compared < kMaxCompared;) {
    if (members_[numbers[i]].article.language != article.language) continue;
    if (akin_to(numbers[i])) return true;
    ++compared;
  }
  return compared == 0;
}

std::optional<StoryNumber> StoryGrouping::join(const StoryArticle& article) {
  if (article.day) {
    while (first_recent_ < members_.size() && members_[first_recent_].article.day &&
           *members_[first_recent_].article.day < *article.day - kMaxNeighbourDays)
      ++first_recent_;
    dated_.forget_before(first_recent_);
  }
  RecentArticles& index = article.day ? dated_ : undated_;
  double best = 0;
  std::optional<StoryNumber> story;
  for (const std::uint32_t number : index.candidates(article.features)) {
    const Member& member = members_[number];
    if (!may_join(article, member)) continue;
    const double sure = same_event(stories::likeness(article.features, member.article.features),
                                   facts_of(article, member.article));
    if (sure <= best || !fits(article, member.story)) continue;
    best = sure;
    story = member.story;
  }
  if (story) remember(article, *story);
  return story;
}

}  // namespace dragoman::indexer
