// SPDX-License-Identifier: GPL-3.0-or-later
// Heads as bytes: any bytes in, one reading or a refusal.
#include "server/http/head_guard.h"

#include <doctest/doctest.h>

#include <random>

using namespace dragoman::http;

TEST_CASE("a good head is read and written anew without Expect and Range") {
  std::optional<dragoman::api::Fault> fault;
  const Head head = inspect_head(
      "\r\nPOST /a?b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nRange: "
      "bytes=0-\r\nContent-Length: 5\r\n"
      "Connection: keep-alive, Close\r\nX:\tpadded \r\n\r\n",
      {}, fault);
  REQUIRE(!fault);
  CHECK(head.method == "POST");
  CHECK(head.target == "/a?b");
  CHECK(head.body_bytes == 5);
  CHECK(head.expects_continue);
  CHECK(head.wants_close);
  CHECK(canonical_head(head) ==
        "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: keep-alive, Close\r\nX: "
        "padded\r\n\r\n");
}

TEST_CASE("HTTP/1.0 needs no host and closes") {
  std::optional<dragoman::api::Fault> fault;
  const Head head = inspect_head("GET / HTTP/1.0\r\n\r\n", {}, fault);
  CHECK(!fault);
  CHECK(head.wants_close);
}

TEST_CASE("random bytes are always read or refused") {
  std::mt19937 random(7);
  const std::string pieces[] = {"GET",
                                " ",
                                "/",
                                "HTTP/1.1",
                                "\r\n",
                                "\n",
                                "\r",
                                ":",
                                "Host: a",
                                "Content-Length: ",
                                "9",
                                "\t",
                                std::string(1, '\0'),
                                "\xff",
                                "Transfer-Encoding: chunked"};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (auto i = random() % 30; i > 0; --i) bytes += pieces[random() % std::size(pieces)];
    bytes += "\r\n\r\n";
    std::optional<dragoman::api::Fault> fault;
    const Head head = inspect_head(bytes, {}, fault);
    if (fault) continue;
    std::optional<dragoman::api::Fault> again;
    const Head second = inspect_head(canonical_head(head), {}, again);
    CHECK(!again);
    CHECK(second.target == head.target);
    CHECK(second.body_bytes == head.body_bytes);
  }
}
