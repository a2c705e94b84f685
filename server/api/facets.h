// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/facets/{field}: the values of one facet that a prefix finds, in any language.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: q (the prefix), text (what /search calls q), limit, and those of /search. Faults: 400
// bad_parameter, too_broad; 404 not_found (no such facet); 503 no_index, deadline.
Answer facet_values(const Call& call, const search::SearchService& service);

std::string facet_values_json(search::Facet facet, const search::FacetValues& values);

}  // namespace dragoman::api
