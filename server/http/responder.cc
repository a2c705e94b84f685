// SPDX-License-Identifier: GPL-3.0-or-later
// What exceptions say goes to the log with the request's id, never to the client.
#include "server/http/responder.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <random>

#include "core/hash.h"
#include "server/http/encoding.h"
#include "server/http/problem.h"
#include "server/http/target.h"

namespace dragoman::http {
namespace {

// Below this gzip's own 20 bytes and the client's work are not worth it.
constexpr std::size_t kSmallestToCompress = 512;
// Level 5 gives within 2% of 9's size on JSON for about half its time.
constexpr int kGzipLevel = 5;
// Bodies of any length must not hold a processor: level 1 takes a third of the time.
constexpr int kPiecesGzipLevel = 1;
constexpr char kApiPolicy[] = "default-src 'none'; frame-ancestors 'none'";

double elapsed_ms(const Request& request) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - request.start)
      .count();
}

bool is_read(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

void add_missing(Response& response, const char* name, const char* value) {
  if (find_header(response.headers, name).empty()) response.set_header(name, value);
}

void add_vary(Response& response, const std::string& name) {
  for (Header& header : response.headers) {
    if (!same_token(header.name, "Vary")) continue;
    header.value += ", " + name;
    return;
  }
  response.set_header("Vary", name);
}

// Compresses pieces as they come. Each piece of its own holds something, or it is the last.
api::Pieces compressed(api::Pieces pieces) {
  const auto zip = std::make_shared<GzipStream>(kPiecesGzipLevel);
  const auto ended = std::make_shared<bool>(false);
  return [pieces = std::move(pieces), zip, ended](std::string& out) {
    const std::size_t before = out.size();
    while (!*ended && out.size() == before) {
      std::string plain;
      *ended = !pieces(plain);
      zip->append(plain, *ended, out);
    }
    return out.size() > before;
  };
}

void compress(const Request& request, Response& response) {
  if (!is_compressible(response.content_type) || response.encoding_chosen) return;
  add_vary(response, "Accept-Encoding");
  if ((!response.pieces && response.body.size() < kSmallestToCompress) ||
      !accepts_gzip(request.header("Accept-Encoding")))
    return;
  if (response.pieces) {
    response.pieces = compressed(std::move(response.pieces));
    response.set_header("Content-Encoding", "gzip");
    return;
  }
  response.body = gzip(response.body, kGzipLevel);
  response.set_header("Content-Encoding", "gzip");
  if (!response.etag.empty())
    response.etag += "-gzip";  // a strong tag names the bytes, coding included
}

void drop_body(Response& response) {
  response.status = 304;
  response.content_length = response.body.size();
  response.body.clear();
}

// The one answer to whatever our own code got wrong.
Response broken(const Request& request, std::string cause) {
  Response response =
      problem_response({500,
                        "internal_error",
                        "The server failed to answer; its log holds the request id.",
                        {},
                        0,
                        ""},
                       request.target);
  response.cause = std::move(cause);
  return response;
}

// Writes the access line of a body sent in pieces when the last of it went, or the client did.
class PieceCount {
 public:
  PieceCount(const Request& request, int status, const Log& log)
      : method_(request.method),
        target_(request.target),
        address_(request.address),
        id_(request.id),
        start_(request.start),
        status_(status),
        log_(log) {}
  ~PieceCount() {
    const double ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
            .count();
    log_.access({method_, target_, status_, bytes_, ms, address_, id_});
  }
  PieceCount(const PieceCount&) = delete;
  PieceCount& operator=(const PieceCount&) = delete;

  bool next(const api::Pieces& pieces, std::string& out) {
    const std::size_t before = out.size();
    try {
      const bool more = pieces(out);
      bytes_ += out.size() - before;
      return more;
    } catch (const std::exception& error) {
      log_.error("request " + id_ + " broke off: " + error.what());
      throw;
    }
  }

 private:
  std::string method_;
  std::string target_;
  std::string address_;
  std::string id_;
  std::chrono::steady_clock::time_point start_;
  int status_;
  std::size_t bytes_ = 0;
  const Log& log_;
};

}  // namespace

std::string request_id(std::string_view given) {
  static constexpr std::string_view kOthers = "._~:+/=-";
  const bool good =
      !given.empty() && given.size() <= 128 && std::all_of(given.begin(), given.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               kOthers.find(c) != std::string_view::npos;
      });
  if (good) return std::string(given);
  thread_local std::mt19937_64 generator{std::random_device{}()};
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(generator()));
  return text;
}

Response Responder::route(Request& request) const {
  std::optional<api::Fault> fault;
  Target target = parse_target(request.target, fault);
  if (fault) return problem_response(*fault, request.target);
  request.segments = std::move(target.segments);
  request.params = std::move(target.params);
  return router_.route(request);
}

Response Responder::respond(Request& request) const {
  Response response;
  try {
    request.id = request_id(request.header("X-Request-Id"));
    response = route(request);
  } catch (const std::exception& error) {
    response = broken(request, error.what());
  } catch (...) {
    response = broken(request, "an exception of no known type");
  }
  finish(request, response);
  return response;
}

Response Responder::refuse(const Request& request, const api::Fault& fault) const {
  Request known = request;
  known.id = request_id(request.header("X-Request-Id"));
  Response response = problem_response(fault, known.target);
  finish(known, response);
  return response;
}

void Responder::finish(const Request& request, Response& response) const {
  if (response.status == 500) log_.error("request " + request.id + " failed: " + response.cause);
  if (response.pieces) {
    compress(request, response);
    add_missing(response, "Cache-Control", "no-store");
  } else if (response.status == 200 && is_read(request)) {
    if (response.etag.empty()) response.etag = hex_digest(response.body);
    compress(request, response);
    const std::string etag = "\"" + response.etag + "\"";
    response.set_header("ETag", etag);
    add_missing(response, "Cache-Control", "no-cache");
    if (names_etag(request.header("If-None-Match"), etag)) drop_body(response);
  } else {
    compress(request, response);
    add_missing(response, "Cache-Control", "no-store");
  }
  add_missing(response, "Content-Security-Policy", kApiPolicy);
  add_missing(response, "X-Content-Type-Options", "nosniff");
  add_missing(response, "Referrer-Policy", "no-referrer");
  response.set_header("X-Request-Id", request.id);
  const double ms = elapsed_ms(request);
  char timing[48];
  std::snprintf(timing, sizeof timing, "total;dur=%.1f", ms);
  response.set_header("Server-Timing", timing);
  if (response.pieces && request.method != "HEAD") {
    response.pieces = [count = std::make_shared<PieceCount>(request, response.status, log_),
                       pieces = std::move(response.pieces)](std::string& out) {
      return count->next(pieces, out);
    };
    return;
  }
  const std::size_t bytes = request.method == "HEAD" ? 0 : response.body.size();
  log_.access(
      {request.method, request.target, response.status, bytes, ms, request.address, request.id});
}

}  // namespace dragoman::http
