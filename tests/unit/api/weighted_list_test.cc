// SPDX-License-Identifier: GPL-3.0-or-later
// Accept-Language.
#include "server/api/weighted_list.h"

#include <doctest/doctest.h>

using namespace dragoman::api;

TEST_CASE("the heaviest language wins, the first of equals") {
  CHECK(preferred_language("en-GB,en;q=0.9,fr;q=0.8") == "en-GB");
  CHECK(preferred_language("fr;q=0.8, ja") == "ja");
  CHECK(preferred_language("de;q=0.7,ar;q=0.7") == "de");
  CHECK(preferred_language("de;q=0") == "");
  CHECK(preferred_language("*, ,;q=1, <script>") == "");
}

TEST_CASE("a list without end is read only so far") {
  std::string list;
  for (int i = 0; i < 100'000; ++i) list += "xx;q=0.1,";
  CHECK(preferred_language(list + "de") == "xx");
}
