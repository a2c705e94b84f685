// SPDX-License-Identifier: GPL-3.0-or-later
// A request as handlers see it and a response as they make it. Plain data of our own, so that the
// HTTP library is seen in one source file only.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"

namespace dragoman::http {

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// Returns the first value of a header, names compared without case, or "".
std::string_view find_header(const Headers& headers, std::string_view name);
bool same_token(std::string_view a, std::string_view b);  // ASCII case-insensitive

struct Request {
  std::string method;
  std::string target;  // raw, as sent
  std::vector<std::string>
      segments;  // of the path, each percent-decoded alone: "/a%2Fb/c" → "a/b", "c"; "/" → none
  api::Params params;  // of the query string, decoded, valid UTF-8 without NUL, in order
  Headers headers;
  std::string body;
  std::string address;  // of the client; behind a trusted proxy the one it names
  std::string id;       // X-Request-Id, given or made
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

struct Response {
  int status = 200;
  Headers headers;
  std::string content_type;
  std::string body;
  api::Pieces pieces;  // if set, the body: it is sent while it is made
  std::string etag;    // without quotes; empty = made from the body for a GET answered 200
  std::string cause;   // why a 5xx was answered, as "code: sentence"; for the log, never sent
  bool encoding_chosen = false;  // the handler has negotiated the content coding itself
  std::size_t content_length =
      0;  // set when the body is dropped (304): the length it would have had

  void set_header(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
  }
};

}  // namespace dragoman::http
