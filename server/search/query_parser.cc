// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens → tree by recursive descent with bounded depth: or := and (OR and)*, and := unary (AND? unary)*,
// unary := (NOT | - | +)* primary, primary := word+ | phrase | ( or ). Missing operands are left out with a note.
#include "server/search/query_parser.h"

#include <utility>

#include "server/search/query_lexer.h"

namespace dragoman::search {
namespace {

class Parser {
 public:
  Parser(std::vector<QueryToken> tokens, const QueryLimits& limits, std::vector<QueryNote>& notes)
      : tokens_(std::move(tokens)), limits_(limits), notes_(notes) {}

  QueryNode parse() {
    std::vector<QueryNode> parts;
    while (at_ < tokens_.size()) {
      QueryNode node = parse_or(0);
      if (!is_nothing(node)) parts.push_back(std::move(node));
      if (at_ < tokens_.size() && tokens_[at_].kind == TokenKind::kClose) {
        note("unbalanced_parenthesis", "A closing parenthesis has no opening one and was ignored.");
        ++at_;
      }
    }
    return combine(NodeKind::kAnd, std::move(parts), /*keep_single=*/true);
  }

 private:
  static bool is_nothing(const QueryNode& node) {
    return (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) && node.children.empty();
  }

  static QueryNode combine(NodeKind kind, std::vector<QueryNode> parts, bool keep_single = false) {
    if (parts.size() == 1 && (!keep_single || parts[0].kind == NodeKind::kAnd)) return std::move(parts[0]);
    const std::uint32_t position = parts.empty() ? 0 : parts[0].position;
    return {kind, {}, position, std::move(parts)};
  }

  bool at(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  void note(std::string code, std::string message) {
    const std::uint32_t position = at_ < tokens_.size() ? tokens_[at_].position : 0;
    for (const QueryNote& seen : notes_) {
      if (seen.code == code) return;
    }
    notes_.push_back({std::move(code), std::move(message), position});
  }

  QueryNode parse_or(std::uint32_t depth) {
    std::vector<QueryNode> parts;
    while (true) {
      QueryNode node = parse_and(depth);
      if (!is_nothing(node)) parts.push_back(std::move(node));
      if (!at(TokenKind::kOr)) break;
      ++at_;
    }
    return combine(NodeKind::kOr, std::move(parts));
  }

  QueryNode parse_and(std::uint32_t depth) {
    std::vector<QueryNode> parts;
    while (at_ < tokens_.size() && !at(TokenKind::kOr) && !at(TokenKind::kClose)) {
      if (at(TokenKind::kAnd)) {
        ++at_;
        continue;
      }
      QueryNode node = parse_unary(depth);
      if (!is_nothing(node)) parts.push_back(std::move(node));
    }
    return combine(NodeKind::kAnd, std::move(parts));
  }

  QueryNode parse_unary(std::uint32_t depth) {
    bool negated = false;
    const std::uint32_t position = tokens_[at_].position;
    while (at(TokenKind::kNot) || at(TokenKind::kMinus) || at(TokenKind::kPlus)) {
      if (!at(TokenKind::kPlus)) negated = !negated;
      signed_ = !at(TokenKind::kNot);
      ++at_;
    }
    QueryNode node = parse_primary(depth);
    signed_ = false;
    if (!negated || is_nothing(node)) return node;
    std::vector<QueryNode> child;
    child.push_back(std::move(node));
    return {NodeKind::kNot, {}, position, std::move(child)};
  }

  QueryNode parse_primary(std::uint32_t depth) {
    if (at(TokenKind::kWord)) return parse_words();
    if (at(TokenKind::kPhrase)) {
      QueryNode node{NodeKind::kPhrase, tokens_[at_].text, tokens_[at_].position, {}};
      ++at_;
      return counted(std::move(node));
    }
    if (at(TokenKind::kOpen)) return parse_group(depth);
    if (at_ < tokens_.size()) note("missing_operand", "An operator has nothing to work on and was ignored.");
    return {NodeKind::kAnd, {}, 0, {}};
  }

  // Bare words that follow each other are one text: names of several words are recognised in it.
  QueryNode parse_words() {
    const bool only_one = signed_ || (at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kNot);
    QueryNode node{NodeKind::kText, tokens_[at_].text, tokens_[at_].position, {}};
    std::uint32_t words = 1;
    for (++at_; !only_one && at(TokenKind::kWord); ++at_) {
      if (leaves_ + words >= limits_.max_clauses) {
        note("clauses_dropped", "The query has too many words; the rest was left out.");
        continue;
      }
      node.text += ' ';
      node.text += tokens_[at_].text;
      ++words;
    }
    leaves_ += words - 1;
    return counted(std::move(node));
  }

  QueryNode parse_group(std::uint32_t depth) {
    if (depth >= limits_.max_nesting) {
      note("nesting_flattened", "Parentheses are nested too deeply; the innermost were ignored.");
      while (at(TokenKind::kOpen)) ++at_;
      return {NodeKind::kAnd, {}, 0, {}};
    }
    const std::size_t open = at_;
    signed_ = false;
    ++at_;
    QueryNode node = parse_or(depth + 1);
    if (at(TokenKind::kClose)) {
      ++at_;
    } else {
      at_ = at_ < tokens_.size() ? at_ : tokens_.size();
      notes_.push_back({"unbalanced_parenthesis", "An opening parenthesis is not closed.", tokens_[open].position});
    }
    return node;
  }

  QueryNode counted(QueryNode node) {
    if (leaves_ >= limits_.max_clauses) {
      note("clauses_dropped", "The query has too many words; the rest was left out.");
      return {NodeKind::kAnd, {}, 0, {}};
    }
    ++leaves_;
    return node;
  }

  std::vector<QueryToken> tokens_;
  const QueryLimits& limits_;
  std::vector<QueryNote>& notes_;
  std::size_t at_ = 0;
  std::uint32_t leaves_ = 0;
  bool signed_ = false;  // the primary being parsed stands behind + or -: it is one word only
};

bool needs_parentheses(const QueryNode& child, NodeKind parent) {
  return child.kind == NodeKind::kOr || (child.kind == NodeKind::kAnd && parent != NodeKind::kAnd) ||
         (parent == NodeKind::kNot && child.kind == NodeKind::kText && child.text.find(' ') != std::string::npos);
}

void write(const QueryNode& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::kText:
      out += node.text;
      return;
    case NodeKind::kPhrase:
      out += "\"" + node.text + "\"";
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

ParsedQuery parse_query(std::string_view query, const QueryLimits& limits) {
  ParsedQuery parsed;
  if (query.size() > limits.max_query_bytes) {
    parsed.notes.push_back({"query_cut", "The query is too long; the rest was left out.", limits.max_query_bytes});
    query = query.substr(0, limits.max_query_bytes);
  }
  std::vector<QueryToken> tokens = lex_query(query, parsed.notes);
  parsed.root = Parser(std::move(tokens), limits, parsed.notes).parse();
  return parsed;
}

std::string to_query_text(const ParsedQuery& query) {
  std::string out;
  write(query.root, out);
  return out;
}

}  // namespace dragoman::search
