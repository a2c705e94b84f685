// SPDX-License-Identifier: GPL-3.0-or-later
// Query text → tokens with byte positions. Total.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/search_types.h"

namespace dragoman::search {

enum class TokenKind : std::uint8_t {
  kWord,
  kPhrase,
  kAnd,
  kOr,
  kNot,
  kMinus,
  kPlus,
  kOpen,
  kClose
};

struct QueryToken {
  TokenKind kind = TokenKind::kWord;
  std::string text;            // kWord, kPhrase: as typed, without its quotes
  std::uint32_t position = 0;  // byte offset in the query
};

std::vector<QueryToken> lex_query(std::string_view query, std::vector<QueryNote>& notes);

}  // namespace dragoman::search
