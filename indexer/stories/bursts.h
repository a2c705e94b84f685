// SPDX-License-Identifier: GPL-3.0-or-later
// What an event is told by comes in a burst: a word that is as frequent at other times, of a daily
// bulletin or a long war, tells little. Articles in the order of their days in, their features with
// weights accordingly out, by a window of some days that moves along. Knows no stories.
#pragma once

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "core/day.h"
#include "core/schema/stories_file.h"
#include "indexer/stories/feature_numbers.h"
#include "indexer/stories/story_features.h"

namespace dragoman::indexer {

class Bursts {
 public:
  // Articles at most so many days before and behind one are around it.
  Bursts(const FeatureNumbers& numbers, Day days_around)
      : numbers_(numbers), days_around_(days_around) {}

  // Adds the next article to the window's end. Requires: days ascend.
  void add(Day day, schema::FeatureView features, bool is_new);
  // Returns the features of the next article, in the order in which they were added. Requires: all
  // articles up to its last day around it were added.
  StoryFeatures next();

  // Returns the features of an article that has no day, with the weights that they came with.
  StoryFeatures unweighed(schema::FeatureView features) const;

 private:
  struct Article {
    Day day = 0;
    std::vector<StoryFeature> numbered;  // with the weights that they came with
    StoryFeatures lone;                  // nothing else, with weights of the burst
  };

  const FeatureNumbers& numbers_;
  Day days_around_;
  std::deque<Article> window_;
  std::size_t next_ = 0;             // in the window
  std::vector<std::uint32_t> near_;  // articles in the window, by feature number
};

}  // namespace dragoman::indexer
