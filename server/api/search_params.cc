// SPDX-License-Identifier: GPL-3.0-or-later
// One table: parameter name → the function that reads it. All faults of a request are collected
// before answering.
#include "server/api/search_params.h"

#include <set>

#include "core/day.h"
#include "server/api/search_params_reader.h"
#include "server/api/weighted_list.h"

namespace dragoman::api {

const std::map<std::string, Reader::Rule, std::less<>>& Reader::rules() {
  static const std::map<std::string, Rule, std::less<>> table = {
      {"q", {&Reader::q, false, kTexts | bit(Resource::kSuggest)}},
      {"text", {&Reader::query, false, bit(Resource::kFacetValues)}},
      {"format", {&Reader::format, false, bit(Resource::kExport)}},
      {"match", {&Reader::match, false, kTexts}},
      {"leader", {&Reader::filter, true}},
      {"country", {&Reader::filter, true}},
      {"topic", {&Reader::filter, true, kFacets}},
      {"language", {&Reader::filter, true}},
      {"source", {&Reader::filter, true}},
      {"from", {&Reader::date_end}},
      {"to", {&Reader::date_end}},
      {"date", {&Reader::date_field}},
      {"sort", {&Reader::sort, false, kSearches}},
      {"collapse", {&Reader::collapse, false, kPages}},
      {"limit",
       {&Reader::limit, false, kPages | bit(Resource::kFacetValues) | bit(Resource::kSuggest)}},
      {"page", {&Reader::page, false, kPages}},
      {"cursor", {&Reader::cursor, false, kPages}},
      {"facets", {&Reader::facets, true, kFacets}},
      {"facet_size", {&Reader::facet_size, false, kFacets}},
      {"histogram", {&Reader::histogram, false, kFacets}},
      {"expand", {&Reader::expand, false, kTexts}},
      {"labels", {&Reader::labels, false, kEverywhere}},
      {"snippet", {&Reader::snippet, false, kSearches}},
  };
  return table;
}

// What no single parameter shows.
void Reader::check_together() {
  SearchRequest& request = out_.request;
  if (from_ || to_) {
    request.dates = DayInterval{from_.value_or(day_from_civil(1, 1, 1)),
                                to_.value_or(day_from_civil(9999, 12, 31))};
    if (request.dates->first > request.dates->last)
      errors_.push_back({"from", 0, "must not be after to"});
  }
  if (has_page_ && !request.cursor.empty())
    errors_.push_back({"page", 0, "cannot be used with cursor"});
  if (resource_ == Resource::kExport && out_.format.empty())
    errors_.push_back({"format", 0, kFormatHint});
  const std::uint64_t window = std::uint64_t{request.page} * request.limit;
  if (resource_ == Resource::kSearch && window > limits_.max_window) {
    errors_.push_back({"page", 0,
                       "page times limit must be at most " + std::to_string(limits_.max_window) +
                           "; follow next (cursor) to go deeper"});
  }
  request.label_language = label_language(labels_, accept_language_);
  out_.vary_language = labels_.empty();
}

ParsedSearch Reader::read(Params params) {
  std::set<std::string> seen;
  for (Param& param : params) {
    const auto rule = rules().find(param.name);
    if (rule == rules().end() || (rule->second.resources & bit(resource_)) == 0) {
      error(param, "is not a parameter of this resource");
      continue;
    }
    if (param.value.empty()) continue;  // forms send their empty fields
    if (!rule->second.repeats && !seen.insert(param.name).second) {
      error(param, "is given more than once");
      continue;
    }
    (this->*rule->second.read)(param);
    out_.params.push_back(std::move(param));
  }
  check_together();
  return std::move(out_);
}

std::string label_language(const std::string& labels, const std::string& accept_language) {
  if (is_language_tag(labels)) return labels;
  const std::string preferred = preferred_language(accept_language);
  return preferred.empty() ? "en" : preferred;
}

ParsedSearch parse_search_params(const Call& call, const search::QueryLimits& limits,
                                 std::optional<Fault>& fault, Resource resource) {
  Params params = call.params;
  if (call.body) {
    for (Param& param : params_from_json(*call.body, fault)) params.push_back(std::move(param));
    if (fault) return {};
  }
  Reader reader(limits, call, resource);
  ParsedSearch parsed = reader.read(std::move(params));
  if (!reader.errors().empty()) {
    fault = Fault{400,
                  "bad_parameter",
                  "One or more parameters cannot be used; see errors.",
                  std::move(reader.errors()),
                  0,
                  ""};
  }
  return parsed;
}

}  // namespace dragoman::api
