// SPDX-License-Identifier: GPL-3.0-or-later
// A prefix in any language → the values of one facet whose names have a word that begins with it,
// with exact counts under a search, without the facet's own filter.
#pragma once

#include "server/search/name_words.h"
#include "server/search/search_types.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// Values come by count, then by label; those at 0 only when they are selected or excluded. Throws
// Xapian::Error, DeadlineExceeded, TooManyCandidates.
FacetValues find_facet_values(const FacetValueRequest& request, SearchContext context);

}  // namespace dragoman::search
