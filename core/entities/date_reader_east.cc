// SPDX-License-Identifier: GPL-3.0-or-later
// Dates with signs behind their numbers: 2026年1月13日, 令和8年, 1월 13일.
#include "core/entities/date_reader.h"

#include <algorithm>

namespace dragoman::entities {

using text::Gap;
using text::Script;

bool DateReader::is_sign(std::uint32_t i, std::string_view han, std::string_view hangul) const {
  if (!joined(i)) return false;
  const Script script = analysis_.units[i].script;
  return script == Script::kCjk ? form(i) == han
                                : script == Script::kHangul && form(i).starts_with(hangul);
}

bool DateReader::is_duration(std::uint32_t sign) const {
  const std::string_view here = form(sign);
  if (analysis_.units[sign].script == Script::kHangul)
    return here.size() > 3 &&
           (here.substr(3).starts_with("간") || here.substr(3).starts_with("전"));
  const std::string_view next = form(sign + 1);
  return joined(sign + 1) && (next == "间" || next == "前" || next == "度");
}

bool DateReader::read_east_asian(std::uint32_t i) {
  if (is_sign(i + 1, "月", "월")) return read_month_and_days({}, i);
  const int value = number(i, 4);
  if (value < 0 || !is_sign(i + 1, "年", "년")) return false;
  RawDate date;
  date.first = i;
  date.end = i + 2;
  const auto era = i >= 2 ? year_before_era(form(i - 2), form(i - 1)) : std::nullopt;
  if (era && value >= 1 && value < 200) {
    date.year = *era + value;
    date.first = i - 2;
  } else {
    date.year = year_number(i);
  }
  if (date.year < kFirstYear || date.year > kLastYear) return false;
  if (number(i + 2, 2) >= 0 && is_sign(i + 3, "月", "월")) return read_month_and_days(date, i + 2);
  if (is_duration(i + 1)) return false;
  add(date);
  return true;
}

bool DateReader::read_month_and_days(RawDate date, std::uint32_t i) {
  const int month = number(i, 2);
  if (month < 1 || month > 12) return false;
  const bool has_year = date.year != 0;
  if (!has_year) {
    // The year that stands before it is none that is known, so the day is in no year at all.
    if (i >= 2 && is_sign(i - 1, "年", "년") && !is_duration(i - 1) && joined(i) &&
        analysis_.units[i - 2].script == Script::kNumber)
      return false;
    date.first = i;
    date.relative = relative_before(i);
  }
  date.month = static_cast<unsigned>(month);
  std::uint32_t at = i + 2;
  std::size_t days = 0;
  while (days < kMaxDays) {
    std::uint32_t start = days == 0 ? at : behind_joint(at);
    std::uint32_t end = start;
    while (end - start < kMaxDays && day_number(end) > 0 && joined(end)) ++end;
    const bool is_day = is_sign(end, "日", "일") || is_sign(end, "号", "호");
    if (end == start || !is_day || is_duration(end)) break;
    for (; start < end; ++start, ++days) {
      date.day = static_cast<unsigned>(day_number(start));
      date.end = end + 1;
      add(date);
      date.first = start + 1;
    }
    at = end + 1;
  }
  if (days > 0) return true;
  if (!has_year || form(i + 1).starts_with("월간")) return false;
  date.end = i + 2;
  add(date);
  return true;
}

std::uint32_t DateReader::behind_joint(std::uint32_t at) const {
  const std::string_view word = form(at);
  if (word == "至" || word == "到" || word == "和" || word == "与" || word == "及" || word == "と")
    return at + 1;
  if (word == "か" && form(at + 1) == "ら") return at + 2;
  return at;
}

std::optional<int> DateReader::relative_before(std::uint32_t i) const {
  if (i == 0) return std::nullopt;
  std::uint32_t last = i - 1;
  if (last > 0 && form(last) == "の") --last;
  if (last > 0 && analysis_.units[last].script == Script::kCjk)
    return relative_year(form(last - 1), form(last));
  return relative_year(form(last), "");
}

}  // namespace dragoman::entities
