// SPDX-License-Identifier: GPL-3.0-or-later
// What stands near an article: the most similar ones of the archive, and the story it belongs to.
// Both throw Xapian::Error, DeadlineExceeded.
#pragma once

#include "core/result.h"
#include "server/search/search_types.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// Returns the articles most like one, by the concepts they share and, in one language, the words.
// Every article is compared. Problems: not_found, damaged_record.
Result<SimilarArticles> find_similar(const NeighbourRequest& request, SearchContext context);

// Problems: no_story.
Result<StoryView> view_story(const NeighbourRequest& request, SearchContext context);

}  // namespace dragoman::search
