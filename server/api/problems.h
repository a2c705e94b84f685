// SPDX-License-Identifier: GPL-3.0-or-later
// Problems of the search service → faults with their HTTP status: one table.
#pragma once

#include "core/result.h"
#include "server/api/answer.h"

namespace dragoman::api {

// no_index, deadline → 503; not_found → 404; bad_cursor (its place is the hint), too_broad → 400;
// anything else → 500 without its message, which `cause` keeps.
Fault fault_of(const Problem& problem);

}  // namespace dragoman::api
