// SPDX-License-Identifier: GPL-3.0-or-later
// What many requests ask of the whole archive, counted once for each snapshot: every live article,
// the facets of all, the days of all. Belongs to a Snapshot.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/entities/gazetteer.h"
#include "server/search/day_tally.h"
#include "server/search/facet_counts.h"
#include "server/search/lazy.h"
#include "server/search/spelling_table.h"

namespace dragoman::search {

// Thread safety: all members, from any thread; those who come first make others wait. All throw
// DeadlineExceeded.
class ArchiveFacts {
 public:
  std::shared_ptr<const MatchSet> all(const Snapshot& snapshot, Deadline& deadline);
  // All five facets over all articles.
  const FacetCounts& counts(const Snapshot& snapshot, Deadline& deadline);
  // Requires: an interval that is neither kNone nor kAuto.
  const DayTally& tally(HistogramInterval interval, DateField field, const Snapshot& snapshot,
                        Deadline& deadline);
  // By segment and row, the text's length over the mean of its language, in units: a Chinese unit
  // is a character, an English one a word. 0 for rows that are not live.
  const std::vector<std::vector<float>>& relative_lengths(const Snapshot& snapshot,
                                                          Deadline& deadline);
  // By segment, the spellings of its words (spelling_words.h).
  const std::vector<SpellingTable>& spellings(const Snapshot& snapshot, Deadline& deadline);
  // By entity of the gazetteer, how many articles are about it.
  const std::vector<std::uint64_t>& entity_articles(const entities::Gazetteer& gazetteer,
                                                    const Snapshot& snapshot,
                                                    const Handles& handles, Deadline& deadline);
  DayInterval days(DateField field, const Snapshot& snapshot, Deadline& deadline);

 private:
  static constexpr std::size_t kFields = 2;
  static constexpr std::size_t kIntervals = 6;

  Lazy<std::shared_ptr<const MatchSet>> all_;
  Lazy<FacetCounts> counts_;
  Lazy<std::vector<std::vector<float>>> relative_lengths_;
  Lazy<std::vector<SpellingTable>> spellings_;
  Lazy<std::vector<std::uint64_t>> entity_articles_;
  std::array<Lazy<DayInterval>, kFields> days_;
  std::array<std::array<Lazy<DayTally>, kIntervals>, kFields> tallies_;
};

}  // namespace dragoman::search
