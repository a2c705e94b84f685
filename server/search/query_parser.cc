// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens → tree by recursive descent with bounded depth: or := and (OR and)*, and := unary (AND?
// unary)*, unary := (NOT | - | +)* near, near := primary (NEAR/n primary)*, primary := word+ |
// phrase | prefix* | field:value | field:( or ) | ( or ). Missing operands are left out with a
// note.
#include "server/search/query_parser.h"

#include <algorithm>
#include <optional>
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
      note_missing_operand(start);
    }
    QueryNode node = parse_near(depth);
    signed_ = false;
    if (!negated || is_nothing(node)) return node;
    if (node.kind == NodeKind::kNot) return std::move(node.children[0]);
    std::vector<QueryNode> child;
    child.push_back(std::move(node));
    return {NodeKind::kNot, {}, tokens_[start].position, std::move(child)};
  }

  QueryNode parse_near(std::uint32_t depth) {
    const std::size_t start = at_;
    std::vector<QueryNode> parts;
    std::vector<std::uint32_t> distances;
    QueryNode first = parse_primary(depth);
    if (!at(TokenKind::kNear)) return first;
    if (!is_nothing(first)) parts.push_back(std::move(first));
    while (at(TokenKind::kNear)) {
      const std::size_t near = at_;
      ++at_;
      signed_ = true;  // one word only
      QueryNode next = parse_primary(depth);
      const bool dropped = is_nothing(next) && leaves_ >= limits_.max_clauses;
      if (!dropped && (is_nothing(next) || parts.empty())) note_missing_operand(near);
      if (is_nothing(next)) continue;
      if (!parts.empty()) distances.push_back(distance_of(near));
      parts.push_back(std::move(next));
    }
    if (parts.size() < 2) return combine(NodeKind::kAnd, std::move(parts));
    if (!std::all_of(parts.begin(), parts.end(), can_stand_near)) {
      note("near_operand", "NEAR stands between words and phrases; here it was read as AND.",
           start);
      return combine(NodeKind::kAnd, std::move(parts));
    }
    QueryNode node{NodeKind::kNear, {}, parts[0].position, std::move(parts)};
    node.distances = std::move(distances);
    return node;
  }

  void note_missing_operand(std::size_t token) {
    note("missing_operand", "An operator has nothing to work on and was ignored.", token);
  }

  std::uint32_t distance_of(std::size_t near) {
    if (tokens_[near].distance > kMostNearDistance) {
      note("near_distance",
           "NEAR reaches at most " + std::to_string(kMostNearDistance) + " words far.", near);
    }
    return std::min(tokens_[near].distance, kMostNearDistance);
  }

  QueryNode parse_primary(std::uint32_t depth) {
    if (at_ == tokens_.size()) return nothing();
    const QueryToken& token = tokens_[at_];
    switch (token.kind) {
      case TokenKind::kWord:
        if (group_field_) break;
        return parse_words();
      case TokenKind::kOpen:
        return parse_group(depth);
      case TokenKind::kFieldGroup:
        return parse_field_group(depth);
      case TokenKind::kPhrase:
      case TokenKind::kPrefix:
      case TokenKind::kField:
        break;
      default:
        return nothing();
    }
    ++at_;
    return counted(leaf(token));
  }

  // A phrase, prefix or field; inside field:( … ) each word and phrase is a value of the field.
  QueryNode leaf(const QueryToken& token) {
    NodeKind kind = token.kind == TokenKind::kField    ? NodeKind::kField
                    : token.kind == TokenKind::kPrefix ? NodeKind::kPrefix
                    : token.kind == TokenKind::kPhrase ? NodeKind::kPhrase
                                                       : NodeKind::kText;
    QueryNode node{kind, token.text, token.position, {}};
    if (kind == NodeKind::kField) {
      node.field = *token.field;
      node.quoted = token.quoted;
    } else if (group_field_) {
      const bool is_date = kind != NodeKind::kPrefix && parse_day_range(token.text);
      if (is_date_field(*group_field_) && !is_date) {
        note("bad_date", "Here must stand dates; something else was read as words.",
             static_cast<std::size_t>(&token - tokens_.data()));
        return node;
      }
      node.field = *group_field_;
      node.quoted = kind == NodeKind::kPhrase;
      if (kind == NodeKind::kPrefix) node.text += '*';
      node.kind = NodeKind::kField;
    }
    return node;
  }

  QueryNode parse_field_group(std::uint32_t depth) {
    const auto outer = std::exchange(group_field_, tokens_[at_].field);
    ++at_;
    QueryNode node = parse_group(depth);
    group_field_ = outer;
    return node;
  }

  static QueryNode nothing() { return {NodeKind::kAnd, {}, 0, {}}; }

  // Bare words that follow each other are one text: names of several words are recognised in it.
  // The last one before NEAR belongs to that.
  QueryNode parse_words() {
    const bool only_one = signed_ || (at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kNot);
    const auto before_near = [this] {
      return at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == TokenKind::kNear;
    };
    QueryNode node{NodeKind::kText, tokens_[at_].text, tokens_[at_].position, {}};
    std::uint32_t words = 1;
    const bool is_operand = before_near();
    for (++at_; !only_one && !is_operand && at(TokenKind::kWord) && !before_near(); ++at_) {
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
      return nothing();
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
      return nothing();
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
  std::optional<QueryField> group_field_;  // inside field:( … )
  bool signed_ =
      false;  // the primary being parsed stands behind + or - or NEAR: it is one word only
};

}  // namespace

bool can_stand_near(const QueryNode& node) {
  if (node.kind == NodeKind::kOr)
    return std::all_of(node.children.begin(), node.children.end(), can_stand_near);
  return node.kind == NodeKind::kPhrase || node.kind == NodeKind::kPrefix ||
         (node.kind == NodeKind::kText && node.text.find(' ') == std::string::npos);
}

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

}  // namespace dragoman::search
