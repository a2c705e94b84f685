// SPDX-License-Identifier: GPL-3.0-or-later
// Request → complete response: id, target, route, the one place that catches exceptions, then what
// every answer gets: ETag and 304 (not for bodies sent in pieces), gzip, security headers, timing,
// an access line when the body is made. Knows no socket and no resource.
#pragma once

#include <string>

#include "server/http/log.h"
#include "server/http/message.h"
#include "server/http/router.h"

namespace dragoman::http {

class Responder {
 public:
  // Both are borrowed.
  Responder(const Router& router, const Log& log) : router_(router), log_(log) {}

  // Fills in the request's segments, params and id. Never throws. Thread safety: const.
  Response respond(Request& request) const;
  // The response to a request that was refused before it could be routed.
  Response refuse(const Request& request, const api::Fault& fault) const;

 private:
  Response route(Request& request) const;
  void finish(const Request& request, Response& response) const;

  const Router& router_;
  const Log& log_;
};

// Returns the client's X-Request-Id if it is 1..128 of [A-Za-z0-9._~:+/=-], else a new one.
std::string request_id(std::string_view given);

}  // namespace dragoman::http
