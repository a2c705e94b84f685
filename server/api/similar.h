// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/articles/{id}/similar: the articles most like one, and what they share with it.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: limit, labels. Faults: 400 bad_parameter; 404 not_found; 503 no_index, deadline.
Answer similar(const Call& call, const search::SearchService& service);

std::string similar_json(const search::SimilarArticles& similar);

}  // namespace dragoman::api
