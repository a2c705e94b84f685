// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles are searches for a field's value, so that companions are counted in the entity's
// articles (a filter on the same facet would not narrow it).
#include "server/search/entity_profile.h"

#include <algorithm>
#include <array>
#include <map>

#include "server/search/search_run.h"

namespace dragoman::search {
namespace {

using entities::Entity;
using entities::Gazetteer;
using entities::Kind;

// Those the gazetteer is written in.
constexpr std::array<const char*, 9> kLanguages = {"en", "zh", "ja", "ko", "ar",
                                                   "ru", "fr", "es", "de"};

LabelledValue labelled_one(Kind kind, const std::string& id, const std::string& language,
                           const Gazetteer& gazetteer) {
  return {id, gazetteer.label(kind, id, language)};
}

std::vector<std::pair<std::string, std::string>> names_of(const Entity& entity,
                                                          const Gazetteer& gazetteer) {
  if (entity.kind == Kind::kCountry) {
    std::vector<std::pair<std::string, std::string>> names;
    for (const char* language : kLanguages)
      names.emplace_back(language, gazetteer.label(entity.kind, entity.id, language));
    return names;
  }
  return {entity.names.begin(), entity.names.end()};
}

std::vector<OfficeTerm> offices_of(const Entity& entity, const std::string& language,
                                   const Gazetteer& gazetteer) {
  std::vector<OfficeTerm> terms;
  for (const Entity& holder : gazetteer.entities()) {
    if (holder.kind != Kind::kLeader) continue;
    if (entity.kind == Kind::kLeader && holder.id != entity.id) continue;
    for (const entities::Office& office : holder.offices) {
      if (entity.kind == Kind::kCountry && office.country != entity.id) continue;
      terms.push_back({labelled_one(Kind::kLeader, holder.id, language, gazetteer), office.office,
                       labelled_one(Kind::kCountry, office.country, language, gazetteer),
                       office.from, office.to});
    }
  }
  std::stable_sort(terms.begin(), terms.end(), [](const OfficeTerm& a, const OfficeTerm& b) {
    if (a.to.empty() != b.to.empty()) return a.to.empty();
    return a.from > b.from;
  });
  return terms;
}

// Requires: the articles counted are the entity's.
void leave_out(const std::string& id, std::uint64_t articles, FacetResult& facet) {
  if (articles > 0) --facet.total;
  std::erase_if(facet.values, [&id](const FacetValue& value) { return value.id == id; });
}

// The articles about an entity, counted.
Result<SearchResult> articles_about(const Entity& entity, const ProfileRequest& request,
                                    SearchContext context) {
  const Facet own = entity.kind == Kind::kLeader ? Facet::kLeader : Facet::kCountry;
  SearchRequest search = request.counted;
  search.query = std::string(kFacetNames[static_cast<std::size_t>(own)]) + ":" + entity.id;
  search.match = MatchMode::kAll;
  search.limit = 0;
  search.facet_size += 1;  // the entity itself is among them
  Result<SearchResult> result = run_search(search, context);
  if (!result) return result;
  std::optional<FacetResult>& facet = result->facets[static_cast<std::size_t>(own)];
  if (facet) leave_out(entity.id, result->total, *facet);
  for (std::optional<FacetResult>& any : result->facets) {
    if (any && any->values.size() > request.counted.facet_size)
      any->values.resize(request.counted.facet_size);
  }
  return result;
}

}  // namespace

Result<EntityProfile> entity_profile(const ProfileRequest& request, SearchContext context) {
  const Gazetteer& gazetteer = context.recognizer.gazetteer();
  const Entity* entity = gazetteer.find(request.kind, request.id);
  if (entity == nullptr) {
    return Problem{"not_found",
                   "The gazetteer has no " + std::string(kind_name(request.kind)) +
                       " with this id; /facets/" + kind_name(request.kind) +
                       "?q= finds ids by names.",
                   ""};
  }
  Result<SearchResult> articles = articles_about(*entity, request, context);
  if (!articles) return articles.problem();
  const std::string& language = request.counted.label_language;
  EntityProfile profile;
  profile.entity = labelled_one(entity->kind, entity->id, language, gazetteer);
  profile.names = names_of(*entity, gazetteer);
  if (!entity->country.empty())
    profile.country = labelled_one(Kind::kCountry, entity->country, language, gazetteer);
  profile.wikidata = entity->wikidata;
  profile.offices = offices_of(*entity, language, gazetteer);
  profile.articles = std::move(*articles);
  return profile;
}

Result<std::vector<TopicNode>> topic_tree(const SearchRequest& counted, SearchContext context) {
  const Gazetteer& gazetteer = context.recognizer.gazetteer();
  const auto node = [&](const Entity& entity, std::uint64_t count) {
    return TopicNode{
        labelled_one(Kind::kTopic, entity.id, counted.label_language, gazetteer), count, {}};
  };
  SearchRequest search = counted;
  search.query.clear();
  search.limit = 0;
  search.facets.fill(false);
  search.facets[static_cast<std::size_t>(Facet::kTopic)] = true;
  search.facet_size = context.limits.max_facet_size;
  search.histogram = HistogramInterval::kNone;
  const Result<SearchResult> leaves = run_search(search, context);
  if (!leaves) return leaves.problem();
  std::map<std::string, std::uint64_t> counts;
  for (const FacetValue& value : leaves->facets[static_cast<std::size_t>(Facet::kTopic)]->values)
    counts.emplace(value.id, value.count);
  search.facets.fill(false);
  std::vector<TopicNode> roots;
  for (const Entity& entity : gazetteer.entities()) {
    if (entity.kind != Kind::kTopic || !entity.root) continue;
    search.query = "topic:" + entity.id;
    const Result<SearchResult> any_leaf = run_search(search, context);
    if (!any_leaf) return any_leaf.problem();
    TopicNode& root = roots.emplace_back(node(entity, any_leaf->total));
    for (const Entity& leaf : gazetteer.entities()) {
      if (leaf.kind == Kind::kTopic && leaf.parent == entity.id)
        root.children.push_back(node(leaf, counts[leaf.id]));
    }
    std::stable_sort(root.children.begin(), root.children.end(),
                     [](const TopicNode& a, const TopicNode& b) { return a.count > b.count; });
  }
  return roots;
}

}  // namespace dragoman::search
