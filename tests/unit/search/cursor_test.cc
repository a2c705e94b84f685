// SPDX-License-Identifier: GPL-3.0-or-later
// Cursors come back, and nothing else is one.
#include "server/search/cursor.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace dragoman;
using namespace dragoman::search;

TEST_CASE("a cursor comes back as it was made") {
  for (const DateKey key : {DateKey{0, 0}, DateKey{-719162, 1}, DateKey{INT32_MAX, UINT64_MAX},
                            DateKey{INT32_MIN, 5}}) {
    const Cursor cursor{key, 7, UINT64_MAX, 3};
    CHECK(decode_cursor(encode_cursor(cursor)) == cursor);
  }
  for (const float score : {0.0F, 1.5F, -2.25F, 1e-40F, std::numeric_limits<float>::max()}) {
    const Cursor cursor{ScoreKey{score, 12}, UINT32_MAX, 0, UINT64_MAX};
    CHECK(decode_cursor(encode_cursor(cursor)) == cursor);
  }
}

TEST_CASE("what is no cursor is refused") {
  for (const char* text : {"",
                           "r",
                           "d",
                           "x1.2.3.4.5",
                           "r-1.2.3.4.5",
                           "r+1.2.3.4.5",
                           "r 1.2.3.4.5",
                           "r1.2.3.4.5 ",
                           "r1.2.3.4",
                           "r1.2.3.4.5.6",
                           "r4294967296.1.1.1.1",
                           "d1.2",
                           "d1.2.3.4.",
                           "d.1.2.3.4",
                           "d1.-1.2.3.4",
                           "d2147483648.1.1.1.1",
                           "d1.18446744073709551616.1.1.1",
                           "d1.1.4294967296.1.1",
                           "R1.2.3.4.5",
                           "r１.2.3.4.5"}) {
    CAPTURE(text);
    CHECK_FALSE(decode_cursor(text));
  }
  // Scores that have no place in an order: infinite and not a number.
  CHECK_FALSE(decode_cursor("r2139095040.1.1.1.1"));
  CHECK_FALSE(decode_cursor("r2143289344.1.1.1.1"));
  std::mt19937 random(1);
  const std::string alphabet = "rd.-0123456789x";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t n = random() % 24; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const auto cursor = decode_cursor(text);
    if (cursor) CHECK(decode_cursor(encode_cursor(*cursor)) == cursor);
  }
}

TEST_CASE("the fingerprint holds what decides the list, and nothing else") {
  SearchRequest base;
  base.query = "alpha";
  base.filters[0].any_of = {"a", "b"};
  base.dates = DayInterval{1, 2};
  const std::uint64_t same = request_fingerprint(base, Sort::kNewest);
  std::vector<SearchRequest> others(9, base);
  others[0].query = "beta";
  others[1].match = MatchMode::kAny;
  others[2].expand = false;
  others[3].filters[0].any_of = {"a"};
  others[4].filters[0].none_of = {"c"};
  others[5].filters[1].any_of = {"a", "b"};
  others[6].dates->last = 3;
  others[7].dates.reset();
  others[8].date_field = DateField::kMentioned;
  for (const SearchRequest& other : others)
    CHECK(request_fingerprint(other, Sort::kNewest) != same);
  CHECK(request_fingerprint(base, Sort::kOldest) != same);
  SearchRequest shown = base;
  shown.filters[0].any_of = {"b", "a"};
  shown.limit = 3;
  shown.page = 4;
  shown.facets.fill(false);
  shown.histogram = HistogramInterval::kDay;
  shown.snippets = false;
  shown.label_language = "ja";
  CHECK(request_fingerprint(shown, Sort::kNewest) == same);
}
