// SPDX-License-Identifier: GPL-3.0-or-later
// Accept-Encoding and entity tags.
#include "server/http/encoding.h"

#include <doctest/doctest.h>

using namespace dragoman::http;

TEST_CASE("gzip is taken where its weight is above nothing") {
  for (const char* yes :
       {"gzip", "GZIP", "deflate, gzip;q=0.1", "*", "br;q=1.0, *;q=0.2", "x-gzip", "gzip ; q=1"}) {
    CAPTURE(yes);
    CHECK(accepts_gzip(yes));
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip;q=0.0", "*, gzip;q=0", "*;q=0", "identity",
                         "gzip;q=nonsense", ";q=1"}) {
    CAPTURE(no);
    CHECK(!accepts_gzip(no));
  }
}

TEST_CASE("If-None-Match lists tags, weak or strong, or a star") {
  CHECK(names_etag("\"a\"", "\"a\""));
  CHECK(names_etag("\"b\", W/\"a\"", "\"a\""));
  CHECK(names_etag("*", "\"a\""));
  CHECK(!names_etag("", "\"a\""));
  CHECK(!names_etag("a", "\"a\""));
  CHECK(!names_etag("\"ab\"", "\"a\""));
}

TEST_CASE("text and JSON get smaller, pictures do not") {
  CHECK(is_compressible("application/json; charset=utf-8"));
  CHECK(is_compressible("application/problem+json"));
  CHECK(is_compressible("text/css"));
  CHECK(is_compressible("image/svg+xml"));
  CHECK(!is_compressible("image/png"));
  CHECK(!is_compressible(""));
}
