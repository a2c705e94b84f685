// SPDX-License-Identifier: GPL-3.0-or-later
// The fields a query can name (title:, leader:, date: …) and the date ranges it can write. Knows
// their spelling only, not what they match.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/day.h"

namespace dragoman::search {

// The first five in the order of Facet.
enum class QueryField : std::uint8_t {
  kLeader,
  kCountry,
  kTopic,
  kLanguage,
  kSource,
  kTitle,
  kId,
  kDate,  // also "published"
  kMentioned
};

// Returns the field of this name, in any case of its letters, full-width ones included.
std::optional<QueryField> query_field(std::string_view name);
std::string_view query_field_name(QueryField field);
inline bool is_date_field(QueryField field) {
  return field == QueryField::kDate || field == QueryField::kMentioned;
}

// Days that a query asks for; `none` asks for articles without a day.
struct DayRange {
  DayInterval days;  // empty when first > last
  bool none = false;
};

// Reads 2026, 2026-01, 2026-01-13, A..B, A.., ..B, >=A, >A, <=A, <A and none; nullopt when it is
// none of these. Total.
std::optional<DayRange> parse_day_range(std::string_view text);

// Puts the text into `out` with full-width ASCII (ＡＮＤ, ／, ：) as ASCII; false when it holds
// anything but visible ASCII in either width.
bool to_narrow(std::string_view text, std::string& out);

}  // namespace dragoman::search
