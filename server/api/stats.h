// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/stats: what the archive holds.
#pragma once

#include <string>

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

// Takes no parameters. Faults: 400 bad_parameter; 503 no_index.
Answer stats(const Call& call, const search::SearchService& service);
std::string stats_json(const search::IndexStats& stats);

}  // namespace dragoman::api
