// SPDX-License-Identifier: GPL-3.0-or-later
// /healthz (the process runs) and /readyz (it can answer searches).
#pragma once

#include "server/api/answer.h"
#include "server/search/search_service.h"

namespace dragoman::api {

Answer healthy();
// Faults: 503 draining, no_index.
Answer ready(const search::SearchService& service, bool draining);
Answer ready(bool has_index, bool draining);

}  // namespace dragoman::api
