// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted socket: reads a request head and body and writes a response, each under a deadline
// for the whole of it, so that a peer that drips bytes cannot hold a thread. Knows where a head
// ends, nothing of what is in it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman::http {

using Clock = std::chrono::steady_clock;

enum class ReadResult { kDone, kClosed, kTimeout, kTooLong };

class Connection {
 public:
  // Takes the descriptor over. `address` is the peer's, numeric.
  Connection(int fd, std::string address) : fd_(fd), address_(std::move(address)) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int fd() const { return fd_; }
  const std::string& address() const { return address_; }

  // Waits for the first byte of a request. Returns false when the peer closed, nothing came for
  // `idle`, or `draining` became true meanwhile.
  bool wait_for_request(std::chrono::milliseconds idle, const std::atomic<bool>& draining);

  // Reads up to and including the empty line that ends a head. On kTooLong and kTimeout `head`
  // holds what came.
  ReadResult read_head(Clock::time_point deadline, std::string& head);
  // Requires: a head was read. Reads exactly `size` bytes.
  ReadResult read_body(std::size_t size, Clock::time_point deadline, std::string& body);
  // Returns false when the peer went away or took too long.
  bool write(std::string_view bytes, Clock::time_point deadline);

  // Sends what is left, then reads and drops what the peer still sends for a moment: closing with
  // unread input would reset the connection and lose the answer.
  void close_gently();
  // The same without waiting: drops only what is already there.
  void drop_input();

 private:
  ReadResult fill(Clock::time_point deadline);

  int fd_;
  std::string address_;
  std::string buffer_;  // read from the socket, not yet taken
};

}  // namespace dragoman::http
