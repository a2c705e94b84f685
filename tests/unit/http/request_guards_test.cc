// SPDX-License-Identifier: GPL-3.0-or-later
// The guards over single requests, by raw bytes: framing, methods, ranges, text, routing (guards 4,
// 5, 8, 12, 14).
#include <doctest/doctest.h>

#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;

namespace {

struct Refusal {
  const char* what;
  std::string request;
  const char* status;
};

}  // namespace

TEST_CASE(
    "guard 4: requests whose end could be read in two ways are refused and the connection is "
    "closed") {
  LiveServer live(echo_routes());
  const std::string smuggled = "GET /throws HTTP/1.1\r\nHost: t\r\n\r\n";
  const std::vector<Refusal> refusals = {
      {"chunked",
       "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
       "411"},
      {"chunked and length",
       "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nTransfer-Encoding: "
       "chunked\r\n\r\n0\r\n\r\n" +
           smuggled,
       "411"},
      {"compressed body",
       "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
       "415"},
      {"body on GET", "GET /hello HTTP/1.1\r\nHost: t\r\nContent-Length: 35\r\n\r\n" + smuggled,
       "400"},
      {"body on HEAD", "HEAD /hello HTTP/1.1\r\nHost: t\r\nContent-Length: 35\r\n\r\n" + smuggled,
       "400"},
      {"no length", "POST /echo HTTP/1.1\r\nHost: t\r\n\r\n" + smuggled, "411"},
      {"two lengths",
       "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
       "400"},
      {"length list", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3, 3\r\n\r\nabc", "400"},
      {"negative length", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n", "400"},
      {"signed length", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: +3\r\n\r\nabc", "400"},
      {"huge length",
       "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999999\r\n\r\n", "413"},
      {"long body", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\n", "413"},
      {"range on the API", "GET /api/v1/items/a HTTP/1.1\r\nHost: t\r\nRange: bytes=0-1\r\n\r\n",
       "400"},
      {"unknown method", "BREW /hello HTTP/1.1\r\nHost: t\r\n\r\n", "501"},
      {"CONNECT", "CONNECT test:80 HTTP/1.1\r\nHost: t\r\n\r\n", "501"},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
      {"no host", "GET /hello HTTP/1.1\r\n\r\n", "400"},
      {"two hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"folded header", "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\n\r\n", "400"},
      {"space before colon", "GET /hello HTTP/1.1\r\nHost : t\r\n\r\n", "400"},
      {"bare line feeds", "GET /hello HTTP/1.1\nHost: t\n\n", "400"},
      {"garbage", "\x16\x03\x01\x02\r\n\r\n", "400"},
  };
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.what);
    RawClient client(live.port());
    REQUIRE(client.send(refusal.request));
    const std::string response = client.response(refusal.request.rfind("HEAD", 0) == 0);
    CHECK(status_of(response) == refusal.status);
    CHECK(header_of(response, "Connection") == "close");
    CHECK(header_of(response, "Content-Type") == "application/problem+json; charset=utf-8");
    CHECK(client.closes());  // what followed was never taken for a request
  }
}

TEST_CASE(
    "guard 4: a body with a length arrives whole and the next request on the connection is read "
    "right") {
  LiveServer live(echo_routes());
  RawClient client(live.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 34\r\n\r\nGET /hello HTTP/1.1\r\nHost: "
      "t\r\n\r\n\r\n");
  CHECK(body_of(client.response()) == "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n\r\n");
  client.send(
      "GET /hello HTTP/1.1\r\nHost: t\r\n\r\nGET /api/v1/items/2 HTTP/1.1\r\nHost: t\r\n\r\n");
  CHECK(body_of(client.response()) == "\"hello\"");
  CHECK(body_of(client.response()) == "id=2");
}

TEST_CASE("guard 4: a client that waits for 100-continue is told to go on, once") {
  LiveServer live(echo_routes());
  RawClient client(live.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(status_of(client.response()) == "100");
  client.send("abc");
  const std::string response = client.response();
  CHECK(status_of(response) == "200");
  CHECK(body_of(response) == "abc");
}

TEST_CASE("guard 4: a range on other paths is ignored, a malformed one too") {
  LiveServer live(echo_routes());
  for (const char* range : {"Range: bytes=0-1\r\n", "Range: nonsense\r\n"}) {
    const std::string response = get(live.port(), "/hello", range);
    CHECK(status_of(response) == "200");
    CHECK(body_of(response) == "\"hello\"");
  }
}

TEST_CASE("guard 5: the number and size of headers are capped") {
  LiveServer live(echo_routes());
  std::string many;
  for (int i = 0; i < 100; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
  CHECK(status_of(get(live.port(), "/hello", many)) == "431");
  CHECK(status_of(get(live.port(), "/hello", "X: " + std::string(40'000, 'a') + "\r\n")) == "431");
  many.clear();
  for (int i = 0; i < 60; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
  CHECK(status_of(get(live.port(), "/hello", many)) == "200");
}

TEST_CASE(
    "guard 8: query strings that are no valid text are refused with the parameter and the place") {
  LiveServer live(echo_routes());
  for (const char* bad :
       {"/params?q=%FF", "/params?q=a%00b", "/params?q=%C3%28", "/params?q=%ED%A0%80",
        "/params?q=%", "/params?q=%zz", "/params?%FF=a", "/hello%FF", "/a%00b"}) {
    CAPTURE(bad);
    const std::string response = get(live.port(), bad);
    CHECK(status_of(response) == "400");
    CHECK(contains(body_of(response), "\"errors\":[{\"param\":"));
    CHECK(contains(body_of(response), "\"hint\":"));
  }
  CHECK(contains(body_of(get(live.port(), "/params?x=1&q=ab%00c")), R"("param":"q","position":2)"));
  CHECK(body_of(get(live.port(), "/params?q=%E9%AB%98+a%2Bb&q=&r")) == "q=高 a+b;q=;r=;");
  CHECK(body_of(get(live.port(), "/params?q=高市")) ==
        "q=高市;");  // unencoded, as some clients send it
}

TEST_CASE("guard 12: an address over 8000 bytes is 414 and names POST") {
  LiveServer live(echo_routes());
  const std::string response = get(live.port(), "/params?q=" + std::string(8000, 'a'));
  CHECK(status_of(response) == "414");
  CHECK(contains(body_of(response), "POST"));
  CHECK(status_of(get(live.port(), "/params?q=" + std::string(100'000, 'a'))) == "414");
  CHECK(status_of(get(live.port(), "/params?q=" + std::string(7900, 'a'))) == "200");
}

TEST_CASE("guard 14: routing works on the raw target, an escaped slash in an id is data") {
  LiveServer live(echo_routes());
  CHECK(body_of(get(live.port(), "/api/v1/items/a%2Fb")) == "id=a/b");
  CHECK(body_of(get(live.port(), "/api/v1/items/%2E%2E%2Fhello")) == "id=../hello");
  CHECK(body_of(get(live.port(), "/api/v1/items/a%3Fb%23c")) == "id=a?b#c");
  CHECK(body_of(get(live.port(), "/api/v1/items/a+b")) == "id=a+b");
  CHECK(body_of(get(live.port(), "http://test/api/v1/items/x")) == "id=x");
  CHECK(status_of(get(live.port(), "/api/v1/items/a/b")) == "404");
  CHECK(status_of(get(live.port(), "/api%2Fv1/items/a")) == "404");
  CHECK(status_of(get(live.port(), "/api/v1/items/")) == "404");
  CHECK(status_of(get(live.port(), "/api/v1/../v1/items/a")) == "404");
}
