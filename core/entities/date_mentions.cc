// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as written → dates with their years, of days that exist.
#include "core/entities/date_mentions.h"

#include <cstdio>
#include <optional>

#include "core/day.h"
#include "core/entities/date_reader.h"

namespace dragoman::entities {
namespace {

constexpr std::uint32_t kJoined = 3;     // units between a date and the one that has its year
constexpr std::uint32_t kNearYear = 50;  // units
constexpr Day kDaysBefore = 274;         // nine months
constexpr Day kDaysAfter = 91;           // three

// The years of dates that are written without.
class YearContext {
 public:
  YearContext(const std::vector<RawDate>& dates, std::string_view published) : dates_(dates) {
    const auto interval = parse_iso_interval(published);
    if (!interval) return;
    published_ = interval->first;
    is_vague_ = interval->last - interval->first > 31;
  }

  int year_of(std::size_t i) const {
    const RawDate& date = dates_[i];
    if (date.year != 0) return date.year;
    if (date.relative) return published_ ? civil_from_day(*published_).year + *date.relative : 0;
    if (i + 1 < dates_.size() && dates_[i + 1].year != 0 && dates_[i + 1].month != 0 &&
        dates_[i + 1].first <= date.end + kJoined)
      return dates_[i + 1].year;
    if (i > 0 && dates_[i - 1].year != 0 && dates_[i - 1].month != 0 &&
        date.first <= dates_[i - 1].end + kJoined)
      return dates_[i - 1].year;
    return published_ ? year_near_publication(date) : year_before(i);
  }

 private:
  int year_near_publication(const RawDate& date) const {
    const int year = civil_from_day(*published_).year;
    if (is_vague_) return year;
    for (const int candidate : {year, year - 1, year + 1}) {
      if (!is_valid_date(candidate, date.month, date.day)) continue;
      const Day distance = day_from_civil(candidate, date.month, date.day) - *published_;
      if (distance > -kDaysBefore && distance <= kDaysAfter) return candidate;
    }
    return 0;
  }
  int year_before(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (dates_[j].end + kNearYear < dates_[i].first) return 0;
      if (dates_[j].year != 0) return dates_[j].year;
    }
    return 0;
  }

  const std::vector<RawDate>& dates_;
  std::optional<Day> published_;
  bool is_vague_ = false;
};

std::string iso_date(int year, unsigned month, unsigned day) {
  char buffer[40];
  if (year < 1 || year > 9999) return {};
  if (month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", year);
  } else if (day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02u", year, month);
  } else {
    if (!is_valid_date(year, month, day)) return {};
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", year, month, day);
  }
  return buffer;
}

}  // namespace

std::vector<DateMention> find_dates(std::string_view text, const text::Analysis& analysis,
                                    std::string_view published) {
  const std::vector<RawDate> raw = DateReader(text, analysis).read();
  const YearContext years(raw, published);
  std::vector<DateMention> out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::string date = iso_date(years.year_of(i), raw[i].month, raw[i].day);
    if (date.empty()) continue;
    out.push_back({std::move(date), raw[i].first, raw[i].end - raw[i].first});
  }
  return out;
}

}  // namespace dragoman::entities
