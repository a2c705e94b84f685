// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar days as numbers, and ISO 8601 dates as the interval they name. Shared by index columns,
// filters and histograms. Pure; knows nothing of the rest of the house.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman {

// Days since 1970-01-01, proleptic Gregorian.
using Day = std::int32_t;

// An interval of whole days, both ends inclusive.
struct DayInterval {
  Day first = 0;
  Day last = 0;
  bool operator==(const DayInterval&) const = default;
};

// Years 1..9999. Requires: a valid date (see is_valid_date).
// Source of both conversions: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
Day day_from_civil(int year, unsigned month, unsigned day);
struct CivilDate {
  int year;
  unsigned month;
  unsigned day;
};
CivilDate civil_from_day(Day day);
bool is_valid_date(int year, unsigned month, unsigned day);

// Returns the days that an ISO 8601 text names (YYYY, YYYY-MM, YYYY-MM-DD, or a date followed by T
// or a space and a time with any zone, which is read in its own zone), or nullopt if it is none of
// these.
std::optional<DayInterval> parse_iso_interval(std::string_view text);

// Returns YYYY-MM-DD.
std::string format_day(Day day);

}  // namespace dragoman
