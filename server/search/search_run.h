// SPDX-License-Identifier: GPL-3.0-or-later
// One search over one snapshot, from request to result: parse, plan, set pass, counts, rank, hits.
// No retries and no locking: that is SearchService's.
#pragma once

#include "core/entities/recognizer.h"
#include "core/result.h"
#include "core/text/analysis.h"
#include "server/search/search_types.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// Everything a run works with; all borrowed.
struct SearchContext {
  const Snapshot& snapshot;
  Handles& handles;
  const entities::Recognizer& recognizer;
  text::Analyser& analyser;
  MatchSetCache& cache;
  const QueryLimits& limits;
};

// Problems: bad_cursor. Throws Xapian::Error, DeadlineExceeded.
Result<SearchResult> run_search(const SearchRequest& request, SearchContext context);

// Problems: not_found, damaged_record. Throws Xapian::Error.
Result<ArticleView> view_article(std::string_view id, std::string_view query,
                                 const std::string& label_language, SearchContext context);

}  // namespace dragoman::search
