// SPDX-License-Identifier: GPL-3.0-or-later
// An id and a search's filters → a profile as JSON; filters → the tree of topics.
#include "server/api/entities.h"

#include "server/api/links.h"
#include "server/api/problems.h"
#include "server/api/record_json.h"
#include "server/api/search_json.h"
#include "server/api/search_params.h"

namespace dragoman::api {
namespace {

Json one_json(const search::LabelledValue& value) {
  if (value.id.empty()) return nullptr;
  return Json{{"id", value.id}, {"label", value.label}};
}

Json offices_json(const std::vector<search::OfficeTerm>& offices, bool of_country) {
  Json out = Json::array();
  for (const search::OfficeTerm& term : offices) {
    Json one;
    if (of_country) one["leader"] = one_json(term.holder);
    one["office"] = term.office;
    if (!of_country) one["country"] = one_json(term.country);
    one["from"] = text_or_null(term.from);
    one["to"] = text_or_null(term.to);
    out.push_back(std::move(one));
  }
  return out;
}

Params filters_of(Params params) {
  for (const char* name : {"facets", "facet_size", "histogram"}) params = without(params, name);
  return params;
}

Json topic_json(const search::TopicNode& node) {
  Json out;
  out["id"] = node.topic.id;
  out["label"] = node.topic.label;
  out["count"] = node.count;
  if (node.children.empty()) return out;
  out["topics"] = Json::array();
  for (const search::TopicNode& child : node.children) out["topics"].push_back(topic_json(child));
  return out;
}

}  // namespace

std::string entity_json(entities::Kind kind, const search::EntityProfile& profile,
                        const Params& params) {
  const bool is_country = kind == entities::Kind::kCountry;
  Json out;
  out["id"] = profile.entity.id;
  out["kind"] = entities::kind_name(kind);
  out["label"] = profile.entity.label;
  out["names"] = Json::object();
  for (const auto& [language, name] : profile.names) out["names"][language] = name;
  if (!is_country) out["country"] = one_json(profile.country);
  out["wikidata"] = text_or_null(profile.wikidata);
  out["offices"] = offices_json(profile.offices, is_country);
  out["total"] = profile.articles.total;
  // A further filter on the same facet would widen the search, so the entity is asked for by field.
  out["url"] = search_url(with_param(
      filters_of(params), "q", std::string(entities::kind_name(kind)) + ":" + profile.entity.id));
  out["histogram"] =
      profile.articles.histogram ? histogram_json(*profile.articles.histogram) : Json(nullptr);
  out["companions"] = facets_json(profile.articles);
  return dump(out);
}

std::string topics_json(const std::vector<search::TopicNode>& roots) {
  Json out;
  out["topics"] = Json::array();
  for (const search::TopicNode& root : roots) out["topics"].push_back(topic_json(root));
  return dump(out);
}

Answer entity(entities::Kind kind, const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  Call asked = call;
  bool says_histogram = false;
  for (const Param& param : call.params) says_histogram |= param.name == "histogram";
  if (!says_histogram) asked.params.push_back({"histogram", "year"});
  ParsedSearch parsed = parse_search_params(asked, service.limits(), fault, Resource::kProfile);
  if (fault) return Answer::of(std::move(*fault));
  const Result<search::EntityProfile> profile =
      service.profile({kind, call.wildcards.at(0), std::move(parsed.request)});
  if (!profile) return Answer::of(fault_of(profile.problem()));
  Answer answer;
  answer.body = entity_json(kind, *profile, parsed.params);
  answer.vary_language = parsed.vary_language;
  return answer;
}

Answer topics(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const ParsedSearch parsed = parse_search_params(call, service.limits(), fault, Resource::kTopics);
  if (fault) return Answer::of(std::move(*fault));
  const Result<std::vector<search::TopicNode>> roots = service.topics(parsed.request);
  if (!roots) return Answer::of(fault_of(roots.problem()));
  Answer answer;
  answer.body = topics_json(*roots);
  answer.vary_language = parsed.vary_language;
  return answer;
}

}  // namespace dragoman::api
