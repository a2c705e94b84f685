// SPDX-License-Identifier: GPL-3.0-or-later
// poll() and non-blocking calls only: no select(), whose sets end at descriptor 1023.
#include "server/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "server/http/head_guard.h"

namespace dragoman::http {
namespace {

constexpr std::chrono::milliseconds kDrainSlice{100};
constexpr std::chrono::milliseconds kLinger{500};
constexpr std::size_t kMaxLingerBytes = 1u << 20;

// Returns 1 when ready, 0 at the deadline, -1 on an error.
int wait_for(int fd, short events, Clock::time_point deadline) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return 0;
    pollfd entry{fd, events, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::min<long>(left, 60'000)));
    if (ready > 0) return 1;
    if (ready < 0 && errno != EINTR) return -1;
  }
}

}  // namespace

Connection::~Connection() { ::close(fd_); }

ReadResult Connection::fill(Clock::time_point deadline) {
  std::array<char, 16384> bytes;
  while (true) {
    // The deadline is looked at before every read: a peer that always has one more byte must not
    // outrun it.
    const int ready = wait_for(fd_, POLLIN, deadline);
    if (ready == 0) return ReadResult::kTimeout;
    if (ready < 0) return ReadResult::kClosed;
    const ssize_t count = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count > 0) {
      buffer_.append(bytes.data(), static_cast<std::size_t>(count));
      return ReadResult::kDone;
    }
    if (count == 0) return ReadResult::kClosed;
    if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) return ReadResult::kClosed;
  }
}

bool Connection::wait_for_request(std::chrono::milliseconds idle,
                                  const std::atomic<bool>& draining) {
  const Clock::time_point end = Clock::now() + idle;
  while (buffer_.empty()) {
    if (draining.load()) return false;
    const ReadResult result = fill(std::min(end, Clock::now() + kDrainSlice));
    if (result == ReadResult::kClosed) return false;
    if (result == ReadResult::kTimeout && Clock::now() >= end) return false;
  }
  return true;
}

ReadResult Connection::read_head(Clock::time_point deadline, std::string& head) {
  while (true) {
    std::size_t start = 0;  // empty lines before a request are allowed
    while (buffer_.compare(start, 2, "\r\n") == 0) start += 2;
    const std::size_t end = buffer_.find("\r\n\r\n", start);
    const std::size_t bare =
        buffer_.find("\n\n", start);  // refused later; waiting for CR LF would only time out
    if (bare != std::string::npos && (end == std::string::npos || bare < end)) {
      head = buffer_.substr(0, bare + 2);
      buffer_.erase(0, bare + 2);
      return ReadResult::kDone;
    }
    if (end != std::string::npos && end + 4 <= kMaxHeadBytes) {
      head = buffer_.substr(0, end + 4);
      buffer_.erase(0, end + 4);
      return ReadResult::kDone;
    }
    const bool long_line =
        buffer_.size() > kMaxLineBytes && buffer_.find('\n', start) == std::string::npos;
    if (buffer_.size() > kMaxHeadBytes || long_line) {
      head = buffer_.substr(0, kMaxHeadBytes);
      return ReadResult::kTooLong;
    }
    const ReadResult result = fill(deadline);
    if (result != ReadResult::kDone) {
      head = buffer_;
      return result;
    }
  }
}

ReadResult Connection::read_body(std::size_t size, Clock::time_point deadline, std::string& body) {
  while (buffer_.size() < size) {
    const ReadResult result = fill(deadline);
    if (result != ReadResult::kDone) return result;
  }
  body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return ReadResult::kDone;
}

bool Connection::write(std::string_view bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      if (wait_for(fd_, POLLOUT, deadline) != 1) return false;
    } else if (count < 0 && errno != EINTR) {
      return false;
    }
  }
  return true;
}

void Connection::close_gently() {
  ::shutdown(fd_, SHUT_WR);
  const Clock::time_point deadline = Clock::now() + kLinger;
  std::size_t dropped = 0;
  while (dropped < kMaxLingerBytes) {
    buffer_.clear();
    if (fill(deadline) != ReadResult::kDone) return;
    dropped += buffer_.size();
  }
}

void Connection::drop_input() {
  ::shutdown(fd_, SHUT_WR);
  std::array<char, 16384> bytes;
  for (std::size_t dropped = 0; dropped < kMaxLingerBytes;) {
    const ssize_t count = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count <= 0) return;
    dropped += static_cast<std::size_t>(count);
  }
}

}  // namespace dragoman::http
