// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a query at white space, quotes and parentheses in their ASCII, typographic and full-width
// forms, and tells operators, fields and prefixes from words.
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

bool is_colon(char32_t c) { return c == U':' || c == U'：'; }

// The word without the stars at its end.
std::string_view without_stars(std::string_view word) {
  constexpr std::string_view kWide = "＊";
  while (true) {
    if (word.ends_with('*')) {
      word.remove_suffix(1);
    } else if (word.ends_with(kWide)) {
      word.remove_suffix(kWide.size());
    } else {
      return word;
    }
  }
}

// Returns the number behind "NEAR/", or nullopt.
std::optional<std::uint32_t> near_distance(std::string_view digits) {
  std::uint32_t value = 0;
  if (digits.empty()) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = std::min(value * 10 + static_cast<std::uint32_t>(c - '0'), kMostNearDistance + 1);
  }
  return value;
}

// The token of a bare word: an operator, a prefix or a word.
QueryToken word_token(std::string_view word, std::uint32_t position) {
  constexpr std::size_t kLongestOperator = 48;  // NEAR/ and a number, in full width
  std::string narrow;
  if (word.size() <= kLongestOperator && to_narrow(word, narrow)) {
    if (narrow == "AND") return {TokenKind::kAnd, {}, position};
    if (narrow == "OR") return {TokenKind::kOr, {}, position};
    if (narrow == "NOT") return {TokenKind::kNot, {}, position};
    if (narrow == "NEAR") return {TokenKind::kNear, {}, position, kDefaultNearDistance};
    const auto distance =
        narrow.starts_with("NEAR/") ? near_distance(narrow.substr(5)) : std::nullopt;
    if (distance) return {TokenKind::kNear, {}, position, *distance};
  }
  const std::string_view stem = without_stars(word);
  if (!stem.empty() && stem.size() < word.size())
    return {TokenKind::kPrefix, std::string(stem), position};
  return {TokenKind::kWord, std::string(word), position};
}

// A name that could have been meant as a field: not 10:30, https://…, 新华社：.
bool looks_like_field(std::string_view name, std::string_view value) {
  std::string narrow;
  if (name.size() < 2 || value.empty() || value.front() == '/' || !to_narrow(name, narrow))
    return false;
  return std::all_of(narrow.begin(), narrow.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
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
      if (auto text = quoted(*pair, from)) emit(TokenKind::kPhrase, from, std::move(*text));
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

  void note(const char* code, std::string message, std::size_t position) {
    const auto same = [code](const QueryNote& seen) { return seen.code == code; };
    if (std::any_of(notes_.begin(), notes_.end(), same)) return;
    notes_.push_back({code, std::move(message), static_cast<std::uint32_t>(position)});
  }

  // Returns the quoted text and moves behind its closing mark; nullopt, moving nowhere, when
  // nothing closes it. Requires: at_ stands behind the opening mark.
  std::optional<std::string> quoted(const QuotePair& pair, std::size_t from) {
    bool& unclosed = unclosed_[static_cast<std::size_t>(&pair - kQuotes.data())];
    char32_t before = 0;
    for (std::size_t end = at_; !unclosed && end < query_.size();) {
      const std::size_t here = end;
      const char32_t c = text::next_code_point(query_, end);
      const bool closes = std::find(pair.close.begin(), pair.close.end(), c) != pair.close.end();
      if (closes && !is_inner_mark(before, c, end)) {
        std::string text(query_.substr(at_, here - at_));
        at_ = end;
        return text;
      }
      before = c;
    }
    unclosed = true;
    note("unbalanced_quote", "A quotation mark is not closed and was ignored.", from);
    return std::nullopt;
  }

  void word(std::size_t from) {
    std::size_t end = from;
    char32_t before = 0;
    std::optional<std::size_t> colon;  // behind the first one
    std::size_t name_end = from;
    while (end < query_.size()) {
      const std::size_t here = end;
      const char32_t c = text::next_code_point(query_, end);
      const QuotePair* quote = quote_opened_by(c);
      if (quote != nullptr && is_inner_mark(before, c, end)) quote = nullptr;
      if (is_space(c) || parenthesis(c) || quote != nullptr) {
        if (colon == here && field_with_more(from, name_end, here, quote)) return;
        end = here;
        break;
      }
      if (!colon && is_colon(c)) {
        name_end = here;
        colon = end;
      }
      before = c;
    }
    at_ = end;
    if (colon && field_with_value(from, name_end, *colon)) return;
    tokens_.push_back(
        word_token(query_.substr(from, end - from), static_cast<std::uint32_t>(from)));
  }

  // field:"…" or field:( … ), begun at `from`; what follows the colon begins at `behind`.
  bool field_with_more(std::size_t from, std::size_t name_end, std::size_t behind,
                       const QuotePair* quote) {
    const auto field = query_field(query_.substr(from, name_end - from));
    if (!field) return false;
    at_ = behind;
    const char32_t c = text::next_code_point(query_, at_);
    if (quote != nullptr) {
      auto value = quoted(*quote, behind);
      if (!value || !is_good_value(*field, *value, from)) {
        at_ = behind;
        return false;
      }
      emit_field(*field, std::move(*value), true, from);
      return true;
    }
    at_ = behind;
    if (parenthesis(c) != TokenKind::kOpen) return false;
    tokens_.push_back(
        {TokenKind::kFieldGroup, {}, static_cast<std::uint32_t>(from), 0, *field, false});
    return true;
  }

  // field:value up to at_.
  bool field_with_value(std::size_t from, std::size_t name_end, std::size_t behind) {
    const std::string_view name = query_.substr(from, name_end - from);
    const std::string_view value = query_.substr(behind, at_ - behind);
    const auto field = query_field(name);
    if (!field && looks_like_field(name, value)) {
      note("unknown_field", "There is no field “" + std::string(name) + "”; it was read as a word.",
           from);
    }
    if (!field || value.empty() || !is_good_value(*field, value, from)) return false;
    emit_field(*field, std::string(value), false, from);
    return true;
  }

  bool is_good_value(QueryField field, std::string_view value, std::size_t from) {
    if (!is_date_field(field) || parse_day_range(value)) return true;
    note("bad_date",
         "A date must look like 2026, 2026-01, 2026-01-13, 2026-01..2026-03 or >=2026; "
         "it was read as words.",
         from);
    return false;
  }

  void emit_field(QueryField field, std::string value, bool is_quoted, std::size_t from) {
    tokens_.push_back({TokenKind::kField, std::move(value), static_cast<std::uint32_t>(from), 0,
                       field, is_quoted});
  }

  std::string_view query_;
  std::vector<QueryNote>& notes_;
  std::size_t at_ = 0;
  bool at_border_ = true;
  std::array<bool, kQuotes.size()>
      unclosed_{};  // nothing closes this mark from here on: scans stay linear
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> lex_query(std::string_view query, std::vector<QueryNote>& notes) {
  return Lexer(query, notes).run();
}

}  // namespace dragoman::search
