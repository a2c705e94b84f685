// SPDX-License-Identifier: GPL-3.0-or-later
// Connections in, requests to one handler, responses out: accept limits, threads, deadlines,
// keep-alive, drain. The one place that sees the HTTP library is its source file. Knows no routes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/http/head_guard.h"
#include "server/http/listener.h"
#include "server/http/message.h"

namespace dragoman::http {

struct ServerOptions {
  ListenAddress address{"127.0.0.1", 0};
  std::size_t io_threads = 256;
  std::size_t connections_per_address = 64;
  std::chrono::milliseconds request_timeout{10'000};   // first byte to last of one request
  std::chrono::milliseconds response_timeout{30'000};  // taking a response, or 256 KiB of it
  std::chrono::milliseconds keep_alive{5'000};
  std::chrono::milliseconds drain{5'000};
  HeadLimits limits;
  std::vector<std::string> trusted_proxies;
};

// Makes the whole response of a request; must not throw.
using Respond = std::function<Response(Request&)>;
// Makes the response of a request refused before it could be read; `request` holds what is known of
// it.
using Refuse = std::function<Response(const Request&, const api::Fault&)>;

class Server {
 public:
  Server(ServerOptions options, Respond respond, Refuse refuse);
  ~Server();

  // Binds and listens. Returns the port. Problems: cannot_listen.
  Result<std::uint16_t> listen();
  // Serves until stop(), then drains: requests under way get `drain` to end, new ones are answered
  // with Connection: close while any is under way; whoever is left is cut off. Requires: listen()
  // succeeded.
  void run();
  // Thread safety: any thread, any time.
  void stop();
  bool draining() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace dragoman::http
