// SPDX-License-Identifier: GPL-3.0-or-later
// The line "outlet · date time" under a title. Knows the line only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dragoman::indexer {

struct Byline {
  std::string outlet;
  std::string published;  // ISO 8601 with a full day, and the time if written
};

// Returns the byline that the whole line is, or nullopt. Separators: · • | and their like, spaces
// optional; dates: see core/date_text.h, only full days.
std::optional<Byline> parse_byline(std::string_view line);

}  // namespace dragoman::indexer
