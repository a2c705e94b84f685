// SPDX-License-Identifier: GPL-3.0-or-later
// A search of which some words are no names → how many articles in other languages hold all the
// names in it, and the query that finds them: where every word must stand, the words of one
// language hide the articles of all others.
#pragma once

#include <optional>

#include "server/search/text_match.h"

namespace dragoman::search {

// Returns nullopt when there are none, when no word is a name or all are, and when the search was
// relaxed so far that nothing is hidden. Other languages are those in which the search matches
// nothing; when it matches nothing at all, those of another script. All filters of the request
// hold. Throws Xapian::Error; when the deadline passes, returns nullopt.
std::optional<Elsewhere> find_elsewhere(const SearchRequest& request, const TextMatch& text,
                                        SearchContext context);

}  // namespace dragoman::search
