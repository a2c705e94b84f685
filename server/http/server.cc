// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP library, wrapped: it parses a head that head_guard has checked and written anew, and
// writes responses. Accepting, reading from sockets, deadlines, bodies and routing are ours,
// because its own versions wait for ever, trust decoded paths and headers, and end on a failed
// accept. The only file that includes it.
#include "server/http/server.h"

#include <httplib.h>

#include <atomic>
#include <cstdio>
#include <cstring>

#include "server/http/connection.h"
#include "server/http/connection_table.h"
#include "server/http/wire.h"

namespace dragoman::http {
namespace {

constexpr int kAcceptSliceMs = 50;
constexpr std::size_t kMaxConnections = 1000;
constexpr std::size_t kMaxRequestsPerConnection = 1000;

// Counts one more request under way while it lives, also when serving it throws.
class UnderWay {
 public:
  explicit UnderWay(std::atomic<std::size_t>& count) : count_(count) { ++count_; }
  ~UnderWay() { --count_; }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;

 private:
  std::atomic<std::size_t>& count_;
};

// What the library reads from (the checked head) and writes to (a buffer that is sent when it is
// full, and at the end).
class HeadStream final : public httplib::Stream {
 public:
  // `write_timeout`: for the peer to take one buffer.
  HeadStream(Connection& connection, std::string head, std::chrono::milliseconds write_timeout)
      : connection_(connection), head_(std::move(head)), write_timeout_(write_timeout) {}

  bool is_readable() const override { return position_ < head_.size(); }
  bool is_writable() const override { return good_; }
  ssize_t read(char* bytes, std::size_t size) override {
    const std::size_t count = std::min(size, head_.size() - position_);
    std::memcpy(bytes, head_.data() + position_, count);
    position_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    written_.append(bytes, size);
    if (written_.size() >= kBufferBytes && !flush()) return -1;
    return static_cast<ssize_t>(size);
  }
  // Returns false when the peer went away or took too long, now or before.
  bool flush() {
    good_ = good_ && connection_.write(written_, Clock::now() + write_timeout_);
    written_.clear();
    return good_;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = connection_.address();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  // Never used for I/O; the library refuses to work for descriptors above 1023.
  socket_t socket() const override { return 0; }

 private:
  static constexpr std::size_t kBufferBytes = 256u << 10;

  Connection& connection_;
  std::string head_;
  std::chrono::milliseconds write_timeout_;
  bool good_ = true;
  std::size_t position_ = 0;
  std::string written_;
};

// Hands a body in pieces to the library as one without a length, framed by us: its own framing
// would compress. HTTP/1.0 knows no frames: there the end of the connection is the end of the body.
void fill_pieces(api::Pieces pieces, const std::string& type, bool framed, httplib::Response& out) {
  if (framed) out.set_header("Transfer-Encoding", "chunked");
  const auto next = [pieces = std::move(pieces), framed](std::size_t, httplib::DataSink& sink) {
    std::string piece;
    try {
      if (!pieces(piece)) {
        if (framed && !sink.write("0\r\n\r\n", 5)) return false;
        sink.done();
        return true;
      }
    } catch (...) {  // said where it was thrown; the missing end tells the client
      return false;
    }
    if (piece.empty()) return true;
    if (!framed) return sink.write(piece.data(), piece.size());
    char size[24];
    const int digits = std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    piece.insert(0, size, static_cast<std::size_t>(digits));
    piece += "\r\n";
    return sink.write(piece.data(), piece.size());
  };
  out.set_content_provider(type, next);
}

// Hands a response to the library. A content provider with a length is the only form of body that
// it neither compresses (brotli at its slowest) nor looks into.
void fill_response(Response response, bool framed, httplib::Response& out) {
  out.status = response.status;
  out.reason = "";
  for (const Header& header : response.headers) out.set_header(header.name, header.value);
  if (!out.has_header("Accept-Ranges")) out.set_header("Accept-Ranges", "none");
  if (response.content_length > 0)
    out.set_header("Content-Length", std::to_string(response.content_length));
  if (response.pieces)
    return fill_pieces(std::move(response.pieces), response.content_type, framed, out);
  if (response.body.empty()) {
    if (!response.content_type.empty()) out.set_header("Content-Type", response.content_type);
    return;
  }
  auto body = std::make_shared<const std::string>(std::move(response.body));
  out.set_content_provider(body->size(), response.content_type,
                           [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                             return sink.write(body->data() + offset, length);
                           });
}

}  // namespace

class Server::Engine final : private httplib::Server {
 public:
  Engine(ServerOptions options, Respond respond, Refuse refuse)
      : options_(std::move(options)),
        respond_(std::move(respond)),
        refuse_(std::move(refuse)),
        connections_(std::min(kMaxConnections, 2 * options_.io_threads),
                     options_.connections_per_address) {
    svr_sock_ = 0;  // never used; while it is unset the library takes itself for shutting down and
                    // sends no body
    set_keep_alive_max_count(kMaxRequestsPerConnection);
    set_keep_alive_timeout(std::max<time_t>(1, options_.keep_alive.count() / 1000));
    set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
      Request request = make_request(in);
      fill_response(respond_(request), in.version != "HTTP/1.0", out);
      return HandlerResponse::Handled;
    });
    // Its own way out of an exception tells the client what() said.
    set_exception_handler([](const httplib::Request&, httplib::Response& out, std::exception_ptr) {
      out = httplib::Response();
      out.status = 500;
    });
  }

