// SPDX-License-Identifier: GPL-3.0-or-later
// Field names in every spelling, and the days that a date range names.
#include "server/search/query_fields.h"

#include <doctest/doctest.h>

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::string days(std::string_view text) {
  const auto range = parse_day_range(text);
  if (!range) return "no";
  return range->none ? "none" : format_day(range->days.first) + " " + format_day(range->days.last);
}

}  // namespace

TEST_CASE("fields are known by name in any case and width, and written one way") {
  CHECK(query_field("leader") == QueryField::kLeader);
  CHECK(query_field("TITLE") == QueryField::kTitle);
  CHECK(query_field("ｄａｔｅ") == QueryField::kDate);
  CHECK(query_field("published") == QueryField::kDate);
  CHECK_FALSE(query_field("author"));
  CHECK_FALSE(query_field(""));
  CHECK_FALSE(query_field("日付"));
  CHECK_FALSE(query_field(std::string(1000, 'a')));
  CHECK(query_field_name(QueryField::kDate) == "date");
  for (int field = 0; field <= static_cast<int>(QueryField::kMentioned); ++field) {
    const auto one = static_cast<QueryField>(field);
    CHECK(query_field(query_field_name(one)) == one);
  }
}

TEST_CASE("a date range is a date, two with dots between, or one with a sign") {
  CHECK(days("2026") == "2026-01-01 2026-12-31");
  CHECK(days("2026-02") == "2026-02-01 2026-02-28");
  CHECK(days("2026-01-13") == "2026-01-13 2026-01-13");
  CHECK(days("２０２６－０２") == "2026-02-01 2026-02-28");
  CHECK(days("2026-01..2026-02") == "2026-01-01 2026-02-28");
  CHECK(days("2026-01..") == "2026-01-01 9999-12-31");
  CHECK(days("..2026-01") == "0001-01-01 2026-01-31");
  CHECK(days(">=2026-01") == "2026-01-01 9999-12-31");
  CHECK(days(">2026-01") == "2026-02-01 9999-12-31");
  CHECK(days("<=2026-01") == "0001-01-01 2026-01-31");
  CHECK(days("<2026-01") == "0001-01-01 2025-12-31");
  CHECK(days("none") == "none");
  for (const char* text : {"", "..", "x", "2026-13", "2026..x", ">", ">=", "=2026", "2026-01...",
                           ">=2026..2027", "2026-1", "2026 ", "昨日"}) {
    CAPTURE(text);
    CHECK(days(text) == "no");
  }
}
