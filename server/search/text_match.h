// SPDX-License-Identifier: GPL-3.0-or-later
// The part that searches, facet value searches and exports have in common: a request's text → its
// plan and the articles it matches before filters, from the cache where they are known.
#pragma once

#include <memory>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/name_index.h"
#include "server/search/query_plan.h"
#include "server/search/search_types.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// Everything a run works with; all borrowed.
struct SearchContext {
  const Snapshot& snapshot;
  Handles& handles;
  const entities::Recognizer& recognizer;
  const NameIndex& names;  // of the recognizer's gazetteer
  text::Analyser& analyser;
  MatchSetCache& cache;
  const QueryLimits& limits;
  Deadline& deadline;
};

// The same with another deadline, for work that may be given up.
SearchContext limited_to(Deadline& part, const SearchContext& context);

struct TextMatch {
  QueryEcho echo;
  QueryPlan plan;
  bool browse = false;           // the query holds no text: everything matches
  Sort sort = Sort::kRelevance;  // what the request's sort comes to
  std::shared_ptr<const MatchSet> matches;
};

// Returns what tells names from words by this index. Throws, when called, as match_text.
IsUsualName usual_names(SearchContext context);

// Plans a query with the forms that this index has of its words. Throws Xapian::Error,
// DeadlineExceeded.
QueryPlan plan_text(const ParsedQuery& parsed, PlanOptions options, SearchContext context);

// Returns what a search for the request's text marks in what it shows: the terms of the vocabulary
// too if it takes them for what they mean. Throws Xapian::Error, DeadlineExceeded.
HighlightQuery marks_of(const SearchRequest& request, SearchContext context);

// Throws Xapian::Error, DeadlineExceeded, TooManyCandidates.
TextMatch match_text(const SearchRequest& request, SearchContext context);

// Returns all live articles. Throws as match_text.
std::shared_ptr<const MatchSet> match_all(SearchContext context);

}  // namespace dragoman::search
