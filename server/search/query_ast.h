// SPDX-License-Identifier: GPL-3.0-or-later
// The parsed query: what the user's operators say, before any text analysis. Plain data.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/search/search_types.h"

namespace dragoman::search {

enum class NodeKind : std::uint8_t {
  kText,    // bare words, as typed
  kPhrase,  // quoted text
  kAnd,
  kOr,
  kNot  // one child
};

struct QueryNode {
  NodeKind kind = NodeKind::kText;
  std::string text;            // kText, kPhrase
  std::uint32_t position = 0;  // byte offset in the query
  std::vector<QueryNode> children;
};

// An empty query has no root children: root.kind == kAnd and no children means "all articles".
struct ParsedQuery {
  QueryNode root{NodeKind::kAnd, {}, 0, {}};
  std::vector<QueryNote> notes;

  bool is_empty() const { return root.kind == NodeKind::kAnd && root.children.empty(); }
};

}  // namespace dragoman::search
