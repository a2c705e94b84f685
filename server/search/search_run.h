// SPDX-License-Identifier: GPL-3.0-or-later
// One request over one snapshot, from request to result: matching, counts, rank, hits. No retries
// and no locking: that is SearchService's. All throw Xapian::Error, DeadlineExceeded and
// TooManyCandidates.
#pragma once

#include "core/result.h"
#include "server/search/search_types.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// Problems: bad_cursor.
Result<SearchResult> run_search(const SearchRequest& request, SearchContext context);

// Problems: not_found, damaged_record.
Result<ArticleView> view_article(const ArticleRequest& request, SearchContext context);

}  // namespace dragoman::search
