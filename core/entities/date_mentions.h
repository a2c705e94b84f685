// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed text in, the calendar dates that it names out, in nine languages: 2026年1月13日,
// 令和8年, 13 janvier, 13 كانون الثاني, Jan. 13. Precision before recall: what can be read in two
// ways (1/2/2026) is no date. Knows neither the index nor the article's language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::entities {

struct DateMention {
  std::string date;  // ISO 8601: YYYY, YYYY-MM or YYYY-MM-DD; a day that exists
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
};

// Returns the dates in reading order. A day without a year belongs to the year of the date it is
// joined to (6 and 9 August 1945), else to the one in which it lies at most nine months before
// `published` or three after, else, when that is empty, to the year named before it not far away;
// else it is no date. `text` is what was analysed; `published` an ISO date or empty. Time linear in
// the text; total: any bytes in. Thread safety: none needed.
std::vector<DateMention> find_dates(std::string_view text, const text::Analysis& analysis,
                                    std::string_view published);

}  // namespace dragoman::entities
