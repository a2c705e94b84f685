// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters of /search and its relatives, from a query string or a JSON object → a SearchRequest
// within the limits, or every fault with its place. Pure; knows no index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"
#include "server/search/search_types.h"

namespace dragoman::api {

// The resources that take a search's parameters.
enum class Resource : unsigned char {
  kSearch,
  kFacetValues,
  kExport,
  kProfile,
  kTopics,
  kSuggest,
  kArticle
};

struct ParsedSearch {
  search::SearchRequest request;
  std::string prefix;  // facet values and suggestions: what was typed
  std::string format;  // export
  Params params;  // what was asked, in order, empty values left out: next and other links are made
                  // of it
  bool vary_language = false;  // the label language came from Accept-Language
};

// Returns the request; on faults fills `fault` (400 bad_parameter, bad_json) with one entry for
// each.
ParsedSearch parse_search_params(const Call& call, const search::QueryLimits& limits,
                                 std::optional<Fault>& fault,
                                 Resource resource = Resource::kSearch);

// Returns the parameters of a JSON object: strings, whole numbers and true/false, arrays of them
// for repeats.
Params params_from_json(std::string_view json, std::optional<Fault>& fault);

// Returns the language for labels: `labels`, else the best of Accept-Language, else "en".
std::string label_language(const std::string& labels, const std::string& accept_language);

}  // namespace dragoman::api
