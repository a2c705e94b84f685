// SPDX-License-Identifier: GPL-3.0-or-later
// Where a paged list goes on, as opaque text. A date-sorted list goes on behind a key, whatever was
// added meanwhile; a ranked list goes on at an offset.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/search/ranking.h"

namespace dragoman::search {

struct Cursor {
  std::optional<DateKey> after;  // date-sorted lists
  std::uint32_t offset = 0;      // ranked lists
};

std::string encode_cursor(const Cursor& cursor);
// Returns nullopt for anything that encode_cursor did not make.
std::optional<Cursor> decode_cursor(std::string_view text);

}  // namespace dragoman::search
