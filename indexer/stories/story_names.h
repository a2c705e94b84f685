// SPDX-License-Identifier: GPL-3.0-or-later
// Stories by number, and where the id of each stands: in a row's given story, in what an earlier
// segment says of a row, or in the id of the article that founded it. Groups nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/stories/new_rows.h"
#include "indexer/stories/story_grouping.h"

namespace dragoman::indexer {

class StoryNames {
 public:
  // Borrows both.
  StoryNames(const NewRows& rows, const EarlierSegments& earlier)
      : new_(rows), earlier_(earlier), may_meet_(!earlier.empty() || !rows.given.empty()) {}

  // Each returns the number of a story. Of the one a row of an earlier segment is in:
  StoryNumber of_earlier(std::uint32_t segment, std::uint32_t row);
  // Of the one a new row came in with. Requires: it did.
  StoryNumber of_given(std::uint32_t row);
  // Of the one a new row founds.
  StoryNumber of_founder(std::uint32_t row);

  // Returns the story's id; nullopt when only its founder's record told it, which is damaged.
  std::optional<std::string> id(StoryNumber story) const;
  // Names it after a new row from now on.
  void rename(StoryNumber story, std::uint32_t row) { sources_[story] = {kNew, row}; }

 private:
  static constexpr std::uint32_t kNew = UINT32_MAX;
  static constexpr std::uint32_t kNowhere = UINT32_MAX - 1;
  // The row that tells the id: 8 bytes a story, most of which are never asked for it.
  struct Source {
    std::uint32_t segment = kNowhere;
    std::uint32_t row = 0;
  };
  StoryNumber number_of(std::uint64_t id_hash);

  const NewRows& new_;
  const EarlierSegments& earlier_;
  bool may_meet_;                                           // whether two rows can name one story
  std::unordered_map<std::uint64_t, StoryNumber> numbers_;  // by hash of the story's id
  std::vector<Source> sources_;                             // by story
};

}  // namespace dragoman::indexer
