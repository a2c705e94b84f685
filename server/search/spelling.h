// SPDX-License-Identifier: GPL-3.0-or-later
// Did you mean: a search that found little → the query with its probably misspelt words replaced,
// in the place and the structure of the original. Never changes what is found.
#pragma once

#include <string>

#include "server/search/text_match.h"

namespace dragoman::search {

// Returns "" when no word looks misspelt, or when no correction finds more than the text did: each
// is tried before it is offered. What takes longer than QueryLimits::spelling_ms is given up.
// Throws Xapian::Error.
std::string better_spelling(const SearchRequest& request, const TextMatch& found,
                            SearchContext context);

}  // namespace dragoman::search
