// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/export: every hit of a search, as a file that is written while it is sent.
#pragma once

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Parameters: format, and those of /search without limit, page and cursor. Faults: 400
// bad_parameter, too_broad; 503 no_index, deadline. The answer holds the index as it is now, until
// it is destroyed; a damaged record breaks it off.
Answer export_articles(const Call& call, const search::SearchService& service);

}  // namespace dragoman::api
