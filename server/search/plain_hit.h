// SPDX-License-Identifier: GPL-3.0-or-later
// An article as a hit: of a search, or of no query (nothing marked, its beginning for a passage).
// Whatever stands in the archive, a hit stays small. Also where an article lies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/search/highlight.h"
#include "server/search/search_types.h"
#include "server/search/story_numbers.h"
#include "server/search/text_match.h"

namespace dragoman::search {

struct HitOptions {
  std::string_view label_language;
  bool snippet = true;
};

// Without a score and without what it tells of its story.
Hit shown_hit(const Article& article, Highlighter& highlighter, const HitOptions& options,
              SearchContext context);

Hit plain_hit(const Article& article, const std::string& label_language, SearchContext context);

// Returns the place of a live article. Throws Xapian::Error.
std::optional<StoryRow> find_place(std::string_view id, SearchContext context);

}  // namespace dragoman::search
