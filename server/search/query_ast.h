// SPDX-License-Identifier: GPL-3.0-or-later
// The parsed query: what the user's operators say, before any text analysis. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/query_fields.h"
#include "server/search/search_types.h"

namespace dragoman::search {

enum class NodeKind : std::uint8_t {
  kText,    // bare words, as typed
  kPhrase,  // quoted text
  kAnd,
  kOr,
  kNot,     // one child
  kNear,    // children are kText of one word, kPhrase, kPrefix, or a kOr of such
  kPrefix,  // words that begin so: text without its star
  kField    // field:value
};

struct QueryNode {
  NodeKind kind = NodeKind::kText;
  std::string text;            // kText, kPhrase, kPrefix, kField
  std::uint32_t position = 0;  // byte offset in the query
  std::vector<QueryNode> children;
  std::vector<std::uint32_t> distances = {};  // kNear: between two children each
  QueryField field = QueryField::kTitle;      // kField
  bool quoted = false;                        // kField: the value was written in quotes
};

// Whether a node has places in a text, so that it can be an operand of NEAR: one word, a phrase, a
// prefix, or alternatives of such.
bool can_stand_near(const QueryNode& node);

// An empty query has no root children: root.kind == kAnd and no children means "all articles".
struct ParsedQuery {
  QueryNode root{NodeKind::kAnd, {}, 0, {}};
  std::vector<QueryNote> notes;

  bool is_empty() const { return root.kind == NodeKind::kAnd && root.children.empty(); }
};

}  // namespace dragoman::search
