// SPDX-License-Identifier: GPL-3.0-or-later
// Query text → tokens with byte positions. Total.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/query_fields.h"
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
  kClose,
  kNear,
  kPrefix,
  kField,      // field:value
  kFieldGroup  // field: before a parenthesis
};

struct QueryToken {
  TokenKind kind = TokenKind::kWord;
  std::string text;  // kWord, kPhrase, kField: as typed, without quotes; kPrefix: without stars
  std::uint32_t position = 0;            // byte offset in the query
  std::uint32_t distance = 0;            // kNear
  std::optional<QueryField> field = {};  // kField, kFieldGroup
  bool quoted = false;                   // kField
};

// NEAR without a number means this; a greater number than the most is cut to it.
inline constexpr std::uint32_t kDefaultNearDistance = 10;
inline constexpr std::uint32_t kMostNearDistance = 1000;

std::vector<QueryToken> lex_query(std::string_view query, std::vector<QueryNote>& notes);

}  // namespace dragoman::search
