// SPDX-License-Identifier: GPL-3.0-or-later
// The words of dates in nine languages: months, eras, what joins days and years. Folded, as the
// units of an analysis are. Knows no grammar (date_mentions) and no calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/text/analysis.h"

namespace dragoman::entities {

struct MonthName {
  unsigned month = 0;                    // 1 to 12
  std::uint32_t unit_count = 1;          // كانون الثاني are two
  bool needs_capital = false;            // March, but not march
  bool needs_small = false;              // mars, but not the planet
  bool may_come_first = false;           // January 13, enero 13
  std::string_view original_begin = {};  // آب, but not اب; empty: any
};

// Returns the month whose name begins at this unit, whatever its case.
std::optional<MonthName> month_name(const text::Analysis& analysis, std::size_t unit);

// th, er, го: what is written behind the number of a day.
bool is_ordinal_ending(std::string_view form);
// of, de, عام: what may stand between a day and its month, or a month and its year.
bool joins_date(std::string_view form);
// to, et, по: what may stand between two days of one month.
bool joins_days(std::string_view form);
// in, عام: what makes a number behind it a year.
bool precedes_year(std::string_view form);

// Returns the year before the first one of an era (令和, 民国) written in these two characters.
std::optional<int> year_before_era(std::string_view first, std::string_view second);

// Returns -1 for 去年, 0 for 今年, 1 for 明年: how far the year is from the text's; `second` is
// empty for words of one unit.
std::optional<int> relative_year(std::string_view first, std::string_view second);

}  // namespace dragoman::entities
