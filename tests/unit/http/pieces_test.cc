// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies sent while they are made: framing, compression, breaking off, and clients that stop
// reading.
#include <doctest/doctest.h>
#include <zlib.h>

#include <atomic>
#include <condition_variable>

#include "server/http/encoding.h"
#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;

namespace {

using Wildcards = std::vector<std::string>;

// `count` pieces of `piece`; then the end, or an exception.
Route pieces_route(std::size_t count, std::string piece, bool breaks = false) {
  return {"GET", {"pieces"}, [count, piece, breaks](const Request&, const Wildcards&) {
            Response response;
            response.content_type = "text/csv; charset=utf-8";
            response.pieces = [left = std::make_shared<std::size_t>(count), piece,
                               breaks](std::string& out) {
              if (*left == 0 && breaks) throw std::runtime_error("secret of the house");
              if (*left == 0) return false;
              --*left;
              out += piece;
              return true;
            };
            return response;
          }};
}

// Everything until the server closes.
std::string whole(std::uint16_t port, const std::string& version, const std::string& headers = "",
                  const std::string& method = "GET") {
  RawClient client(port);
  client.send(method + " /pieces " + version + "\r\nHost: test\r\nConnection: close\r\n" + headers +
              "\r\n");
  std::string out;
  for (std::string more = client.rest(); !more.empty(); more = client.rest()) out += more;
  return out;
}

// The body of a chunked response; "broken" when its end is missing.
std::string unchunked(const std::string& response) {
  const std::string body = body_of(response);
  std::string out;
  std::size_t at = 0;
  while (true) {
    const std::size_t line = body.find("\r\n", at);
    if (line == std::string::npos) return "broken";
    const std::size_t size = std::stoul(body.substr(at, line - at), nullptr, 16);
    at = line + 2;
    if (size == 0) return body.substr(at) == "\r\n" ? out : "broken";
    if (at + size + 2 > body.size()) return "broken";
    out += body.substr(at, size);
    at += size + 2;
  }
}

std::string gunzip(const std::string& zipped) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(8 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zipped.data()));
  stream.avail_in = static_cast<uInt>(zipped.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? out : "damaged";
}

std::string repeated(std::size_t count, const std::string& piece) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("pieces arrive as chunks, whole and in order") {
  for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
    LiveServer live({pieces_route(count, "line of text, 1\r\n")});
    const std::string response = whole(live.port(), "HTTP/1.1");
    CHECK(status_of(response) == "200");
    CHECK(header_of(response, "Transfer-Encoding") == "chunked");
    CHECK(header_of(response, "Content-Length") == "");
    CHECK(header_of(response, "ETag") == "");
    CHECK(header_of(response, "Cache-Control") == "no-store");
    CHECK(unchunked(response) == repeated(count, "line of text, 1\r\n"));
  }
}

TEST_CASE("a connection serves on after pieces") {
  LiveServer live({pieces_route(3, "abc"), echo_routes()[0]});
  RawClient client(live.port());
  client.send(
      "GET /pieces HTTP/1.1\r\nHost: test\r\n\r\nGET /hello HTTP/1.1\r\nHost: test\r\n"
      "Connection: close\r\n\r\n");
  std::string all;
  for (std::string more = client.rest(); !more.empty(); more = client.rest()) all += more;
  CHECK(contains(all, "\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1 200"));
  CHECK(contains(all, "\"hello\""));
}

TEST_CASE("HTTP/1.0 gets the bytes alone, HEAD none of them") {
  LiveServer live({pieces_route(3, "abc")});
  const std::string old = whole(live.port(), "HTTP/1.0");
  CHECK(header_of(old, "Transfer-Encoding") == "");
  CHECK(body_of(old) == "abcabcabc");
  const std::string head = whole(live.port(), "HTTP/1.1", "", "HEAD");
  CHECK(status_of(head) == "200");
  CHECK(body_of(head) == "");
}

TEST_CASE("pieces are compressed as they come") {
  const std::string piece = repeated(100, "alpha, beta, gamma\r\n");
  LiveServer live({pieces_route(500, piece)});
  const std::string response = whole(live.port(), "HTTP/1.1", "Accept-Encoding: gzip\r\n");
  CHECK(header_of(response, "Content-Encoding") == "gzip");
  CHECK(contains(header_of(response, "Vary"), "Accept-Encoding"));
  const std::string zipped = unchunked(response);
  CHECK(zipped.size() < 500 * piece.size() / 10);
  CHECK(gunzip(zipped) == repeated(500, piece));
  LiveServer empty({pieces_route(0, "")});
  CHECK(gunzip(unchunked(whole(empty.port(), "HTTP/1.1", "Accept-Encoding: gzip\r\n"))) == "");
}

TEST_CASE("a body that fails midway is broken off for the client to see, and the log says why") {
  for (const char* headers :
       {"X-Request-Id: id-break\r\n", "X-Request-Id: id-break\r\nAccept-Encoding: gzip\r\n"}) {
    LiveServer live({pieces_route(2, "abc", true)});
    const std::string response = whole(live.port(), "HTTP/1.1", headers);
    CHECK(status_of(response) == "200");
    CHECK(unchunked(response) == "broken");
    CHECK(!contains(response, "secret"));
    live.stop();
    bool told = false;
    std::size_t access_lines = 0;
    for (const std::string& line : live.lines()) {
      told = told || contains(line, "request id-break broke off: secret of the house");
      access_lines += contains(line, "id=id-break") ? 1 : 0;
    }
    CHECK(told);
    CHECK(access_lines == 1);
  }
}

TEST_CASE("a client that stops reading is dropped, and the pieces end") {
  std::mutex mutex;
  std::condition_variable changed;
  bool ended = false;
  struct AtEnd {
    std::function<void()> call;
    ~AtEnd() { call(); }
  };
  ServerOptions options = small_options();
  options.response_timeout = std::chrono::milliseconds(200);
  LiveServer live({{"GET",
                    {"pieces"},
                    [&](const Request&, const Wildcards&) {
                      Response response;
                      response.content_type = "application/octet-stream";
                      auto at_end = std::make_shared<AtEnd>();
                      at_end->call = [&] {
                        const std::lock_guard lock(mutex);
                        ended = true;
                        changed.notify_all();
                      };
                      response.pieces = [at_end](std::string& out) {
                        out.append(100'000, 'x');
                        return true;  // for ever
                      };
                      return response;
                    }}},
                  options);
  RawClient client(live.port());
  client.send("GET /pieces HTTP/1.1\r\nHost: test\r\n\r\n");
  std::unique_lock lock(mutex);
  CHECK(changed.wait_for(lock, std::chrono::seconds(30), [&] { return ended; }));
}

TEST_CASE("gzip in pieces is gzip") {
  std::string out;
  GzipStream zip(1);
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    const std::string piece = "number " + std::to_string(i * 7919 % 1000) + "\n";
    text += piece;
    zip.append(piece, false, out);
  }
  zip.append("", true, out);
  CHECK(gunzip(out) == text);
}
