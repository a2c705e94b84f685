// SPDX-License-Identifier: GPL-3.0-or-later
// Notations of dates, and what is refused rather than guessed.
#include "core/date_text.h"

#include <doctest/doctest.h>

TEST_CASE("unambiguous notations become ISO 8601 at their own precision") {
  struct Case {
    const char* in;
    const char* out;
  };
  const Case cases[] = {
      {"2013", "2013"},
      {"2013-01", "2013-01"},
      {"2013-01-02", "2013-01-02"},
      {" 2013/01/02 ", "2013-01-02"},
      {"2013/1/2", "2013-01-02"},
      {"2013.1.2.", "2013-01-02"},
      {"20130102", "2013-01-02"},
      {"2013年1月2日", "2013-01-02"},
      {"2013年1月", "2013-01"},
      {"2013년 1월 2일", "2013-01-02"},
      {"2026-01-04 15:36", "2026-01-04T15:36"},
      {"2026/01/04 15:36", "2026-01-04T15:36"},
      {"2026-01-04T15:36:00+09:00", "2026-01-04T15:36:00+09:00"},
      {"2026-01-04 15:36:00 UTC", "2026-01-04T15:36:00Z"},
      {"Sun, 04 Jan 2026 15:36:00 +0900", "2026-01-04T15:36:00+09:00"},
      {"4 Jan 2026 15:36 GMT", "2026-01-04T15:36Z"},
      {"4 January 2026", ""},
      {"4 Jan 2026", "2026-01-04"},
      {"01/02/2013", ""},
      {"2013-02-30", ""},
      {"2013-13", ""},
      {"2013-01-02 and later", ""},
      {"0000", ""},
      {"13", ""},
      {"", ""},
      {"yesterday", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.in);
    CHECK(dragoman::normalized_date(c.in) == c.out);
  }
}
