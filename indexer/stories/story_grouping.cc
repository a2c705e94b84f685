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

double title_overlap(const TitleBits& a, const TitleBits& b) {
  int both = 0;
  int any = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += std::popcount(a[i] & b[i]);
    any += std::popcount(a[i] | b[i]);
  }
  return any == 0 ? 0 : static_cast<double>(both) / any;
}

}  // namespace

void StoryGrouping::remember(const StoryArticle& article, StoryNumber story) {
  const auto number = static_cast<std::uint32_t>(members_.size());
  if (stories_.size() <= story) stories_.resize(story + 1, {number, std::nullopt, std::nullopt});
  Story& known = stories_[story];
  if (article.day && (!known.first || *article.day < *known.first)) known.first = article.day;
  if (article.day && (!known.last || *article.day > *known.last)) known.last = article.day;
  members_.push_back({article, story});
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

double StoryGrouping::compare(const StoryArticle& article, const Member& member, bool is_founder) {
  PairFacts facts;
  facts.same_language = article.language == member.article.language;
  facts.is_dated = article.day.has_value();
  facts.is_series = article.day != member.article.day &&
                    title_overlap(article.title, member.article.title) >= kSeriesTitle;
  facts.is_founder = is_founder;
  return same_event(stories::likeness(article.features, member.article.features), facts);
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
    const double sure = compare(article, member, false);
    if (sure <= best) continue;
    const std::uint32_t founder = stories_[member.story].founder;
    if (founder == number || compare(article, members_[founder], true) > 0) {
      best = sure;
      story = member.story;
    }
  }
  if (story) remember(article, *story);
  return story;
}

}  // namespace dragoman::indexer
