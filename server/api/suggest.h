// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/suggest: how a query that is being typed may go on.
#pragma once

#include <string>
#include <vector>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: q, limit, labels. Faults: 400 bad_parameter; 503 no_index, deadline.
Answer suggest(const Call& call, const search::SearchService& service);

std::string suggestions_json(const std::string& query,
                             const std::vector<search::Suggestion>& suggestions);

}  // namespace dragoman::api
