// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/articles/{id}: one whole article, marked by a query if there is one.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: q, match, expand, labels. Faults: 400 bad_parameter; 404 not_found; 503 no_index.
Answer article(const Call& call, const search::SearchService& service);

// The JSON text of an article as it is shown.
std::string article_view_json(const search::ArticleView& view);

}  // namespace dragoman::api
