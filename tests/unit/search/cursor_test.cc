// SPDX-License-Identifier: GPL-3.0-or-later
// Cursors come back, and nothing else is one.
#include "server/search/cursor.h"

#include <doctest/doctest.h>

#include <random>

using namespace dragoman;
using namespace dragoman::search;

TEST_CASE("a cursor comes back as it was made") {
  for (const DateKey key : {DateKey{0, 0}, DateKey{-719162, 1}, DateKey{INT32_MAX, UINT64_MAX},
                            DateKey{INT32_MIN, 5}}) {
    const auto back = decode_cursor(encode_cursor({key, 0}));
    REQUIRE(back);
    CHECK(back->after == key);
  }
  for (const std::uint32_t offset : {0u, 10u, UINT32_MAX}) {
    const auto back = decode_cursor(encode_cursor({std::nullopt, offset}));
    REQUIRE(back);
    CHECK_FALSE(back->after);
    CHECK(back->offset == offset);
  }
}

TEST_CASE("what is no cursor is refused") {
  for (const char* text :
       {"", "r", "d", "x1", "r-1", "r+1", "r 1", "r1 ", "r4294967296", "d1", "d1.", "d.1", "d1.-1",
        "d2147483648.1", "d1.18446744073709551616", "d1.2.3", "R1", "r１"}) {
    CAPTURE(text);
    CHECK_FALSE(decode_cursor(text));
  }
  std::mt19937 random(1);
  const std::string alphabet = "rd.-0123456789x";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t n = random() % 16; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const auto cursor = decode_cursor(text);
    if (cursor) CHECK(decode_cursor(encode_cursor(*cursor))->after == cursor->after);
  }
}
