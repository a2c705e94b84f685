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

}  // namespace

void StoryGrouping::remember(const StoryArticle& article, StoryNumber story) {
  if (first_days_.size() <= story) {
    first_days_.resize(story + 1);
    founders_.resize(story + 1, static_cast<std::uint32_t>(members_.size()));
  }
  std::optional<Day>& first = first_days_[story];
  if (article.day && (!first || *article.day < *first)) first = article.day;
  const auto number = static_cast<std::uint32_t>(members_.size());
  members_.push_back({article, story});
  if (article.day) dated_.add(number, article.features);
  if (!article.is_published) undated_.add(number, article.features);
}

void StoryGrouping::add_known(const StoryArticle& article, StoryNumber story) {
  remember(article, story);
}

bool StoryGrouping::may_join(const StoryArticle& article, const Member& member) const {
  if (!article.day) return true;
  if (!member.article.day || std::abs(*article.day - *member.article.day) > kMaxNeighbourDays)
    return false;
  const std::optional<Day>& first = first_days_[member.story];
  return !first || std::abs(*article.day - *first) <= kMaxStoryDays;
}

double StoryGrouping::compare(const StoryArticle& article, const Member& member, bool is_founder) {
  PairFacts facts;
  facts.same_language = article.language == member.article.language;
  facts.is_dated = article.day.has_value();
  const double titles = title_overlap(article.title, member.article.title);
  facts.is_series = (article.day != member.article.day && titles >= kSeriesTitle) ||
                    (article.is_imported && member.article.is_imported);
  facts.is_titled_alike = titles >= kAkinTitle;
  if (article.day && member.article.day)
    facts.days_apart = std::abs(*article.day - *member.article.day);
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
    const std::uint32_t founder = founders_[member.story];
    if (founder == number || compare(article, members_[founder], true) > 0) {
      best = sure;
      story = member.story;
    }
  }
  if (story) remember(article, *story);
  return story;
}

}  // namespace dragoman::indexer
