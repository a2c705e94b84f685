// SPDX-License-Identifier: GPL-3.0-or-later
// A SearchResult and the parameters it answers → the JSON text of /search. Pure.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/api/record_json.h"
#include "server/search/search_types.h"

namespace dragoman::api {

// The URL of the next page for the same parameters, "" when there is none.
std::string next_url(const search::SearchResult& result, const Params& params);

// Returns {interval, buckets, undated, imprecise}.
Json histogram_json(const search::Histogram& histogram);
// Returns the facets that were asked for, by name.
Json facets_json(const search::SearchResult& result);

// `took_ms` is written as given.
std::string search_json(const search::SearchResult& result, const Params& params, double took_ms);

}  // namespace dragoman::api
