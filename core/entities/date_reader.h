// SPDX-License-Identifier: GPL-3.0-or-later
// Units in, dates as they are written out: some without a year, some of days that do not exist.
// Every notation of a date holds a number, so that only numbers are looked at, each with the few
// units around it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/entities/date_words.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

struct RawDate {
  int year = 0;                 // 0: not written
  unsigned month = 0;           // 0: not written
  unsigned day = 0;             // 0: not written
  std::optional<int> relative;  // "last year": from the year of publication
  std::uint32_t first = 0;      // units
  std::uint32_t end = 0;
};

class DateReader {
 public:
  // Both are borrowed; `text` is what was analysed.
  DateReader(std::string_view text, const text::Analysis& analysis)
      : text_(text), analysis_(analysis) {}
  std::vector<RawDate> read();

 private:
  static constexpr int kFirstYear = 1500;
  static constexpr int kLastYear = 2100;
  static constexpr std::size_t kMaxDays = 4;  // 13, 14 and 15 January

  std::uint32_t count() const { return static_cast<std::uint32_t>(analysis_.units.size()); }
  std::string_view form(std::uint32_t i) const {
    return i < count() ? analysis_.form(std::size_t{i}) : std::string_view();
  }
  bool joined(std::uint32_t i) const {
    return i < count() && analysis_.units[i].gap != text::Gap::kStrong;
  }
  std::string_view between(std::uint32_t left, std::uint32_t right) const;
  // F16, EMNLP2022.
  bool is_part_of_word(std::uint32_t i) const;
  // Returns the number of at most `digits` digits there, or -1.
  int number(std::uint32_t i, std::size_t digits) const;
  int day_number(std::uint32_t i) const;
  int year_number(std::uint32_t i) const;

  void add(RawDate date) { found_.push_back(date); }
  // 2026-01-13, 2026/1/13, 2026.1.13, 2026. 1. 13.
  bool read_iso(std::uint32_t i);
  // Whether the unit is this sign in Chinese and Japanese, or begins with it in Korean.
  bool is_sign(std::uint32_t i, std::string_view han, std::string_view hangul) const;
  // 10年间, 5일간, 2000年前: how long, not when.
  bool is_duration(std::uint32_t sign) const;
  bool read_east_asian(std::uint32_t i);
  // From the number of a month on: 1月13日, 1月13、14日, 1月13日至15日.
  bool read_month_and_days(RawDate date, std::uint32_t i);
  // 至, から: to the next day of the month.
  std::uint32_t behind_joint(std::uint32_t at) const;
  std::optional<int> relative_before(std::uint32_t i) const;
  // "13 января прошлого года", "13 de enero del año pasado".
  std::optional<int> relative_behind(std::uint32_t end) const;
  // The month name at a unit, if it is written as one.
  std::optional<MonthName> month_at(std::uint32_t i) const;
  std::uint32_t behind_ordinal(std::uint32_t i) const;
  std::uint32_t behind_joining(std::uint32_t i) const;
  // Whether the unit goes on behind a month name, maybe an abbreviated one.
  bool follows_month(std::uint32_t i) const;
  // The year behind a month or a day, and where the date ends.
  void take_year(std::uint32_t at, RawDate& date) const;
  // 13 January 2026, 1er mars, 13. Januar, 13-15 января 2026 года, 13 كانون الثاني/يناير 2026.
  bool read_day_first(std::uint32_t i);
  void add_days(RawDate date, const std::array<std::uint32_t, kMaxDays>& days, std::size_t count);
  // January 13, 2026; Jan. 13-15.
  bool read_month_first(std::uint32_t i);
  static bool is_dash(std::string_view between);
  // A month may begin a sentence; what follows it may not.
  std::optional<MonthName> month_at_any_gap(std::uint32_t i) const;
  // January 2026, январе 2026 года, enero de 2026; in 2026, 2026 год.
  bool read_year(std::uint32_t i);
  bool is_bare_year(std::uint32_t i) const;

  std::string_view text_;
  const text::Analysis& analysis_;
  std::vector<RawDate> found_;
};

}  // namespace dragoman::entities
