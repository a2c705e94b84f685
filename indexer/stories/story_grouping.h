// SPDX-License-Identifier: GPL-3.0-or-later
// Articles in order of time in, the number of the story of each out: an article joins the story of
// its best earlier neighbour, or founds one. Stories are never merged. Knows no files.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/day.h"
#include "core/schema/stories_file.h"
#include "indexer/stories/recent_articles.h"

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
  schema::FeatureView features;  // must outlive the grouping
  std::uint32_t language = 0;    // a number for each language and way of writing it
  TitleBits title = {};          // of the units of its title, without numbers
  std::optional<Day> day;        // published, else mentioned, else none
  bool is_published = false;     // whether the day is that of publication
  bool is_imported = false;      // the day is that of an import: it tells nothing
};

using StoryNumber = std::uint32_t;

class StoryGrouping {
 public:
  // Adds an article whose story is known, and whether it founded it.
  void add_known(const StoryArticle& article, StoryNumber story, bool is_founder);
  // Returns the story the article joins and is now in; nullopt when it founds one: then
  // add_known() must follow. Requires: dated articles come in order of their days, known ones at
  // the latest when a day within kReachDays of theirs comes; those without a day come last.
  std::optional<StoryNumber> join(const StoryArticle& article);

 private:
  struct Member {
    StoryArticle article;
    StoryNumber story;
  };
  void remember(const StoryArticle& article, StoryNumber story);
  bool may_join(const StoryArticle& article, const Member& member) const;
  // Whether the article is akin to the story's founder and to one of those in its own language,
  // if there are any.
  bool fits(const StoryArticle& article, StoryNumber story) const;

  std::vector<Member> members_;  // by number
  RecentArticles dated_;
  RecentArticles undated_;
  std::uint32_t first_recent_ = 0;
  struct Story {
    std::uint32_t founder = 0;           // where it is not known, the first member seen
    std::vector<std::uint32_t> members;  // in order of coming
    std::optional<Day> first;
    std::optional<Day> last;
  };
  std::vector<Story> stories_;  // by number
};

}  // namespace dragoman::indexer
