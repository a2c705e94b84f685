// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over numbers, what a unit may be, and the notations that name months by words or begin
// with the year.
#include "core/entities/date_reader.h"

#include <algorithm>

namespace dragoman::entities {

using text::Gap;
using text::Script;

namespace {

constexpr int kFirstBareYear = 1900;  // "in 1800" may be any number

}  // namespace

std::vector<RawDate> DateReader::read() {
  for (std::uint32_t i = 0; i < count(); ++i) {
    if (analysis_.units[i].script != Script::kNumber || is_part_of_word(i)) continue;
    const std::size_t before = found_.size();
    if (read_iso(i) || read_east_asian(i) || read_day_first(i) || read_month_first(i) ||
        read_year(i)) {
      i = found_.size() > before ? found_.back().end - 1 : i;
    }
  }
  return std::move(found_);
}

std::string_view DateReader::between(std::uint32_t left, std::uint32_t right) const {
  if (right >= count()) return {};
  const std::uint32_t begin = analysis_.units[left].end;
  const std::uint32_t end = analysis_.units[right].begin;
  return begin <= end && end <= text_.size() ? text_.substr(begin, end - begin)
                                             : std::string_view();
}

bool DateReader::is_part_of_word(std::uint32_t i) const {
  return analysis_.units[i].glued && i > 0 && analysis_.units[i - 1].script == Script::kLatin;
}

int DateReader::number(std::uint32_t i, std::size_t digits) const {
  if (i >= count() || analysis_.units[i].script != Script::kNumber) return -1;
  const std::string_view form = analysis_.form(std::size_t{i});
  if (form.empty() || form.size() > digits) return -1;
  int value = 0;
  for (const char c : form) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

int DateReader::day_number(std::uint32_t i) const {
  const int value = number(i, 2);
  return value >= 1 && value <= 31 ? value : -1;
}

int DateReader::year_number(std::uint32_t i) const {
  const int value = form(i).size() == 4 ? number(i, 4) : -1;
  return value >= kFirstYear && value <= kLastYear ? value : -1;
}

bool DateReader::read_iso(std::uint32_t i) {
  const int year = year_number(i);
  if (year < 0 || i + 2 >= count()) return false;
  const std::string_view separator = between(i, i + 1);
  if (separator != between(i + 1, i + 2)) return false;
  if (separator != "-" && separator != "/" && separator != "." && separator != ". ") return false;
  const int month = number(i + 1, 2);
  const int day = day_number(i + 2);
  if (month < 1 || month > 12 || day < 0) return false;
  add({year, static_cast<unsigned>(month), static_cast<unsigned>(day), {}, i, i + 3});
  return true;
}

std::optional<int> DateReader::relative_behind(std::uint32_t end) const {
  for (std::uint32_t i = end; i < end + 3 && joined(i); ++i) {
    if (const auto years = relative_year(form(i), form(i + 1))) return years;
  }
  return std::nullopt;
}

std::optional<MonthName> DateReader::month_at(std::uint32_t i) const {
  if (!joined(i)) return std::nullopt;
  const auto name = month_name(analysis_, i);
  if (!name) return std::nullopt;
  const std::string_view original =
      text_.substr(std::min<std::size_t>(analysis_.units[i].begin, text_.size()));
  const bool is_ascii_capital = !original.empty() && original[0] >= 'A' && original[0] <= 'Z';
  if (name->needs_capital && !is_ascii_capital) return std::nullopt;
  if (name->needs_small && is_ascii_capital) return std::nullopt;
  if (!original.starts_with(name->original_begin)) return std::nullopt;
  return name;
}

bool DateReader::follows_month(std::uint32_t i) const {
  constexpr std::size_t kAbbreviated = 8;  // bytes: Sept, сент
  if (joined(i)) return true;
  return i > 0 && i < count() && form(i - 1).size() <= kAbbreviated && between(i - 1, i) == ". ";
}

std::uint32_t DateReader::behind_ordinal(std::uint32_t i) const {
  return i < count() && (analysis_.units[i].glued || analysis_.units[i].hyphenated) &&
                 is_ordinal_ending(form(i))
             ? i + 1
             : i;
}

std::uint32_t DateReader::behind_joining(std::uint32_t i) const {
  for (int words = 0; words < 2 && joined(i) && joins_date(form(i)); ++words) ++i;
  return i;
}

void DateReader::take_year(std::uint32_t at, RawDate& date) const {
  date.end = at;
  const std::uint32_t year = behind_joining(at);
  if ((joined(year) || (year == at && follows_month(at))) && year_number(year) > 0) {
    date.year = year_number(year);
    date.end = year + 1;
  } else {
    date.relative = relative_behind(at);
  }
}

bool DateReader::read_day_first(std::uint32_t i) {
  std::array<std::uint32_t, kMaxDays> days = {};
  std::size_t day_count = 0;
  std::uint32_t at = i;
  std::optional<MonthName> month;
  while (day_count < kMaxDays && day_number(at) > 0) {
    days[day_count++] = at;
    at = behind_ordinal(at + 1);
    const std::uint32_t name = behind_joining(at);
    month = month_at(name);
    if (month) {
      at = name + month->unit_count;
      break;
    }
    if (!joined(at)) return false;
    if (joins_days(form(at))) ++at;
  }
  if (!month) return false;
  if (const auto again = month_at(at); again && again->month == month->month)
    at += again->unit_count;
  RawDate date;
  date.month = month->month;
  take_year(at, date);
  add_days(date, days, day_count);
  return true;
}

void DateReader::add_days(RawDate date, const std::array<std::uint32_t, kMaxDays>& days,
                          std::size_t count) {
  for (std::size_t d = 0; d < count; ++d) {
    date.first = days[d];
    date.day = static_cast<unsigned>(day_number(days[d]));
    add(date);
  }
}

bool DateReader::read_month_first(std::uint32_t i) {
  if (i == 0 || !follows_month(i) || day_number(i) < 0) return false;
  const auto month = month_at_any_gap(i - 1);
  if (!month || !month->may_come_first) return false;
  std::array<std::uint32_t, kMaxDays> days = {i};
  std::size_t day_count = 1;
  std::uint32_t at = behind_ordinal(i + 1);
  while (day_count < kMaxDays && joined(at) && day_number(at) > 0 && is_dash(between(at - 1, at))) {
    days[day_count++] = at;
    at = behind_ordinal(at + 1);
  }
  RawDate date;
  date.month = month->month;
  take_year(at, date);
  add_days(date, days, day_count);
  found_[found_.size() - day_count].first = i - 1;
  return true;
}

bool DateReader::is_dash(std::string_view between) {
  return between == "-" || between == "–" || between == "—";
}

std::optional<MonthName> DateReader::month_at_any_gap(std::uint32_t i) const {
  const auto name = month_name(analysis_, i);
  if (!name || name->unit_count != 1) return std::nullopt;
  const std::uint32_t begin = analysis_.units[i].begin;
  const bool is_capital = begin < text_.size() && text_[begin] >= 'A' && text_[begin] <= 'Z';
  if ((name->needs_capital && !is_capital) || (name->needs_small && is_capital))
    return std::nullopt;
  return name;
}

bool DateReader::read_year(std::uint32_t i) {
  const int year = year_number(i);
  if (year < 0) return false;
  RawDate date;
  date.year = year;
  date.first = i;
  date.end = i + 1;
  if (i > 0 && follows_month(i)) {
    std::uint32_t before = i;
    for (int words = 0; words < 2 && before > 1 && joins_date(form(before - 1)); ++words) --before;
    for (std::uint32_t length = 1; length <= 2 && length <= before; ++length) {
      const auto month =
          length == 1 ? month_at_any_gap(before - 1) : month_name(analysis_, before - length);
      if (!month || month->unit_count != length) continue;
      date.month = month->month;
      date.first = before - length;
      add(date);
      return true;
    }
  }
  if (year < kFirstBareYear || !is_bare_year(i)) return false;
  add(date);
  return true;
}

bool DateReader::is_bare_year(std::uint32_t i) const {
  if (i > 0 && analysis_.units[i].gap == Gap::kNone && precedes_year(form(i - 1))) return true;
  const std::string_view next = form(i + 1);
  return joined(i + 1) && (next == "год" || next == "года" || next == "году" || next == "годом" ||
                           next == "г" || next == "гг");
}

}  // namespace dragoman::entities
