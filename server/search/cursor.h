// SPDX-License-Identifier: GPL-3.0-or-later
// Where a paged list goes on, as opaque text: behind the key of the last article shown, whatever
// was added or removed meanwhile, and the request it belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/search/ranking.h"

namespace dragoman::search {

struct Cursor {
  std::variant<DateKey, ScoreKey> after;
  // How many articles of the list came before, which only makes going on faster.
  std::uint32_t position = 0;
  std::uint64_t request = 0;   // request_fingerprint
  std::uint64_t revision = 0;  // of the index that the key was made from
  bool operator==(const Cursor&) const = default;
};

std::string encode_cursor(const Cursor& cursor);
// Returns nullopt for anything that encode_cursor did not make.
std::optional<Cursor> decode_cursor(std::string_view text);

// Returns a hash of what decides which articles a list holds and their order: text, match, expand,
// filters (whatever their order), dates and sort. Not of what is shown of them, nor of how many.
std::uint64_t request_fingerprint(const SearchRequest& request, Sort sort);

}  // namespace dragoman::search
