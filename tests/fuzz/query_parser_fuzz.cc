// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a query: no crash, and what is understood parses to the same query again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/search/query_parser.h"

namespace {

using namespace dragoman::search;

// Equal but for positions.
bool same(const QueryNode& a, const QueryNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!same(a.children[i], b.children[i])) return false;
  }
  return true;
}

void demand(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const QueryLimits limits;
  const ParsedQuery once = parse_query(query, limits);
  for (const QueryNote& note : once.notes) demand(!note.code.empty() && note.position <= size);
  const std::string understood = to_query_text(once);
  const ParsedQuery twice = parse_query(understood, limits);
  // Written out, a query may need a little more room than it was typed in.
  for (const QueryNote& note : twice.notes) {
    if (note.code == "query_cut" || note.code == "nesting_flattened") return 0;
  }
  demand(same(once.root, twice.root));
  demand(to_query_text(twice) == understood);
  return 0;
}
