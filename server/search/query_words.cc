// SPDX-License-Identifier: GPL-3.0-or-later
// The tree says what a word is there for, the lexer's tokens where it stands.
#include "server/search/query_words.h"

#include <algorithm>

#include "server/search/query_lexer.h"

namespace dragoman::search {
namespace {

class Collector {
 public:
  Collector(std::string_view query, text::Analyser& analyser) : query_(query), analyser_(analyser) {
    std::vector<QueryNote> notes;
    tokens_ = lex_query(query, notes);
  }

  void add(const QueryNode& node, bool is_bare) {
    switch (node.kind) {
      case NodeKind::kNot:
      case NodeKind::kPrefix:
        return;
      case NodeKind::kText:
        return add_text(node, is_bare);
      case NodeKind::kPhrase:
        return add_leaf(node, false);
      case NodeKind::kField:
        if (node.field == QueryField::kTitle && !node.text.ends_with('*')) add_leaf(node, false);
        return;
      case NodeKind::kNear:
      case NodeKind::kAnd:
      case NodeKind::kOr:
        for (const QueryNode& child : node.children)
          add(child, is_bare && node.kind != NodeKind::kNear);
    }
  }
  std::vector<QueryWord> finish() {
    const auto before = [](const QueryWord& a, const QueryWord& b) { return a.begin < b.begin; };
    std::stable_sort(words_.begin(), words_.end(), before);
    return std::move(words_);
  }

 private:
  // The token that begins at the node's place.
  std::size_t token_of(const QueryNode& node) const {
    const auto token = std::lower_bound(
        tokens_.begin(), tokens_.end(), node.position,
        [](const QueryToken& one, std::uint32_t position) { return one.position < position; });
    return static_cast<std::size_t>(token - tokens_.begin());
  }

  // The node's text is its tokens' joined with one space each, whatever stands between them in the
  // query.
  void add_text(const QueryNode& node, bool is_bare) {
    ++text_;
    std::size_t words = 1;
    for (const char c : node.text) words += c == ' ' ? 1 : 0;
    const std::size_t first = token_of(node);
    for (std::size_t i = first; i < std::min(first + words, tokens_.size()); ++i)
      add_units(tokens_[i].text, tokens_[i].position, is_bare);
  }

  // A phrase or a field's value stands behind its quotation mark or colon.
  void add_leaf(const QueryNode& node, bool is_bare) {
    ++text_;
    const std::size_t token = token_of(node);
    if (token == tokens_.size() || tokens_[token].text.empty()) return;
    std::size_t from = node.position;
    if (tokens_[token].kind == TokenKind::kField)
      from = std::min(query_.find(':', from), query_.find("：", from));
    const std::size_t place = query_.find(tokens_[token].text, from);
    if (place == std::string_view::npos) return;
    add_units(tokens_[token].text, static_cast<std::uint32_t>(place), is_bare);
  }

  void add_units(const std::string& text, std::uint32_t place, bool is_bare) {
    if (query_.substr(place, text.size()) != text) return;
    analyser_.analyse(text, analysis_);
    for (const text::Unit& unit : analysis_.units) {
      words_.push_back({place + unit.begin, place + unit.end, std::string(analysis_.form(unit)),
                        unit.script, text_, is_bare});
    }
  }

  std::string_view query_;
  text::Analyser& analyser_;
  text::Analysis analysis_;
  std::vector<QueryToken> tokens_;
  std::vector<QueryWord> words_;
  std::uint32_t text_ = 0;
};

}  // namespace

std::vector<QueryWord> query_words(std::string_view query, const ParsedQuery& parsed,
                                   text::Analyser& analyser) {
  Collector collector(query, analyser);
  collector.add(parsed.root, true);
  return collector.finish();
}

std::string with_replacements(std::string_view query, const std::vector<Replacement>& places) {
  std::string out;
  std::size_t at = 0;
  for (const Replacement& place : places) {
    out += query.substr(at, place.begin - at);
    out += place.text;
    at = place.end;
  }
  out += query.substr(std::min(at, query.size()));
  std::vector<QueryNote> notes;
  const auto before = lex_query(query, notes);
  const auto after = lex_query(out, notes);
  const bool same = std::equal(before.begin(), before.end(), after.begin(), after.end(),
                               [](const QueryToken& a, const QueryToken& b) {
                                 return a.kind == b.kind && a.field == b.field;
                               });
  return same ? out : std::string();
}

}  // namespace dragoman::search
