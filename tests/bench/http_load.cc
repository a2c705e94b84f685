// SPDX-License-Identifier: GPL-3.0-or-later
// Targets, one a line → what a client sees of a server on 127.0.0.1: with SECONDS 0 each target
// once, in order, over one kept connection, a line "milliseconds TAB the server's own TAB its CPU
// milliseconds TAB total" each; else requests per second of several clients. A lean client, so that
// a measurement is of the server. Knows no more of HTTP than needed.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/process_usage.h"

namespace {

using dragoman::bench::CpuClock;
using dragoman::bench::Stopwatch;

struct Answer {
  int status = 0;
  double server_ms = -1;
  long long total = -1;
};

/// Returns the number behind `name` in text, or `otherwise`.
template <typename Number>
Number number_after(std::string_view text, std::string_view name, Number otherwise) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return otherwise;
  const char* begin = text.data() + at + name.size();
  std::from_chars(begin, text.data() + text.size(), otherwise);
  return otherwise;
}

class Connection {
 public:
  explicit Connection(unsigned short port) : port_(port) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { disconnect(); }

  /// Throws std::runtime_error when the server cannot be reached or hangs up.
  Answer get(const std::string& target) {
    if (socket_ < 0) connect_now();
    send_all("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    const std::size_t head_end = read_until_blank_line();
    const std::string_view head = std::string_view(buffer_).substr(0, head_end);
    const auto length = number_after<std::size_t>(head, "Content-Length: ", 0);
    const bool closes = head.find("Connection: close") != std::string_view::npos;
    Answer answer;
    answer.status = number_after(head, "HTTP/1.1 ", 0);
    answer.server_ms = number_after(head, "total;dur=", -1.0);
    while (buffer_.size() < head_end + length) read_more();
    answer.total =
        number_after<long long>(std::string_view(buffer_).substr(head_end), "\"total\":", -1);
    if (closes) disconnect();
    return answer;
  }

 private:
  void connect_now() {
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  void disconnect() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

  void send_all(const std::string& request) {
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("cannot send");
    }
    buffer_.clear();
  }

  void read_more() {
    const std::size_t before = buffer_.size();
    constexpr std::size_t kStep = 1 << 16;
    buffer_.resize(before + kStep);
    const ssize_t count = recv(socket_, buffer_.data() + before, kStep, 0);
    if (count <= 0) throw std::runtime_error("the server hung up");
    buffer_.resize(before + static_cast<std::size_t>(count));
  }

  std::size_t read_until_blank_line() {
    for (;;) {
      const std::size_t end = buffer_.find("\r\n\r\n");
      if (end != std::string::npos) return end + 4;
      read_more();
    }
  }

  unsigned short port_;
  int socket_ = -1;
  std::string buffer_;
};

void print_times(unsigned short port, pid_t server, const std::vector<std::string>& targets) {
  Connection connection(port);
  const CpuClock cpu(server);
  for (const std::string& target : targets) {
    const double cpu_before = cpu.milliseconds();
    const Stopwatch watch;
    const Answer answer = connection.get(target);
    const double spent = watch.milliseconds();
    if (answer.status != 200) {
      throw std::runtime_error("status " + std::to_string(answer.status) + " for " + target);
    }
    std::printf("%.4f\t%.4f\t%.4f\t%lld\n", spent, answer.server_ms,
                cpu.milliseconds() - cpu_before, answer.total);
  }
}

void print_throughput(unsigned short port, const std::vector<std::string>& targets,
                      unsigned clients, double seconds) {
  std::atomic<std::size_t> next{0}, failed{0};
  std::vector<std::thread> threads;
  const Stopwatch watch;
  for (unsigned client = 0; client < clients; ++client) {
    threads.emplace_back([&] {
      try {
        Connection connection(port);
        while (watch.seconds() < seconds) {
          if (connection.get(targets[next++ % targets.size()]).status != 200) ++failed;
        }
      } catch (const std::runtime_error&) {
        ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("{\"requests\": %zu, \"failed\": %zu, \"seconds\": %.4f}\n", next.load(),
              failed.load(), watch.seconds());
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 5) {
    std::fputs("usage: http_load_bench PORT PID TARGETS CLIENTS SECONDS\n", stderr);
    return 2;
  }
  std::ifstream lines(words[2]);
  std::vector<std::string> targets;
  for (std::string line; std::getline(lines, line);) targets.push_back(line);
  if (targets.empty()) throw std::runtime_error("no targets in " + words[2]);
  const auto port = static_cast<unsigned short>(std::stoul(words[0]));
  const double seconds = std::stod(words[4]);
  if (seconds > 0) {
    print_throughput(port, targets, static_cast<unsigned>(std::stoul(words[3])), seconds);
  } else {
    print_times(port, static_cast<pid_t>(std::stoul(words[1])), targets);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "http_load_bench: %s\n", error.what());
    return 1;
  }
}
