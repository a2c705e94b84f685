// SPDX-License-Identifier: GPL-3.0-or-later
// Tree → text that parses to the same tree. Knows how each kind of node is spelled; the lexer is
// asked whether a spelling is read as meant.
#include <array>
#include <utility>

#include "server/search/query_lexer.h"
#include "server/search/query_parser.h"

namespace dragoman::search {
namespace {

// Every kind a phrase can be typed in has its like here.
constexpr std::array<std::pair<const char*, const char*>, 6> kPhraseQuotes = {
    {{"\"", "\""}, {"«", "»"}, {"「", "」"}, {"『", "』"}, {"《", "》"}, {"＂", "＂"}}};

bool needs_parentheses(const QueryNode& child, NodeKind parent) {
  return child.kind == NodeKind::kOr ||
         (child.kind == NodeKind::kAnd && parent == NodeKind::kNot) ||
         (parent == NodeKind::kNot && child.kind == NodeKind::kText &&
          child.text.find(' ') != std::string::npos);
}

// Phrases are written in the first kind of quotes that their text does not close.
void write_phrase(const std::string& text, std::string& out) {
  for (const auto& [open, close] : kPhraseQuotes) {
    std::vector<QueryNote> notes;
    std::string quoted = std::string(open) + text + close;
    const std::vector<QueryToken> tokens = lex_query(quoted, notes);
    if (tokens.size() != 1 || tokens[0].kind != TokenKind::kPhrase || tokens[0].text != text)
      continue;
    out += quoted;
    return;
  }
}

void write(const QueryNode& node, std::string& out);

void write_near(const QueryNode& node, std::string& out) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += " NEAR/" + std::to_string(node.distances[i - 1]) + " ";
    const bool wrap = node.children[i].kind == NodeKind::kOr;
    if (wrap) out += "(";
    write(node.children[i], out);
    if (wrap) out += ")";
  }
}

void write(const QueryNode& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::kText:
      out += node.text;
      return;
    case NodeKind::kPhrase:
      write_phrase(node.text, out);
      return;
    case NodeKind::kPrefix:
      out += node.text + "*";
      return;
    case NodeKind::kField:
      out += std::string(query_field_name(node.field)) + ":";
      if (node.quoted) {
        write_phrase(node.text, out);
      } else {
        out += node.text;
      }
      return;
    case NodeKind::kNear:
      write_near(node, out);
      return;
    case NodeKind::kNot:
    case NodeKind::kAnd:
    case NodeKind::kOr:
      break;
  }
  if (node.kind == NodeKind::kNot) out += "-";
  bool first = true;
  bool after_text = false;
  for (const QueryNode& child : node.children) {
    // Two texts side by side would be read as one; AND keeps them apart.
    const bool both_texts = after_text && child.kind == NodeKind::kText;
    if (!first) out += node.kind == NodeKind::kOr ? " OR " : both_texts ? " AND " : " ";
    first = false;
    after_text = child.kind == NodeKind::kText;
    const bool wrap = needs_parentheses(child, node.kind);
    if (wrap) out += "(";
    write(child, out);
    if (wrap) out += ")";
  }
}

}  // namespace

std::string to_query_text(const ParsedQuery& query) {
  std::string out;
  const bool is_single = query.root.kind == NodeKind::kAnd && query.root.children.size() == 1;
  write(is_single ? query.root.children[0] : query.root, out);
  return out;
}

}  // namespace dragoman::search
