// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over a match set: the rows that pass all filters, the counts of every facet without its
// own filter, and the days a histogram needs. Exact always.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "server/search/filters.h"
#include "server/search/set_pass.h"

namespace dragoman::search {

struct FacetCounts {
  std::uint64_t total = 0;
  MatchSet passing;                                            // rows that pass all filters
  std::array<std::vector<std::uint64_t>, kFacetCount> counts;  // by global id
  std::array<std::uint64_t, kFacetCount> without{};            // articles without a value
  MatchSet dated;  // rows that pass all filters but the dates; filled only when wanted
};

// Throws DeadlineExceeded.
FacetCounts count_facets(const MatchSet& matches, const Filters& filters,
                         const SearchRequest& request, const Snapshot& snapshot,
                         Deadline& deadline);

// Returns the values of one facet with labels: highest counts first, then by label; selected and
// excluded ones always, also at 0 and when no article has them; "none" last and outside facet_size.
FacetResult facet_result(Facet facet, const FacetCounts& counts, const Filters& filters,
                         const SearchRequest& request, const Snapshot& snapshot,
                         const entities::Gazetteer& gazetteer);

}  // namespace dragoman::search
