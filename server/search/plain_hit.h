// SPDX-License-Identifier: GPL-3.0-or-later
// An article as a hit of no query: nothing marked, its beginning for a passage. Also where an
// article lies. For lists that are no searches.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/search/search_types.h"
#include "server/search/story_numbers.h"
#include "server/search/text_match.h"

namespace dragoman::search {

Hit plain_hit(const Article& article, const std::string& label_language, SearchContext context);

// Returns the place of a live article. Throws Xapian::Error.
std::optional<StoryRow> find_place(std::string_view id, SearchContext context);

}  // namespace dragoman::search
