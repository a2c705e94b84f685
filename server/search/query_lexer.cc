// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a query at white space, quotes and parentheses in their ASCII, typographic and full-width
// forms.
#include "server/search/query_lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text/utf8.h"

namespace dragoman::search {
namespace {

struct QuotePair {
  char32_t open;
  std::array<char32_t, 3> close;  // any of these ends it
};
// “ also opens German quotations ending in “, and “x„ mistakes are read kindly.
constexpr std::array<QuotePair, 8> kQuotes = {{{U'"', {U'"', U'”', U'“'}},
                                               {U'“', {U'”', U'“', U'"'}},
                                               {U'„', {U'“', U'”', U'"'}},
                                               {U'«', {U'»', U'»', U'"'}},
                                               {U'「', {U'」', U'」', U'」'}},
                                               {U'『', {U'』', U'』', U'』'}},
                                               {U'《', {U'》', U'》', U'》'}},
                                               {U'＂', {U'＂', U'"', U'”'}}}};

bool is_space(char32_t c) {
  return c <= U' ' || c == 0x00A0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0xFEFF;
}

bool is_hebrew(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

const QuotePair* quote_opened_by(char32_t c) {
  for (const QuotePair& pair : kQuotes) {
    if (pair.open == c) return &pair;
  }
  return nullptr;
}

std::optional<TokenKind> sign(char32_t c) {
  if (c == U'-' || c == U'－' || c == U'−') return TokenKind::kMinus;
  if (c == U'+' || c == U'＋') return TokenKind::kPlus;
  return std::nullopt;
}

std::optional<TokenKind> parenthesis(char32_t c) {
  if (c == U'(' || c == U'（') return TokenKind::kOpen;
  if (c == U')' || c == U'）') return TokenKind::kClose;
  return std::nullopt;
}

TokenKind word_kind(std::string_view word) {
  if (word == "AND" || word == "ＡＮＤ") return TokenKind::kAnd;
  if (word == "OR" || word == "ＯＲ") return TokenKind::kOr;
  if (word == "NOT" || word == "ＮＯＴ") return TokenKind::kNot;
  return TokenKind::kWord;
}

class Lexer {
 public:
  Lexer(std::string_view query, std::vector<QueryNote>& notes) : query_(query), notes_(notes) {}

  std::vector<QueryToken> run() {
    while (at_ < query_.size()) step();
    return std::move(tokens_);
  }

 private:
  void emit(TokenKind kind, std::size_t from, std::string text = {}) {
    tokens_.push_back({kind, std::move(text), static_cast<std::uint32_t>(from)});
  }

  // A straight quote between two Hebrew letters is part of an abbreviation.
  bool is_inner_mark(char32_t before, char32_t c, std::size_t behind) const {
    return c == U'"' && is_hebrew(before) && behind < query_.size() &&
           is_hebrew(text::next_code_point(query_, behind));
  }

  // Consumes one token or one separator. at_ always stands at a token's start here.
  void step() {
    const std::size_t from = at_;
    const bool at_border = at_border_;
    const char32_t c = text::next_code_point(query_, at_);
    at_border_ = is_space(c) || parenthesis(c) == TokenKind::kOpen || (at_border && sign(c));
    if (is_space(c)) return;
    if (const auto kind = parenthesis(c)) return emit(*kind, from);
    if (const QuotePair* pair = quote_opened_by(c)) {
      phrase(*pair, from);
      return;
    }
    // A sign counts only directly before something, behind nothing; else it is a dash between
    // words.
    if (const auto kind = sign(c)) {
      if (at_ == query_.size() || !at_border) return;
      std::size_t ahead = at_;
      const char32_t next = text::next_code_point(query_, ahead);
      if (!is_space(next) && !sign(next) && parenthesis(next) != TokenKind::kClose)
        return emit(*kind, from);
      return;
    }
    word(from);
  }

  // Consumes the phrase, or only the opening mark when nothing closes it.
  void phrase(const QuotePair& pair, std::size_t from) {
    bool& unclosed = unclosed_[static_cast<std::size_t>(&pair - kQuotes.data())];
    char32_t before = 0;
    for (std::size_t end = at_; !unclosed && end < query_.size();) {
      const std::size_t here = end;
      const char32_t c = text::next_code_point(query_, end);
      const bool closes = std::find(pair.close.begin(), pair.close.end(), c) != pair.close.end();
      if (closes && !is_inner_mark(before, c, end)) {
        emit(TokenKind::kPhrase, from, std::string(query_.substr(at_, here - at_)));
        at_ = end;
        return;
      }
      before = c;
    }
    unclosed = true;
    if (said_unbalanced_) return;
    said_unbalanced_ = true;
    notes_.push_back({"unbalanced_quote", "A quotation mark is not closed and was ignored.",
                      static_cast<std::uint32_t>(from)});
  }

  void word(std::size_t from) {
    std::size_t end = from;
    char32_t before = 0;
    while (end < query_.size()) {
      const std::size_t here = end;
      const char32_t c = text::next_code_point(query_, end);
      const bool opens_quote = quote_opened_by(c) != nullptr && !is_inner_mark(before, c, end);
      if (is_space(c) || parenthesis(c) || opens_quote) {
        end = here;
        break;
      }
      before = c;
    }
    at_ = end;
    std::string text(query_.substr(from, end - from));
    const TokenKind kind = word_kind(text);
    emit(kind, from, std::move(text));
  }

  std::string_view query_;
  std::vector<QueryNote>& notes_;
  std::size_t at_ = 0;
  bool at_border_ = true;
  std::array<bool, kQuotes.size()>
      unclosed_{};  // nothing closes this mark from here on: scans stay linear
  bool said_unbalanced_ = false;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> lex_query(std::string_view query, std::vector<QueryNote>& notes) {
  return Lexer(query, notes).run();
}

}  // namespace dragoman::search
