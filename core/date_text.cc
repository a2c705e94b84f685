// SPDX-License-Identifier: GPL-3.0-or-later
// The date notations of feeds, crawlers and newspapers → ISO 8601 text that core/day.h accepts.
// Only notations that are unambiguous: no day-first or month-first numbers. Total; must not guess.
#include "core/date_text.h"

#include <array>
#include <cstdio>

#include "core/article_text.h"
#include "core/day.h"

namespace dragoman {
namespace {

// Reads a text from the left; every take_ moves on only when it succeeds.
class DateScanner {
 public:
  explicit DateScanner(std::string_view text) : rest_(text) {}

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  // Returns the number of min..max digits, or -1.
  int take_number(std::size_t min, std::size_t max) {
    std::size_t count = 0;
    int value = 0;
    while (count < max && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      value = value * 10 + (rest_[count++] - '0');
    }
    if (count < min) return -1;
    rest_.remove_prefix(count);
    return value;
  }
  void skip_spaces() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) rest_.remove_prefix(1);
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::string iso_day(int year, int month, int day) {
  if (year < 1 || month < 1 || day < 1 ||
      !is_valid_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day))) {
    return {};
  }
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

// Returns `day` with the time at the scanner appended, or "" if what is left is no time.
std::string with_time(std::string day, DateScanner& scanner) {
  if (day.empty() || scanner.rest().empty()) return day;
  if (!scanner.take("T")) scanner.skip_spaces();
  const std::string iso = day + "T" + std::string(scanner.rest());
  return parse_iso_interval(iso) ? iso : std::string();
}

std::string iso_with_space(std::string_view text) {
  std::string iso(text);
  if (iso.size() > 10 && (iso[10] == ' ' || iso[10] == 't')) iso[10] = 'T';
  if (iso.ends_with(" UTC") || iso.ends_with(" GMT")) iso.replace(iso.size() - 4, 4, "Z");
  return parse_iso_interval(iso) ? iso : std::string();
}

// 2013/01/02, 2013.1.2, 2013-1-2, 20130102.
std::string year_first(std::string_view text) {
  DateScanner scanner(text);
  const int year = scanner.take_number(4, 4);
  if (year < 1) return {};
  for (const std::string_view separator : {"/", ".", "-", ""}) {
    DateScanner attempt = scanner;
    const std::size_t least = separator.empty() ? 2 : 1;
    if (!attempt.take(separator)) continue;
    const int month = attempt.take_number(least, 2);
    if (month < 1 || !attempt.take(separator)) continue;
    const int day = attempt.take_number(least, 2);
    if (day < 1) continue;
    attempt.take(".");  // Korean style: 2013.1.2.
    return with_time(iso_day(year, month, day), attempt);
  }
  return {};
}

// 2013年1月2日 and 2013년 1월 2일; the month or the year alone keep their precision.
std::string with_units(std::string_view text) {
  DateScanner scanner(text);
  const int year = scanner.take_number(4, 4);
  scanner.skip_spaces();
  if (year < 1 || (!scanner.take("年") && !scanner.take("년"))) return {};
  scanner.skip_spaces();
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d", year);
  if (scanner.rest().empty()) return buffer;
  const int month = scanner.take_number(1, 2);
  scanner.skip_spaces();
  if (month < 1 || month > 12 || (!scanner.take("月") && !scanner.take("월"))) return {};
  scanner.skip_spaces();
  std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
  if (scanner.rest().empty()) return buffer;
  const int day = scanner.take_number(1, 2);
  scanner.skip_spaces();
  if (!scanner.take("日") && !scanner.take("일")) return {};
  return with_time(iso_day(year, month, day), scanner);
}

int take_month_name(DateScanner& scanner) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (scanner.take(kMonths[i])) return static_cast<int>(i) + 1;
  }
  return -1;
}

// The zone of RFC 2822 in ISO form: +0900 → +09:00, GMT and UT → Z; "" when absent or one of the
// obsolete names.
std::string iso_zone(std::string_view zone) {
  zone = trimmed(zone.substr(0, zone.find('(')));
  if (zone == "GMT" || zone == "UT" || zone == "UTC" || zone == "Z") return "Z";
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return {};
  return std::string(zone.substr(0, 3)) + ":" + std::string(zone.substr(3));
}

// [Fri, ]4 Jan 2013[ 15:36[:00][ zone]]
std::string rfc_2822(std::string_view text) {
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos && comma <= 9) {
    text.remove_prefix(comma + 1);
  }
  DateScanner scanner(text);
  scanner.skip_spaces();
  const int day = scanner.take_number(1, 2);
  scanner.skip_spaces();
  const int month = day < 1 ? -1 : take_month_name(scanner);
  scanner.skip_spaces();
  const int year = month < 1 ? -1 : scanner.take_number(4, 4);
  const std::string date = iso_day(year, month, day);
  scanner.skip_spaces();
  if (date.empty() || scanner.rest().empty()) return date;
  const std::string_view rest = scanner.rest();
  const std::size_t time_end = rest.find_first_not_of("0123456789:");
  const bool has_zone = time_end != std::string_view::npos;
  const std::string iso = date + "T" + std::string(rest.substr(0, time_end)) +
                          (has_zone ? iso_zone(rest.substr(time_end)) : std::string());
  return parse_iso_interval(iso) ? iso : std::string();
}

}  // namespace

std::string normalized_date(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 64) return {};
  for (const auto notation : {iso_with_space, year_first, with_units, rfc_2822}) {
    if (std::string iso = notation(text); !iso.empty()) return iso;
  }
  return {};
}

}  // namespace dragoman
