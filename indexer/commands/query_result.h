// SPDX-License-Identifier: GPL-3.0-or-later
// The result of a SPARQL query as it is downloaded (JSON, CSV or TSV) → rows of named cells. Knows
// the three notations and nothing of what the columns mean.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace dragoman::indexer {

struct ResultCell {
  std::string value;
  std::string language;  // of a text, where the notation tells
};

struct ResultRow {
  std::size_t number = 0;                   // from 1
  std::map<std::string, ResultCell> cells;  // by column; empty cells are left out
};

struct QueryResult {
  std::vector<std::string> columns;
  std::vector<ResultRow> rows;
};

// Problems: bad_result, with the line or the byte. Total: any bytes in.
Result<QueryResult> read_query_result(std::string_view bytes);

}  // namespace dragoman::indexer
