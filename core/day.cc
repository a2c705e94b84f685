// SPDX-License-Identifier: GPL-3.0-or-later
// ISO 8601 text ↔ intervals of day numbers. Total: any text in, nullopt when it is no date.
#include "core/day.h"

#include <cstdio>

namespace dragoman {
namespace {

// Reads exactly `count` ASCII digits at `position`; returns -1 if they are not there.
int digits(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned days_in_month(int year, unsigned month) {
  static constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// A time part is only looked at, not used: the day is the one written, in its own zone.
bool is_time_part(std::string_view text) {
  const int hour = digits(text, 1, 2);
  const int minute = text.size() > 3 && text[3] == ':' ? digits(text, 4, 2) : -1;
  return (text[0] == 'T' || text[0] == 't' || text[0] == ' ') && hour >= 0 && hour <= 24 &&
         minute >= 0 && minute < 60 &&
         text.find_first_not_of("0123456789:.+-Zz ", 1) == std::string_view::npos;
}

}  // namespace

Day day_from_civil(int year, unsigned month, unsigned day) {
  const int y = year - (month <= 2 ? 1 : 0);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(y - era * 400);
  const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<int>(day_of_era) - 719468;
}

CivilDate civil_from_day(Day value) {
  const int z = value + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const auto day_of_era = static_cast<unsigned>(z - era * 146097);
  const unsigned year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted_month = (5 * day_of_year + 2) / 153;
  const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int year = static_cast<int>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

bool is_valid_date(int year, unsigned month, unsigned day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

std::optional<DayInterval> parse_iso_interval(std::string_view text) {
  const int year = digits(text, 0, 4);
  if (year < 1) return std::nullopt;
  if (text.size() == 4)
    return DayInterval{day_from_civil(year, 1, 1), day_from_civil(year, 12, 31)};
  const int month = text[4] == '-' ? digits(text, 5, 2) : -1;
  if (month < 1 || month > 12) return std::nullopt;
  const auto m = static_cast<unsigned>(month);
  if (text.size() == 7) {
    return DayInterval{day_from_civil(year, m, 1), day_from_civil(year, m, days_in_month(year, m))};
  }
  const int day = text[7] == '-' ? digits(text, 8, 2) : -1;
  if (day < 1 || !is_valid_date(year, m, static_cast<unsigned>(day))) return std::nullopt;
  if (text.size() > 10 && !is_time_part(text.substr(10))) return std::nullopt;
  const Day value = day_from_civil(year, m, static_cast<unsigned>(day));
  return DayInterval{value, value};
}

std::string format_day(Day day) {
  const CivilDate date = civil_from_day(day);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", date.year, date.month, date.day);
  return buffer;
}

}  // namespace dragoman
