// SPDX-License-Identifier: GPL-3.0-or-later
// A facet's name and a search's parameters → values with counts.
#include "server/api/facets.h"

#include <algorithm>

#include "server/api/problems.h"
#include "server/api/record_json.h"
#include "server/api/search_params.h"

namespace dragoman::api {

std::string facet_values_json(search::Facet facet, const search::FacetValues& values) {
  Json out;
  out["field"] = std::string(search::kFacetNames[static_cast<std::size_t>(facet)]);
  out["total"] = values.total;
  out["values"] = Json::array();
  for (const search::FacetValue& value : values.values) {
    Json one = facet_value_json(value);
    if (!value.matched.empty()) one["matched"] = value.matched;
    out["values"].push_back(std::move(one));
  }
  return dump(out);
}

Answer facet_values(const Call& call, const search::SearchService& service) {
  const auto& names = search::kFacetNames;
  const auto name = std::find(names.begin(), names.end(), call.wildcards.at(0));
  if (name == names.end()) {
    return Answer::of(
        {404,
         "not_found",
         "There is no such facet; there are leader, country, topic, language and source.",
         {},
         0,
         ""});
  }
  std::optional<Fault> fault;
  ParsedSearch parsed = parse_search_params(call, service.limits(), fault, Resource::kFacetValues);
  if (fault) return Answer::of(std::move(*fault));
  const search::FacetValueRequest request{static_cast<search::Facet>(name - names.begin()),
                                          std::move(parsed.prefix), std::move(parsed.request)};
  const Result<search::FacetValues> values = service.facet_values(request);
  if (!values) return Answer::of(fault_of(values.problem()));
  Answer answer;
  answer.body = facet_values_json(request.facet, *values);
  answer.vary_language = parsed.vary_language;
  return answer;
}

}  // namespace dragoman::api
