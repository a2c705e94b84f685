// SPDX-License-Identifier: GPL-3.0-or-later
// What every answer gets, on the wire: problems, ids, tags, compression, HEAD (guards 6, 7).
#include <doctest/doctest.h>
#include <zlib.h>

#include "server/http/problem.h"
#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;

namespace {

std::string gunzip(const std::string& zipped) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zipped.data()));
  stream.avail_in = static_cast<uInt>(zipped.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? out : "";
}

// The sentences of the error lines about a request.
std::vector<std::string> errors_of(LiveServer& live, const std::string& id) {
  std::vector<std::string> out;
  for (const std::string& line : live.lines()) {
    const std::size_t at = line.find(" error ");
    if (at != std::string::npos && contains(line, id)) out.push_back(line.substr(at + 7));
  }
  return out;
}

}  // namespace

TEST_CASE("guard 6: what an exception says goes to the log, never to the client") {
  LiveServer live(echo_routes());
  const std::string response = get(live.port(), "/throws", "X-Request-Id: abc-1\r\n");
  CHECK(status_of(response) == "500");
  CHECK(!contains(response, "secret"));
  CHECK(!contains(response, "EXCEPTION_WHAT"));
  CHECK(header_of(response, "Content-Type") == "application/problem+json; charset=utf-8");
  CHECK(contains(body_of(response), "\"status\":500"));
  live.stop();
  CHECK(errors_of(live, "abc-1") ==
        std::vector<std::string>{"request abc-1 failed: secret of the house"});
}

TEST_CASE("guard 6: every 500 leaves one error line with its cause, others leave none") {
  std::vector<Route> routes = echo_routes();
  using Wildcards = std::vector<std::string>;
  routes.push_back(
      {"GET", {"odd"}, [](const Request&, const Wildcards&) -> Response { throw 42; }});
  routes.push_back(
      {"GET", {"refused"}, [](const Request& request, const Wildcards&) {
         return problem_response({500, "odd_code", "It went wrong.", {}, 0, ""}, request.target);
       }});
  routes.push_back({"GET", {"told"}, [](const Request&, const Wildcards&) {
                      Response response = text_response("{}");
                      response.status = 500;
                      response.cause = "damaged_index: secret block 7";
                      return response;
                    }});
  LiveServer live(routes);
  CHECK(status_of(get(live.port(), "/odd", "X-Request-Id: id-odd\r\n")) == "500");
  CHECK(status_of(get(live.port(), "/refused", "X-Request-Id: id-refused\r\n")) == "500");
  CHECK(!contains(get(live.port(), "/told", "X-Request-Id: id-told\r\n"), "secret"));
  CHECK(status_of(get(live.port(), "/nowhere", "X-Request-Id: id-none\r\n")) == "404");
  live.stop();
  using Lines = std::vector<std::string>;
  CHECK(errors_of(live, "id-odd") == Lines{"request id-odd failed: an exception of no known type"});
  CHECK(errors_of(live, "id-refused") ==
        Lines{"request id-refused failed: odd_code: It went wrong."});
  CHECK(errors_of(live, "id-told") ==
        Lines{"request id-told failed: damaged_index: secret block 7"});
  CHECK(errors_of(live, "id-none").empty());
}

TEST_CASE(
    "guard 7: bodies are compressed by us with gzip, never with brotli, and only where wanted") {
  LiveServer live(echo_routes());
  for (const char* target : {"/large", "/page"}) {
    CAPTURE(target);
    const std::string plain = get(live.port(), target);
    CHECK(header_of(plain, "Content-Encoding") == "");
    CHECK(header_of(plain, "Vary") == "Accept-Encoding");
    const std::string zipped = get(live.port(), target, "Accept-Encoding: br, gzip;q=0.5\r\n");
    CHECK(header_of(zipped, "Content-Encoding") == "gzip");
    CHECK(header_of(zipped, "Vary") == "Accept-Encoding");
    CHECK(gunzip(body_of(zipped)) == body_of(plain));
    CHECK(header_of(zipped, "ETag") != header_of(plain, "ETag"));
    for (const char* refused :
         {"Accept-Encoding: br\r\n", "Accept-Encoding: gzip;q=0\r\n",
          "Accept-Encoding: gzip;q=0, *\r\n", "Accept-Encoding: gzip;q=0.000\r\n"}) {
      CAPTURE(refused);
      const std::string response = get(live.port(), target, refused);
      CHECK(header_of(response, "Content-Encoding") == "");
      CHECK(body_of(response) == body_of(plain));
    }
  }
}

