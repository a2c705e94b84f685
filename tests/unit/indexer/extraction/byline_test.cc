// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that are bylines and lines that only look like them.
#include "indexer/extraction/byline.h"

#include <doctest/doctest.h>

using dragoman::indexer::parse_byline;

TEST_CASE("outlet, separator and full date make a byline") {
  struct Case {
    const char* line;
    const char* outlet;
    const char* published;
  };
  const Case cases[] = {
      {"示例通讯社· 2026-01-04 15:36", "示例通讯社", "2026-01-04T15:36"},
      {"快讯·2025-06-17 07:07", "快讯", "2025-06-17T07:07"},
      {"Example Daily | 2023/09/07", "Example Daily", "2023-09-07"},
      {"World | Example Daily • 2023-09-07 01:02:03", "World | Example Daily",
       "2023-09-07T01:02:03"},
      {"例の新聞・2023年9月7日", "例の新聞", "2023-09-07"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const auto byline = parse_byline(c.line);
    REQUIRE(byline);
    CHECK(byline->outlet == c.outlet);
    CHECK(byline->published == c.published);
  }
}

TEST_CASE("no byline without outlet, separator, or a full valid date") {
  for (const char* line : {"", "· 2026-01-04", "Example 2026-01-04", "Example · 2026",
                           "Example · 2026-01", "Example · 2026-02-30", "领导人抵达会场|各方表态",
                           "Example · 2026-01-04 the leaders met"}) {
    CAPTURE(line);
    CHECK_FALSE(parse_byline(line));
  }
}
