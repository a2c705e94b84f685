// SPDX-License-Identifier: GPL-3.0-or-later
// A query as typed so far → how it may go on: names of leaders, countries, topics, places and
// vocabulary that the archive has articles about, in any language, then words of its titles. What
// stands before the last word is kept as typed.
#pragma once

#include <vector>

#include "server/search/text_match.h"

namespace dragoman::search {

// Returns at most request.limit. Throws Xapian::Error, DeadlineExceeded.
std::vector<Suggestion> find_suggestions(const SuggestRequest& request, SearchContext context);

}  // namespace dragoman::search
