// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan wants scored → Xapian queries that score it: words with their titles, names next to
// their concepts. Decides nothing about what matches.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "server/search/query_plan.h"

namespace dragoman::search {

// Returns the groups with each form once, without forms that no article has, and with the rarest
// forms only when there are more than `max_forms`: Xapian's time grows with the square of a query's
// terms. Throws Xapian::Error.
std::vector<ScoreGroup> scored_groups(const std::vector<ScoreGroup>& groups,
                                      const Xapian::Database& database, std::size_t max_forms);

// Requires: the group has forms or a concept. Throws Xapian::Error.
Xapian::Query score_query(const ScoreGroup& group, const Xapian::Database& database);

}  // namespace dragoman::search
