// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a Wikidata query result → lines of a gazetteer file of leaders, without those that the
// gazetteer has. Careful: what could be taken for somebody else becomes ambiguous or is left out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/result.h"
#include "indexer/commands/query_result.h"

namespace dragoman::indexer {

struct ImportedLeaders {
  std::vector<std::string> lines;  // JSON, one leader each, in the order of the result
  std::size_t known = 0;           // the gazetteer has their Wikidata id
  std::size_t same_name = 0;       // somebody else has one of their names
  std::size_t nameless = 0;
  std::vector<Problem> rejected;  // rows that cannot be used
};

// Problems: missing_column. The columns are in docs/gazetteer.md.
Result<ImportedLeaders> import_leaders(const QueryResult& result,
                                       const entities::Gazetteer& gazetteer);

}  // namespace dragoman::indexer
