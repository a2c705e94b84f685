// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/search: parameters → call → answer.
#pragma once

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Faults: 400 bad_parameter, bad_json, bad_cursor; 503 no_index, deadline.
Answer search(const Call& call, const search::SearchService& service);

}  // namespace dragoman::api
