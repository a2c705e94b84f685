// SPDX-License-Identifier: GPL-3.0-or-later
// Guard 11: stopping lets requests under way end, waits for no idle connection, and cuts off who
// overstays.
#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;
using std::chrono::milliseconds;
using TestClock = std::chrono::steady_clock;

namespace {

constexpr char kHello[] = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";

struct SlowRoute {
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::atomic<bool> entered = false;
  std::vector<Route> routes() {
    std::vector<Route> out = echo_routes();
    out.push_back({"GET", {"slow"}, [this](const Request&, const std::vector<std::string>&) {
                     entered = true;
                     released.wait();
                     return text_response("done");
                   }});
    return out;
  }
};

}  // namespace

TEST_CASE("guard 11: idle kept connections do not hold up a stop") {
  ServerOptions options = small_options();
  options.keep_alive = milliseconds(30'000);
  options.drain = milliseconds(30'000);
  LiveServer live(echo_routes(), options);
  RawClient idle(live.port());
  idle.send(kHello);
  REQUIRE(status_of(idle.response()) == "200");
  RawClient silent(live.port());
  const auto start = TestClock::now();
  live.stop();
  CHECK(TestClock::now() - start < milliseconds(2000));
  CHECK(idle.closes());
}

TEST_CASE(
    "guard 11: a request under way ends while new ones are still answered, each with Connection: "
    "close") {
  SlowRoute slow;
  ServerOptions options = small_options();
  options.drain = milliseconds(20'000);
  LiveServer live(slow.routes(), options);
  RawClient client(live.port());
  client.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  while (!slow.entered) std::this_thread::yield();
  live.server().stop();
  CHECK(live.server().draining());
  const std::string meanwhile = get(live.port(), "/hello");
  CHECK(status_of(meanwhile) == "200");
  CHECK(header_of(meanwhile, "Connection") == "close");
  slow.release.set_value();
  CHECK(body_of(client.response()) == "done");
  live.stop();
  RawClient late(live.port());
  CHECK(!late.connected());
}

TEST_CASE("guard 11: who still sends after the drain time is cut off") {
  ServerOptions options = small_options();
  options.request_timeout = milliseconds(30'000);
  options.drain = milliseconds(200);
  LiveServer live(echo_routes(), options);
  RawClient dripping(live.port());
  dripping.send("GET /hello HTTP/1.1\r\nHost: t\r\n");
  REQUIRE(status_of(get(live.port(), "/hello")) ==
          "200");  // by now the other connection is being read
  const auto start = TestClock::now();
  live.stop();
  CHECK(TestClock::now() - start < milliseconds(2000));
}

TEST_CASE("guard 11: a request whose handling threw is not waited for") {
  ServerOptions options = small_options();
  options.drain = milliseconds(600'000);
  Server server(
      options, [](Request&) { return Response(); },
      [](const Request&, const dragoman::api::Fault&) -> Response { throw std::bad_alloc(); });
  const auto port = server.listen();
  REQUIRE(port);
  auto ended = std::async(std::launch::async, [&server] { server.run(); });
  RawClient client(*port);
  client.send("NOT HTTP\r\n\r\n");
  CHECK(client.closes());
  server.stop();
  ended.get();  // after the drain time if the request still counted
}
