// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens → tree by recursive descent with bounded depth: or := and (OR and)*, and := unary (AND?
// unary)*, unary := (NOT | - | +)* primary, primary := word+ | phrase | ( or ). Missing operands
// are left out with a note.
#include "server/search/query_parser.h"

#include <array>
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
        note("unbalanced_parenthesis", "A closing parenthesis has no opening one and was ignored.",
             at_);
        ++at_;
      }
    }
    return combine(NodeKind::kAnd, std::move(parts), /*keep_single=*/true);
  }

 private:
  static bool is_nothing(const QueryNode& node) {
    return (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) && node.children.empty();
  }

  // A part of the same kind is taken apart: (a b) "c" and a b "c" are one list.
  static QueryNode combine(NodeKind kind, std::vector<QueryNode> given, bool keep_single = false) {
    std::vector<QueryNode> parts;
    for (QueryNode& part : given) {
      if (part.kind != kind) {
        parts.push_back(std::move(part));
      } else {
        for (QueryNode& inner : part.children) parts.push_back(std::move(inner));
      }
    }
    if (parts.size() == 1 && !keep_single) return std::move(parts[0]);
    const std::uint32_t position = parts.empty() ? 0 : parts[0].position;
    return {kind, {}, position, std::move(parts)};
  }

  bool at(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  // Each code is said once, at its first place.
  void note(std::string code, std::string message, std::size_t token) {
    for (const QueryNote& seen : notes_) {
      if (seen.code == code) return;
    }
    notes_.push_back({std::move(code), std::move(message), tokens_[token].position});
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
    while (at_ < tokens_.size() && !at(TokenKind::kOr)) {
      const bool closes_flattened = at(TokenKind::kClose) && flattened_ > 0;
      if (at(TokenKind::kClose) && !closes_flattened) break;
      if (at(TokenKind::kAnd) || closes_flattened) {
        if (closes_flattened) --flattened_;
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
    const std::size_t start = at_;
    while (at(TokenKind::kNot) || at(TokenKind::kMinus) || at(TokenKind::kPlus)) {
      if (!at(TokenKind::kPlus)) negated = !negated;
      signed_ = !at(TokenKind::kNot);
      ++at_;
    }
    if (at_ == tokens_.size() || at(TokenKind::kAnd) || at(TokenKind::kOr) ||
        at(TokenKind::kClose)) {
      note("missing_operand", "An operator has nothing to work on and was ignored.", start);
    }
    QueryNode node = parse_primary(depth);
    signed_ = false;
    if (!negated || is_nothing(node)) return node;
    if (node.kind == NodeKind::kNot) return std::move(node.children[0]);
    std::vector<QueryNode> child;
    child.push_back(std::move(node));
    return {NodeKind::kNot, {}, tokens_[start].position, std::move(child)};
  }

  QueryNode parse_primary(std::uint32_t depth) {
    if (at(TokenKind::kWord)) return parse_words();
    if (at(TokenKind::kPhrase)) {
      QueryNode node{NodeKind::kPhrase, tokens_[at_].text, tokens_[at_].position, {}};
      ++at_;
      return counted(std::move(node));
    }
    if (at(TokenKind::kOpen)) return parse_group(depth);
    return {NodeKind::kAnd, {}, 0, {}};
  }

  // Bare words that follow each other are one text: names of several words are recognised in it.
  QueryNode parse_words() {
    const bool only_one = signed_ || (at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kNot);
    QueryNode node{NodeKind::kText, tokens_[at_].text, tokens_[at_].position, {}};
    std::uint32_t words = 1;
    for (++at_; !only_one && at(TokenKind::kWord); ++at_) {
      if (leaves_ + words >= limits_.max_clauses) {
        note("clauses_dropped", "The query has too many words; the rest was left out.", at_);
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
      note("nesting_flattened", "Parentheses are nested too deeply; the innermost were ignored.",
           at_);
      for (; at(TokenKind::kOpen); ++at_) ++flattened_;
      return {NodeKind::kAnd, {}, 0, {}};
    }
    const std::size_t open = at_;
    signed_ = false;
    ++at_;
    QueryNode node = parse_or(depth + 1);
    if (at(TokenKind::kClose)) {
      ++at_;
    } else {
      note("unbalanced_parenthesis", "An opening parenthesis is not closed and was ignored.", open);
    }
    return node;
  }

  QueryNode counted(QueryNode node) {
    if (leaves_ >= limits_.max_clauses) {
      note("clauses_dropped", "The query has too many words; the rest was left out.", at_ - 1);
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
  std::uint32_t flattened_ =
      0;  // opening parentheses ignored for their depth whose closing ones are still to come
  bool signed_ = false;  // the primary being parsed stands behind + or -: it is one word only
};

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

void write(const QueryNode& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::kText:
      out += node.text;
      return;
    case NodeKind::kPhrase:
      write_phrase(node.text, out);
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
    parsed.notes.push_back(
        {"query_cut", "The query is too long; the rest was left out.", limits.max_query_bytes});
    std::size_t end = limits.max_query_bytes;
    while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0) == 0x80) --end;
    query = query.substr(0, end);
  }
  std::vector<QueryToken> tokens = lex_query(query, parsed.notes);
  parsed.root = Parser(std::move(tokens), limits, parsed.notes).parse();
  return parsed;
}

std::string to_query_text(const ParsedQuery& query) {
  std::string out;
  const bool is_single = query.root.kind == NodeKind::kAnd && query.root.children.size() == 1;
  write(is_single ? query.root.children[0] : query.root, out);
  return out;
}

}  // namespace dragoman::search
