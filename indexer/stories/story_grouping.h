// SPDX-License-Identifier: GPL-3.0-or-later
// Articles in order of time in, the number of the story of each out: an article joins the story of
// its best earlier neighbour, or founds one. Stories are never merged. Knows no files.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/day.h"
#include "indexer/stories/recent_articles.h"
#include "indexer/stories/story_features.h"

namespace dragoman::indexer {

// How far apart in days two reports of one event may be, and the first and the last of a story.
inline constexpr Day kMaxNeighbourDays = 3;
inline constexpr Day kMaxStoryDays = 5;
// How far from an article any report of a story may be that has one the article may join by: who
// sees all within this sees whole stories.
inline constexpr Day kReachDays = kMaxStoryDays + kMaxNeighbourDays;

// A bit for each unit, by its hash; none: no title.
using TitleBits = std::array<std::uint64_t, 4>;

struct StoryArticle {
  StoryFeatures features;
  std::uint32_t language = 0;  // a number for each language and way of writing it
  TitleBits title = {};        // of the units of its title, without numbers
  std::optional<Day> day;      // published, else mentioned, else none
  bool is_published = false;   // whether the day is that of publication
  bool is_imported = false;    // the day is that of an import: it tells nothing
};

using StoryNumber = std::uint32_t;

class StoryGrouping {
 public:
  // `in_order`: every article comes by add() when its day has come, and stories are only what
  // find() said. Then articles are forgotten that cannot matter any more.
  explicit StoryGrouping(bool in_order = false) : forgets_(in_order) {}

  // Returns the story that the article is to join, nullopt when it founds one; add() must follow.
  // Requires: dated articles come in order of their days, known ones at the latest when a day
  // within kReachDays of theirs comes; those without a day come last.
  std::optional<StoryNumber> find(const StoryArticle& article);
  // Puts an article into a story. Requires: a new story has the next number that is free.
  void add(StoryArticle article, StoryNumber story, bool is_founder);

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Member {
    std::unique_ptr<StoryArticle> article;  // null once forgotten
    StoryNumber story = 0;
    std::uint32_t before = kNone;  // the member of the story that came before it
  };
  struct Story {
    std::uint32_t founder = kNone;  // where it is not known, the first member seen
    std::uint32_t latest = kNone;
    std::optional<Day> first;
    std::optional<Day> last;
    bool is_open = false;  // some member tells no day of publication
  };
  void forget_before(Day day);
  bool may_join(const StoryArticle& article, const Member& member) const;
  // Whether the article is akin to the story's founder and to one of those in its own language,
  // if there are any. Requires: comparer_ holds the article.
  bool fits(const StoryArticle& article, StoryNumber story) const;
  // The same, asked of each story once for an article. Requires: fitting_ is that article's.
  bool still_fits(const StoryArticle& article, StoryNumber story);
  bool akin_to(const StoryArticle& article, std::uint32_t number) const;

  bool forgets_;
  std::vector<Member> members_;  // by number
  RecentArticles dated_;
  RecentArticles undated_;
  std::uint32_t first_recent_ = 0;
  std::uint32_t first_kept_ = 0;  // all before are forgotten that can be
  std::vector<Story> stories_;    // by number
  FeatureComparer comparer_;
  std::vector<std::pair<StoryNumber, bool>> fitting_;  // scratch: what fits() said of the article
};

}  // namespace dragoman::indexer
