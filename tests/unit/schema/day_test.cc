// SPDX-License-Identifier: GPL-3.0-or-later
// Days against a naive calendar, ISO texts against a table, and the stable hashes.
#include "core/day.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "core/hash.h"

using namespace dragoman;

TEST_CASE("every day from year 1 to 9999 converts both ways and follows the one before") {
  static constexpr unsigned kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Day expected = day_from_civil(1, 1, 1);
  bool good = true;
  for (int year = 1; year <= 9999; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (unsigned month = 1; month <= 12; ++month) {
      const unsigned length = month == 2 && leap ? 29 : kLengths[month - 1];
      good = good && is_valid_date(year, month, length) && !is_valid_date(year, month, length + 1);
      for (unsigned day = 1; day <= length; ++day, ++expected) {
        const CivilDate back = civil_from_day(expected);
        good = good && day_from_civil(year, month, day) == expected && back.year == year &&
               back.month == month && back.day == day;
      }
    }
  }
  CHECK(good);
  CHECK(day_from_civil(1970, 1, 1) == 0);
  CHECK(format_day(day_from_civil(2026, 1, 13)) == "2026-01-13");
  CHECK(format_day(day_from_civil(7, 2, 3)) == "0007-02-03");
}

TEST_CASE("an ISO 8601 text names an interval of days at its own precision") {
  struct Row {
    const char* text;
    const char* first;
    const char* last;
  };
  for (const Row& row :
       {Row{"2026", "2026-01-01", "2026-12-31"}, Row{"2024-02", "2024-02-01", "2024-02-29"},
        Row{"1900-02", "1900-02-01", "1900-02-28"}, Row{"2026-01-13", "2026-01-13", "2026-01-13"},
        Row{"2026-01-13T23:59:59+09:00", "2026-01-13", "2026-01-13"},
        Row{"2026-01-13 08:30", "2026-01-13", "2026-01-13"},
        Row{"2026-01-13T08:30:00.123Z", "2026-01-13", "2026-01-13"},
        Row{"0001-01-01", "0001-01-01", "0001-01-01"}}) {
    CAPTURE(row.text);
    const auto interval = parse_iso_interval(row.text);
    REQUIRE(interval);
    CHECK(format_day(interval->first) == row.first);
    CHECK(format_day(interval->last) == row.last);
  }
}

TEST_CASE("what is no date is no interval") {
  for (const char* text : {"",
                           "2",
                           "202",
                           "0000",
                           "20260",
                           "2026-",
                           "2026-1",
                           "2026-13",
                           "2026-00",
                           "2026-01-",
                           "2026-01-1",
                           "2026-02-29",
                           "2026-01-32",
                           "2026-01-13x",
                           "2026-01-13T",
                           "2026-01-13T25:00",
                           "2026-01-13T10:60",
                           "2026/01/13",
                           "13.01.2026",
                           "-2026",
                           "２０２６",
                           "2026-01-13T10:00 JST"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_interval(text));
  }
}

TEST_CASE("any bytes are a date or none") {
  std::mt19937 random(7);
  const std::string alphabet = "0123456789-T:Z. +\xE5\x00x";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t length = random() % 24; length > 0; --length)
      text += alphabet[random() % alphabet.size()];
    const auto interval = parse_iso_interval(text);
    if (interval) CHECK(interval->first <= interval->last);
  }
}

TEST_CASE("hashes are the published FNV-1a and differ between their two halves") {
  CHECK(hash64("") == 0xcbf29ce484222325ull);
  CHECK(hash64("a") == 0xaf63dc4c8601ec8cull);
  CHECK(hash64("foobar") == 0x85944171f73967e8ull);
  CHECK(hash64("bar", hash64("foo")) == hash64("foobar"));
  const std::string digest = hex_digest("foobar");
  CHECK(digest.size() == 32);
  CHECK(digest.substr(0, 16) == "85944171f73967e8");
  CHECK(digest.substr(16) != digest.substr(0, 16));
}
