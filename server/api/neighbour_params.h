// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters of /articles/{id}/similar and /stories/{id} → a NeighbourRequest, or every fault.
#pragma once

#include <optional>

#include "server/api/answer.h"
#include "server/search/search_types.h"

namespace dragoman::api {

// Parameters: limit, labels; the id is the call's first wildcard. On faults fills `fault` (400
// bad_parameter) with one entry for each.
search::NeighbourRequest neighbour_request(const Call& call, const search::QueryLimits& limits,
                                           std::uint32_t default_limit,
                                           std::optional<Fault>& fault);

// Whether the labels' language was taken from Accept-Language.
bool labels_vary(const Call& call);

}  // namespace dragoman::api
