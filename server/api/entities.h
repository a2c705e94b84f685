// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/leaders/{id}, /api/v1/countries/{id} and /api/v1/topics: what the gazetteer knows and the
// archive tells of them.
#pragma once

#include <string>
#include <vector>

#include "core/entity_kind.h"
#include "server/api/answer.h"
#include "server/search/entity_profile.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: the filters, dates, facets, facet_size, histogram (year unless said) and labels of
// /search. Requires: kLeader or kCountry. Faults: 400 bad_parameter; 404 not_found; 503 no_index,
// deadline.
Answer entity(entities::Kind kind, const Call& call, const search::SearchService& service);

// Parameters: the filters (but topic), dates and labels of /search. Faults: 400 bad_parameter; 503
// no_index, deadline.
Answer topics(const Call& call, const search::SearchService& service);

// `params`: what was asked, of which the filters go into the URL of the search.
std::string entity_json(entities::Kind kind, const search::EntityProfile& profile,
                        const Params& params);
std::string topics_json(const std::vector<search::TopicNode>& roots);

}  // namespace dragoman::api
