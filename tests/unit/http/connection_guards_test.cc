// SPDX-License-Identifier: GPL-3.0-or-later
// The guards over connections, by raw bytes: delays, threads, deadlines, caps, the port (guards 1,
// 2, 3, 9, 10, 13, 15). Held against what happens and in which order, never against how long it
// takes: limits that must not be met are far away.
#include <doctest/doctest.h>
#include <netinet/tcp.h>
#include <sys/resource.h>

#include <atomic>
#include <future>

#include "server/http/search_gate.h"
#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;
using std::chrono::milliseconds;

namespace {

constexpr char kHello[] = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";
// A limit that no test waits for.
constexpr milliseconds kNever{60'000};

ServerOptions patient_options() {
  ServerOptions options = small_options();
  options.request_timeout = kNever;
  options.keep_alive = kNever;
  return options;
}

// Sends a byte now and then until the server answers or that has happened `most` times.
void drip(const RawClient& client, int most) {
  for (int i = 0; i < most && !client.readable_within(milliseconds(20)); ++i) client.send("a");
}

}  // namespace

TEST_CASE("guard 1: requests on a kept connection are not held back by delayed acknowledgements") {
  auto listener = Listener::open({"127.0.0.1", 0});
  REQUIRE(listener);
  const RawClient waiting(listener->port());
  const auto accepted = listener->accept(30'000);
  REQUIRE(accepted);
  int no_delay = 0;
  socklen_t size = sizeof no_delay;
  ::getsockopt(accepted->fd, IPPROTO_TCP, TCP_NODELAY, &no_delay, &size);
  ::close(accepted->fd);
  CHECK(no_delay != 0);
  LiveServer live(echo_routes(), patient_options());
  RawClient client(live.port());
  for (int i = 0; i < 50; ++i) {
    client.send(kHello);
    REQUIRE(status_of(client.response()) == "200");
  }
}

TEST_CASE("guard 2: idle connections hold no thread for long, others are served meanwhile") {
  ServerOptions options = patient_options();
  options.io_threads = 4;
  LiveServer live(echo_routes(), options);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 4; ++i) {
    idle.push_back(std::make_unique<RawClient>(live.port()));
    idle.back()->send(kHello);
    REQUIRE(status_of(idle.back()->response()) == "200");
  }
  // None of them would be given up by itself before the client gives up.
  CHECK(status_of(get(live.port(), "/hello")) == "200");
}

TEST_CASE(
    "guard 2: searches run a few at once, a bounded number waits, the rest is told to retry") {
  SearchGate gate(1, 1, kNever);
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<int> inside = 0;
  LiveServer live({{"GET",
                    {"search"},
                    [&](const Request&, const std::vector<std::string>&) {
                      const auto pass = gate.enter();
                      if (!pass) {
                        Response response = text_response("busy");
                        response.status = SearchGate::busy().status;
                        response.set_header("Retry-After",
                                            std::to_string(SearchGate::busy().retry_after_s));
                        return response;
                      }
                      ++inside;
                      released.wait();
                      return text_response("found");
                    }},
                   {"GET", {"healthz"}, [](const Request&, const std::vector<std::string>&) {
                      return text_response("ok");
                    }}});
  const std::string search = "GET /search HTTP/1.1\r\nHost: t\r\n\r\n";
  RawClient first(live.port());
  first.send(search);
  while (inside == 0) std::this_thread::yield();
  RawClient second(live.port());
  second.send(search);
  // Which of the next ones waits is open; exactly one of the two finds the queue full.
  RawClient third(live.port());
  third.send(search);
  bool second_refused = false;
  bool third_refused = false;
  while (!second_refused && !third_refused) {
    second_refused = second.readable_within(milliseconds(10));
    third_refused = third.readable_within(milliseconds(10));
  }
  CHECK(second_refused != third_refused);
  const std::string refusal = (second_refused ? second : third).response();
  CHECK(status_of(refusal) == "503");
  CHECK(header_of(refusal, "Retry-After") == "1");
  CHECK(status_of(get(live.port(), "/healthz")) ==
        "200");  // cheap answers do not stand in that queue
  release.set_value();
  CHECK(body_of(first.response()) == "found");
  CHECK(body_of((second_refused ? third : second).response()) == "found");
}

TEST_CASE("guard 3: a head that drips in is cut off at the deadline for the whole request") {
  ServerOptions options = small_options();
  options.request_timeout = milliseconds(400);
  LiveServer live(echo_routes(), options);
  RawClient client(live.port());
  client.send("GET /hello HTTP/1.1\r\nHost: t\r\nX: ");
  drip(client, 2000);
  CHECK(status_of(client.response()) == "408");
}

TEST_CASE("guard 3: a body that drips in, and a connection that says nothing, are cut off too") {
  ServerOptions options = small_options();
  options.request_timeout = milliseconds(400);
  LiveServer live(echo_routes(), options);
  RawClient silent(live.port());
  RawClient client(live.port());
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\n");
  drip(client, 1000);  // the whole body, if nothing stops it
  CHECK(status_of(client.response()) == "408");
  CHECK(silent.closes());
}

TEST_CASE("guard 3: an address may hold only so many connections, and gets its place back") {
  ServerOptions options = patient_options();
  options.connections_per_address = 3;
  LiveServer live(echo_routes(), options);
  std::vector<std::unique_ptr<RawClient>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<RawClient>(live.port()));
    held.back()->send(kHello);
    REQUIRE(status_of(held.back()->response()) == "200");
  }
  const std::string refusal = get(live.port(), "/hello");
  CHECK(status_of(refusal) == "429");
  CHECK(header_of(refusal, "Retry-After") == "1");
  held.clear();
  std::string again;
  const auto end = std::chrono::steady_clock::now() + kNever;
  while (status_of(again) != "200" && std::chrono::steady_clock::now() < end)
    again = get(live.port(), "/hello");
  CHECK(status_of(again) == "200");
}