  Result<std::uint16_t> open() {
    Result<Listener> opened = Listener::open(options_.address);
    if (!opened) return opened.problem();
    listener_.emplace(std::move(*opened));
    return listener_->port();
  }
  void run();
  void request_stop() { draining_ = true; }
  bool is_draining() const { return draining_; }

 private:
  bool is_trusted(const std::string& address) const {
    return std::find(options_.trusted_proxies.begin(), options_.trusted_proxies.end(), address) !=
           options_.trusted_proxies.end();
  }
  std::string client_address(const std::string& peer, const Headers& headers) const;
  Request make_request(const httplib::Request& in) const;
  void admit(Accepted accepted, httplib::ThreadPool& pool);
  void turn_away(Connection& connection, const api::Fault& fault);
  void serve(Connection& connection);
  bool serve_one(Connection& connection, bool last);
  bool answer(Connection& connection, Head head, std::string body, bool last);
  void refuse(Connection& connection, const Head& head, const api::Fault& fault,
              Clock::time_point start);

  ServerOptions options_;
  Respond respond_;
  Refuse refuse_;
  ConnectionTable connections_;
  std::optional<Listener> listener_;
  std::atomic<bool> draining_ = false;
  std::atomic<std::size_t> requests_ = 0;  // under way
};

// The nearest address that is no proxy of ours: each trusted hop has appended the one it saw.
std::string Server::Engine::client_address(const std::string& peer, const Headers& headers) const {
  std::string address = peer;
  std::string chain;
  for (const Header& header : headers) {
    if (same_token(header.name, "X-Forwarded-For"))
      chain += (chain.empty() ? "" : ",") + header.value;
  }
  while (is_trusted(address) && !chain.empty()) {
    const std::size_t comma = chain.rfind(',');
    std::string hop = comma == std::string::npos ? chain : chain.substr(comma + 1);
    chain.resize(comma == std::string::npos ? 0 : comma);
    hop.erase(0, hop.find_first_not_of(" \t"));
    hop.erase(std::min(hop.size(), hop.find_last_not_of(" \t") + 1));
    if (hop.empty() || hop.size() > 64) break;
    address = hop;
  }
  return address;
}

Request Server::Engine::make_request(const httplib::Request& in) const {
  Request request;
  request.method = in.method;
  request.target = in.target;
  for (const auto& [name, value] : in.headers) request.headers.push_back({name, value});
  request.body = in.body;
  request.address = client_address(in.remote_addr, request.headers);
  return request;
}

void Server::Engine::run() {
  {
    httplib::ThreadPool pool(options_.io_threads);
    std::optional<Clock::time_point> end;
    while (!end || (requests_ > 0 && Clock::now() < *end)) {
      if (draining_ && !end) end = Clock::now() + options_.drain;
      if (std::optional<Accepted> accepted = listener_->accept(kAcceptSliceMs))
        admit(std::move(*accepted), pool);
    }
    listener_.reset();
    connections_.cut_off_all();
    pool.shutdown();
  }
}

void Server::Engine::admit(Accepted accepted, httplib::ThreadPool& pool) {
  auto connection = std::make_shared<Connection>(accepted.fd, std::move(accepted.address));
  const bool exempt = is_trusted(connection->address());
  switch (connections_.admit(connection->fd(), connection->address(), exempt)) {
    case ConnectionTable::Admission::kFull:
      return turn_away(*connection,
                       {503, "too_many_connections", "Too many connections are open.", {}, 1, ""});
    case ConnectionTable::Admission::kAddressFull:
      return turn_away(*connection, {429,
                                     "too_many_connections_from_address",
                                     "Too many connections from this address are open.",
                                     {},
                                     1,
                                     ""});
    case ConnectionTable::Admission::kAdmitted:
      break;
  }
  pool.enqueue([this, connection] {
    try {
      serve(*connection);
    } catch (...) {  // out of memory while reading: this connection ends, the pool's thread goes on
    }
    connections_.leave(connection->fd(), connection->address());
  });
}

