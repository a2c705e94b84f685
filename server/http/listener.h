// SPDX-License-Identifier: GPL-3.0-or-later
// The listening socket: bound once with SO_REUSEADDR only (a second instance on the port is an
// error, never a silent sharing), a long backlog, close-on-exec. Accepts; knows nothing of HTTP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/result.h"

namespace dragoman::http {

struct ListenAddress {
  std::string host;  // numeric or a name; without brackets
  std::uint16_t port = 0;
};

// Reads "ADDR:PORT", "[v6]:PORT".
std::optional<ListenAddress> parse_listen_address(const std::string& text);
// Returns "127.0.0.1:8080" or "[::1]:8080".
std::string format_address(const ListenAddress& address);

struct Accepted {
  int fd = -1;
  std::string address;  // of the peer, numeric; IPv4-mapped IPv6 is written as IPv4
};

class Listener {
 public:
  // Problems: cannot_listen with the system's reason.
  static Result<Listener> open(const ListenAddress& address);
  Listener(Listener&& other) noexcept;
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  // The port bound: the one asked for, or the one chosen for 0.
  std::uint16_t port() const { return port_; }

  // Waits at most timeout_ms for a connection. Returns nullopt when none came; a failed accept
  // (peer gone, out of descriptors) is never the end of listening.
  std::optional<Accepted> accept(int timeout_ms);

 private:
  Listener(int fd, std::uint16_t port) : fd_(fd), port_(port) {}
  int fd_;
  std::uint16_t port_;
};

}  // namespace dragoman::http