TEST_CASE("guard 9: a burst of connections is taken into the backlog") {
  {
    // Nobody accepts: a connection that finds no place in the backlog is never made.
    auto listener = Listener::open({"127.0.0.1", 0});
    REQUIRE(listener);
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (int i = 0; i < 100; ++i) {
      waiting.push_back(std::make_unique<RawClient>(listener->port()));
      REQUIRE(waiting.back()->connected());
    }
  }
  ServerOptions options = patient_options();
  options.io_threads = 100;
  options.connections_per_address = 1000;
  LiveServer live(echo_routes(), options);
  std::vector<std::unique_ptr<RawClient>> burst;
  for (int i = 0; i < 150; ++i) burst.push_back(std::make_unique<RawClient>(live.port()));
  for (const auto& client : burst)
    client->send("GET /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  for (const auto& client : burst) CHECK(status_of(client->response()) == "200");
}

TEST_CASE("guard 10: a second server on the same port is an error, not a silent sharing") {
  LiveServer live(echo_routes());
  ServerOptions options = small_options();
  options.address.port = live.port();
  Server second(
      options, [](Request&) { return Response(); },
      [](const Request&, const dragoman::api::Fault&) { return Response(); });
  const auto port = second.listen();
  REQUIRE(!port);
  CHECK(port.problem().code == "cannot_listen");
}

TEST_CASE("guard 10: the port of a server that has just stopped can be bound again at once") {
  std::uint16_t port = 0;
  {
    LiveServer live(echo_routes());
    port = live.port();
    CHECK(status_of(get(port, "/hello")) == "200");
  }
  ServerOptions options = small_options();
  options.address.port = port;
  LiveServer again(echo_routes(), options);
  CHECK(status_of(get(port, "/hello")) == "200");
}

TEST_CASE("guard 13: a client cannot choose its address") {
  LiveServer live(echo_routes());
  CHECK(body_of(get(live.port(), "/address",
                    "REMOTE_ADDR: 9.9.9.9\r\nX-Forwarded-For: 8.8.8.8\r\n")) == "127.0.0.1");
}

TEST_CASE("guard 13: behind a configured proxy the client is the last address that is no proxy") {
  ServerOptions options = small_options();
  options.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
  LiveServer live(echo_routes(), options);
  CHECK(body_of(get(live.port(), "/address", "X-Forwarded-For: 6.6.6.6, 8.8.8.8, 10.0.0.1\r\n")) ==
        "8.8.8.8");
  CHECK(body_of(get(live.port(), "/address")) == "127.0.0.1");
}

TEST_CASE("guard 15: descriptors above 1023 work") {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < 1300) return;
  const rlimit before = limit;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  LiveServer live(echo_routes());
  std::vector<int> fillers;
  for (int i = 0; i < 1100; ++i) fillers.push_back(::dup(0));
  CHECK(status_of(get(live.port(), "/hello")) == "200");
  for (const int fd : fillers) ::close(fd);
  live.stop();
  ::setrlimit(RLIMIT_NOFILE, &before);
}

TEST_CASE("connections beyond all threads and their queue are told so at once") {
  ServerOptions options = patient_options();
  options.io_threads = 2;  // and two waiting
  LiveServer live(echo_routes(), options);
  std::vector<std::unique_ptr<RawClient>> silent;
  for (int i = 0; i < 4; ++i) silent.push_back(std::make_unique<RawClient>(live.port()));
  RawClient fifth(live.port());
  CHECK(status_of(fifth.response()) == "503");
}