TEST_CASE("a strong entity tag is answered with 304 when it is still right") {
  LiveServer live(echo_routes());
  const std::string first = get(live.port(), "/hello");
  const std::string etag = header_of(first, "ETag");
  REQUIRE(etag.size() > 2);
  CHECK(etag.front() == '"');
  RawClient client(live.port());
  client.send("GET /hello HTTP/1.1\r\nHost: t\r\nIf-None-Match: \"x\", " + etag + "\r\n\r\n");
  const std::string second = client.response();
  CHECK(status_of(second) == "304");
  CHECK(header_of(second, "ETag") == etag);
  client.send("GET /hello HTTP/1.1\r\nHost: t\r\nIf-None-Match: \"x\"\r\n\r\n");
  CHECK(status_of(client.response()) == "200");
}

TEST_CASE("HEAD is answered like GET without the body, and the connection goes on") {
  LiveServer live(echo_routes());
  RawClient client(live.port());
  client.send("HEAD /large HTTP/1.1\r\nHost: t\r\n\r\n");
  const std::string head = client.response(true);
  CHECK(status_of(head) == "200");
  CHECK(header_of(head, "Content-Length") == "200000");
  client.send("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
  CHECK(body_of(client.response()) == "\"hello\"");
}

TEST_CASE("request ids are echoed when they are harmless and made when not") {
  LiveServer live(echo_routes());
  CHECK(header_of(get(live.port(), "/hello", "X-Request-Id: trace-7\r\n"), "X-Request-Id") ==
        "trace-7");
  const std::string made =
      header_of(get(live.port(), "/hello", "X-Request-Id: a b<c>\r\n"), "X-Request-Id");
  CHECK(made.size() == 16);
  // The library percent-decodes header values; an escaped line break must not become one.
  const std::string response = get(live.port(), "/hello", "X-Request-Id: a%0d%0aEvil: 1\r\n");
  CHECK(!contains(response, "Evil"));
}

TEST_CASE("every answer carries the security headers and its timing") {
  LiveServer live(echo_routes());
  for (const char* target : {"/hello", "/nowhere", "/throws"}) {
    CAPTURE(target);
    const std::string response = get(live.port(), target);
    CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(response, "Referrer-Policy") == "no-referrer");
    CHECK(contains(header_of(response, "Content-Security-Policy"), "default-src 'none'"));
    CHECK(contains(header_of(response, "Server-Timing"), "total;dur="));
    CHECK(header_of(response, "X-Request-Id") != "");
  }
}

TEST_CASE("unknown addresses are 404, known ones with another method 405 with Allow") {
  LiveServer live(echo_routes());
  const std::string missing = get(live.port(), "/nowhere");
  CHECK(status_of(missing) == "404");
  CHECK(contains(body_of(missing), "\"instance\":\"/nowhere\""));
  const std::string wrong = get(live.port(), "/hello", "", "DELETE");
  CHECK(status_of(wrong) == "405");
  CHECK(header_of(wrong, "Allow") == "GET, HEAD");
  CHECK(header_of(get(live.port(), "/echo"), "Allow") == "POST");
}

TEST_CASE("each request leaves one line in the log, whatever it holds") {
  LiveServer live(echo_routes());
  get(live.port(), "/params?q=\"a\"\\", "X-Request-Id: line-1\r\n");
  live.stop();
  int found = 0;
  for (const std::string& line : live.lines()) {
    if (!contains(line, "line-1")) continue;
    ++found;
    CHECK(contains(line, R"(method=GET target="/params?q=\"a\"\\" status=200)"));
    CHECK(contains(line, "address=127.0.0.1"));
  }
  CHECK(found == 1);
}
