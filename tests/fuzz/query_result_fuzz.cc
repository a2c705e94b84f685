// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the result of a query: rows whose columns are named, or a problem.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/commands/query_result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)dragoman::indexer::read_query_result(bytes);
  return 0;
}
