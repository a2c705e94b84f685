// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a query → suggestions.
#include "server/api/suggest.h"

#include "server/api/problems.h"
#include "server/api/record_json.h"
#include "server/api/search_params.h"

namespace dragoman::api {

std::string suggestions_json(const std::string& query,
                             const std::vector<search::Suggestion>& suggestions) {
  Json out;
  out["query"] = query;
  out["suggestions"] = Json::array();
  for (const search::Suggestion& suggestion : suggestions) {
    Json one;
    one["text"] = suggestion.text;
    one["kind"] = suggestion.kind;
    one["id"] = text_or_null(suggestion.id);
    one["label"] = suggestion.label;
    if (!suggestion.matched.empty()) one["matched"] = suggestion.matched;
    one["count"] = suggestion.id.empty() ? Json(nullptr) : Json(suggestion.count);
    out["suggestions"].push_back(std::move(one));
  }
  return dump(out);
}

Answer suggest(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const ParsedSearch parsed =
      parse_search_params(call, service.limits(), fault, Resource::kSuggest);
  if (fault) return Answer::of(std::move(*fault));
  const search::SuggestRequest request{parsed.prefix, parsed.request.limit,
                                       parsed.request.label_language};
  const Result<std::vector<search::Suggestion>> suggestions = service.suggest(request);
  if (!suggestions) return Answer::of(fault_of(suggestions.problem()));
  Answer answer;
  answer.body = suggestions_json(request.query, *suggestions);
  answer.vary_language = parsed.vary_language;
  return answer;
}

}  // namespace dragoman::api
