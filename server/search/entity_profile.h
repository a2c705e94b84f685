// SPDX-License-Identifier: GPL-3.0-or-later
// What the gazetteer knows of a leader or a country, and what the archive tells of them: how many
// articles, when, and who and what stands in the same ones. Also the tree of topics with counts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/entity_kind.h"
#include "core/result.h"
#include "server/search/search_types.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// A leader's office, or one of a country's officeholders.
struct OfficeTerm {
  LabelledValue holder;
  std::string office;     // slug: president, prime-minister, foreign-minister …
  LabelledValue country;  // or organisation; then id and label are the gazetteer's name of it
  std::string from;       // ISO date at its own precision, may be empty
  std::string to;         // empty: still held, or not known
};

struct EntityProfile {
  LabelledValue entity;
  std::vector<std::pair<std::string, std::string>> names;  // language → name
  LabelledValue country;                                   // of a leader; id empty: none
  std::string wikidata;                                    // may be empty
  std::vector<OfficeTerm> offices;  // of the leader, or of the country; the latest first
  SearchResult articles;            // counts of the articles about the entity; no hits
};

// What is asked of a profile: filters, dates, facet_size, histogram and label_language of `counted`
// hold; its text, sort and pages do not.
struct ProfileRequest {
  entities::Kind kind = entities::Kind::kLeader;  // kLeader or kCountry
  std::string id;
  SearchRequest counted;
};

// Problems: not_found. The facets of `articles` are counted in the entity's articles alone, it
// itself left out. Throws Xapian::Error, DeadlineExceeded.
Result<EntityProfile> entity_profile(const ProfileRequest& request, SearchContext context);

struct TopicNode {
  LabelledValue topic;
  std::uint64_t count = 0;  // articles under the request's filters; a root's: those with any leaf
  std::vector<TopicNode> children;
};

// Returns the roots in the gazetteer's order, their leaves by count. Throws as entity_profile.
Result<std::vector<TopicNode>> topic_tree(const SearchRequest& counted, SearchContext context);

}  // namespace dragoman::search