void Server::Engine::serve(Connection& connection) {
  // A first request may still come while draining: its client connected before it could know.
  static const std::atomic<bool> never = false;
  for (std::size_t served = 1; served <= kMaxRequestsPerConnection; ++served) {
    // The first request of a connection has the whole time for requests to begin; later ones are
    // idle keep-alives.
    const auto idle = served == 1 ? options_.request_timeout : options_.keep_alive;
    if (!connection.wait_for_request(idle, served == 1 ? never : draining_)) return;
    // When threads run short an idle connection may not keep one.
    const bool crowded = connections_.size() * 4 > options_.io_threads * 3;
    const UnderWay under_way(requests_);
    if (!serve_one(connection, crowded || served == kMaxRequestsPerConnection)) break;
  }
  connection.close_gently();
}

// Returns whether the connection may be used again.
bool Server::Engine::serve_one(Connection& connection, bool last) {
  const Clock::time_point start = Clock::now();
  const Clock::time_point deadline = start + options_.request_timeout;
  std::string bytes;
  const ReadResult result = connection.read_head(deadline, bytes);
  if (result == ReadResult::kClosed) return false;
  std::optional<api::Fault> fault;
  if (result == ReadResult::kTimeout) {
    fault = api::Fault{408, "request_timeout", "The request did not arrive in time.", {}, 0, ""};
    refuse(connection, {}, *fault, start);
    return false;
  }
  Head head = inspect_head(bytes, options_.limits, fault);
  std::string body;
  if (!fault && head.expects_continue &&
      !connection.write("HTTP/1.1 100 Continue\r\n\r\n", deadline))
    return false;
  if (!fault && head.body_bytes > 0) {
    const ReadResult read = connection.read_body(head.body_bytes, deadline, body);
    if (read == ReadResult::kClosed) return false;
    if (read == ReadResult::kTimeout) {
      fault = api::Fault{408, "request_timeout", "The request did not arrive in time.", {}, 0, ""};
    }
  }
  if (fault) {
    refuse(connection, head, *fault, start);
    return false;
  }
  return answer(connection, std::move(head), std::move(body), last);
}

bool Server::Engine::answer(Connection& connection, Head head, std::string body, bool last) {
  HeadStream stream(connection, canonical_head(head), options_.response_timeout);
  const bool close = last || head.wants_close || draining_;
  bool closed = false;
  const bool good = process_request(stream, close, closed, [&](httplib::Request& request) {
    // The library percent-decodes header values (a line break in one of them would come back as
    // one): take ours.
    request.headers.clear();
    for (Header& header : head.headers) {
      if (same_token(header.name, "Expect")) continue;  // answered already
      request.headers.emplace(header.name, std::move(header.value));
    }
    request.body = std::move(body);
  });
  const bool sent = stream.flush();
  return good && sent && !close && !closed && !draining_;
}

void Server::Engine::refuse(Connection& connection, const Head& head, const api::Fault& fault,
                            Clock::time_point start) {
  Request request;
  request.method = head.method;
  request.target = head.target;
  request.headers = head.headers;
  request.address = client_address(connection.address(), head.headers);
  request.start = start;
  const std::string bytes = closing_response(refuse_(request, fault), head.method == "HEAD");
  connection.write(bytes, Clock::now() + options_.response_timeout);
}

// Answers at once without a thread of the pool; must not wait for the peer.
void Server::Engine::turn_away(Connection& connection, const api::Fault& fault) {
  Request request;
  request.address = connection.address();
  connection.write(closing_response(refuse_(request, fault), false), Clock::now());
  connection.drop_input();
}

Server::Server(ServerOptions options, Respond respond, Refuse refuse)
    : engine_(std::make_unique<Engine>(std::move(options), std::move(respond), std::move(refuse))) {
}
Server::~Server() = default;
Result<std::uint16_t> Server::listen() { return engine_->open(); }
void Server::run() { engine_->run(); }
void Server::stop() { engine_->request_stop(); }
bool Server::draining() const { return engine_->is_draining(); }

}  // namespace dragoman::http
