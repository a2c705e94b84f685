// SPDX-License-Identifier: GPL-3.0-or-later
// A real server on 127.0.0.1 and a client that writes raw bytes: what the guards are tested with.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "server/http/responder.h"
#include "server/http/router.h"
#include "server/http/server.h"

namespace dragoman::http::test {

// A socket to a port of this machine. Reads and connecting give up after thirty seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval limit{30, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(fd_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) const {
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  // Reads one response by its Content-Length (none of a HEAD's body). "" when the server closed
  // without one.
  std::string response(bool is_head = false) {
    while (buffer_.find("\r\n\r\n") == std::string::npos) {
      if (!fill()) return std::exchange(buffer_, "");
    }
    const std::size_t head = buffer_.find("\r\n\r\n") + 4;
    const std::size_t at = buffer_.find("Content-Length: ");
    const bool bodiless =
        is_head || buffer_.compare(9, 3, "304") == 0 || buffer_.compare(9, 3, "100") == 0;
    const std::size_t length = at < head && !bodiless ? std::stoul(buffer_.substr(at + 16, 12)) : 0;
    while (buffer_.size() < head + length && fill()) {
    }
    const std::string one = buffer_.substr(0, head + length);
    buffer_.erase(0, one.size());
    return one;
  }
  // Returns what has come, waiting for at least one byte; "" when the server closed.
  std::string rest() {
    if (buffer_.empty()) fill();
    return std::exchange(buffer_, "");
  }
  // Returns true when the server closes the connection (without more bytes) before reads give up.
  bool closes() {
    const bool more = buffer_.empty() && fill();
    return !more && buffer_.empty() && !timed_out_;
  }
  // Whether bytes or the end of the stream are there within the time.
  bool readable_within(std::chrono::milliseconds time) const {
    pollfd entry{fd_, POLLIN, 0};
    return ::poll(&entry, 1, static_cast<int>(time.count())) > 0;
  }

 private:
  bool fill() {
    char bytes[8192];
    const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
    timed_out_ = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int fd_;
  bool connected_ = false;
  bool timed_out_ = false;
  std::string buffer_;
};

inline ServerOptions small_options() {
  ServerOptions options;
  options.io_threads = 8;
  options.request_timeout = std::chrono::milliseconds(2000);
  options.keep_alive = std::chrono::milliseconds(1000);
  options.drain = std::chrono::milliseconds(2000);
  return options;
}

// A server of the given routes, from construction to destruction.
class LiveServer {
 public:
  explicit LiveServer(std::vector<Route> routes, const ServerOptions& options = small_options())
      : router_(std::move(routes)),
        log_("info", "text",
             [this](const std::string& line) {
               const std::lock_guard lock(mutex_);
               lines_.push_back(line);
             }),
        responder_(router_, log_),
        server_(
            options, [this](Request& request) { return responder_.respond(request); },
            [this](const Request& request, const api::Fault& fault) {
              return responder_.refuse(request, fault);
            }) {
    port_ = *server_.listen();
    thread_ = std::thread([this] { server_.run(); });
  }
  ~LiveServer() { stop(); }

  std::uint16_t port() const { return port_; }
  Server& server() { return server_; }
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
  Router router_;
  Log log_;
  Responder responder_;
  Server server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

inline Response text_response(std::string text,
                              std::string type = "application/json; charset=utf-8") {
  Response response;
  response.content_type = std::move(type);
  response.body = std::move(text);
  return response;
}

// Routes that show what arrived: /echo answers the body, /items/* the decoded id.
inline std::vector<Route> echo_routes() {
  using Wildcards = std::vector<std::string>;
  return {
      {"GET",
       {"hello"},
       [](const Request&, const Wildcards&) { return text_response("\"hello\""); }},
      {"POST",
       {"echo"},
       [](const Request& request, const Wildcards&) { return text_response(request.body); }},
      {"GET",
       {"api", "v1", "items", "*"},
       [](const Request&, const Wildcards& ids) { return text_response("id=" + ids[0]); }},
      {"GET",
       {"params"},
       [](const Request& request, const Wildcards&) {
         std::string out;
         for (const api::Param& param : request.params) out += param.name + "=" + param.value + ";";
         return text_response(out);
       }},
      {"GET",
       {"address"},
       [](const Request& request, const Wildcards&) { return text_response(request.address); }},
      {"GET",
       {"throws"},
       [](const Request&, const Wildcards&) -> Response {
         throw std::runtime_error("secret of the house");
       }},
      {"GET",
       {"large"},
       [](const Request&, const Wildcards&) { return text_response(std::string(200'000, 'x')); }},
      {"GET",
       {"page"},
       [](const Request&, const Wildcards&) {
         return text_response(std::string(126'000, 'p'), "text/html; charset=utf-8");
       }},
  };
}

// One request on a connection of its own; `headers` are whole lines with their ends.
inline std::string get(std::uint16_t port, const std::string& target,
                       const std::string& headers = "", const std::string& method = "GET") {
  RawClient client(port);
  client.send(method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
  return client.response(method == "HEAD");
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
inline std::string status_of(const std::string& response) {
  return response.size() > 12 ? response.substr(9, 3) : "";
}
inline std::string body_of(const std::string& response) {
  const std::size_t at = response.find("\r\n\r\n");
  return at == std::string::npos ? "" : response.substr(at + 4);
}
inline std::string header_of(const std::string& response, const std::string& name) {
  const std::size_t at = response.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const std::size_t begin = at + name.size() + 4;
  return response.substr(begin, response.find("\r\n", begin) - begin);
}

}  // namespace dragoman::http::test
