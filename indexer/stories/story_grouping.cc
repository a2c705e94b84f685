// SPDX-License-Identifier: GPL-3.0-or-later
// Finds each article's candidates, compares it with them, keeps the best.
#include "indexer/stories/story_grouping.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

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

// What same_event() and akin() look at.
FeatureComparer::Parts parts_of(const PairFacts& facts) {
  using Parts = FeatureComparer::Parts;
  if (!facts.same_language) return Parts::kConcepts;
  return facts.is_dated ? Parts::kWords : Parts::kBoth;
}

}  // namespace

void StoryGrouping::add(StoryArticle article, StoryNumber story, bool is_founder) {
  const auto number = static_cast<std::uint32_t>(members_.size());
  if (stories_.size() <= story) stories_.resize(story + std::size_t{1});
  Story& known = stories_[story];
  if (is_founder || known.founder == kNone) known.founder = number;
  if (article.day && (!known.first || *article.day < *known.first)) known.first = article.day;
  if (article.day && (!known.last || *article.day > *known.last)) known.last = article.day;
  if (!article.is_published) known.is_open = true;
  if (article.day) dated_.add(number, article.features);
  if (!article.is_published) undated_.add(number, article.features);
  members_.push_back({std::make_unique<StoryArticle>(std::move(article)), story, known.latest});
  known.latest = number;
}

bool StoryGrouping::may_join(const StoryArticle& article, const Member& member) const {
  if (member.article == nullptr) return false;
  if (!article.day) return true;
  if (!member.article->day || std::abs(*article.day - *member.article->day) > kMaxNeighbourDays)
    return false;
  const Story& story = stories_[member.story];
  return std::max(*article.day, story.last.value_or(*article.day)) -
             std::min(*article.day, story.first.value_or(*article.day)) <=
         kMaxStoryDays;
}

bool StoryGrouping::akin_to(const StoryArticle& article, std::uint32_t number) const {
  if (members_[number].article == nullptr) return false;
  const StoryArticle& member = *members_[number].article;
  const PairFacts facts = facts_of(article, member);
  return akin(comparer_.likeness(member.features, parts_of(facts)), facts);
}

bool StoryGrouping::fits(const StoryArticle& article, StoryNumber story) const {
  if (!akin_to(article, stories_[story].founder)) return false;
  std::size_t compared = 0;
  for (std::uint32_t number = stories_[story].latest; number != kNone && compared < kMaxCompared;
       number = members_[number].before) {
    const StoryArticle* member = members_[number].article.get();
    if (member == nullptr || member->language != article.language) continue;
    if (akin_to(article, number)) return true;
    ++compared;
  }
  return compared == 0;
}

bool StoryGrouping::still_fits(const StoryArticle& article, StoryNumber story) {
  for (const auto& [known, does_fit] : fitting_)
    if (known == story) return does_fit;
  return fitting_.emplace_back(story, fits(article, story)).second;
}

// Nobody joins a story again that has a member before this day and is not open.
void StoryGrouping::forget_before(Day day) {
  for (; first_kept_ < members_.size(); ++first_kept_) {
    Member& member = members_[first_kept_];
    if (!member.article->day || *member.article->day >= day) break;
    if (!stories_[member.story].is_open) member.article.reset();
  }
}

std::optional<StoryNumber> StoryGrouping::find(const StoryArticle& article) {
  if (article.day) {
    while (first_recent_ < members_.size() && members_[first_recent_].article->day &&
           *members_[first_recent_].article->day < *article.day - kMaxNeighbourDays)
      ++first_recent_;
    dated_.forget_before(first_recent_);
    if (forgets_) forget_before(*article.day - kMaxStoryDays);
  }
  RecentArticles& index = article.day ? dated_ : undated_;
  comparer_.hold(article.features);
  fitting_.clear();
  double best = 0;
  std::optional<StoryNumber> found;
  for (const std::uint32_t number : index.candidates(article.features)) {
    const Member& member = members_[number];
    if (!may_join(article, member)) continue;
    const PairFacts facts = facts_of(article, *member.article);
    const double sure =
        same_event(comparer_.likeness(member.article->features, parts_of(facts)), facts);
    if (sure <= best) continue;
    if (!still_fits(article, member.story)) continue;
    best = sure;
    found = member.story;
  }
  return found;
}

}  // namespace dragoman::indexer
