// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters → URLs.
#include "server/api/links.h"

#include <doctest/doctest.h>

using namespace dragoman::api;

TEST_CASE("everything but unreserved characters is escaped") {
  CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
  CHECK(percent_encode("a/b?c&d=e f+%") == "a%2Fb%3Fc%26d%3De%20f%2B%25");
  CHECK(percent_encode("高") == "%E9%AB%98");
}

TEST_CASE("a parameter is replaced where it stands, else put at the end") {
  const Params params = {{"q", "1"}, {"x", "2"}, {"q", "3"}};
  CHECK(with_param(params, "q", "n") == Params{{"q", "n"}, {"x", "2"}});
  CHECK(with_param(params, "z", "n").back() == Param{"z", "n"});
  CHECK(without(params, "q") == Params{{"x", "2"}});
  CHECK(search_url({}) == "/api/v1/search");
}
