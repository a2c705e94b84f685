// SPDX-License-Identifier: GPL-3.0-or-later
// Method and decoded path segments → handler; 404 and 405 (with Allow) for the rest. HEAD is
// answered by the GET route. Knows no socket and no resource.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/http/message.h"

namespace dragoman::http {

// `wildcards` holds the segments that stand where the pattern has "*".
using Handler =
    std::function<Response(const Request& request, const std::vector<std::string>& wildcards)>;

struct Route {
  std::string method;
  std::vector<std::string> pattern;  // "*" matches one non-empty segment
  Handler handler;
};

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}
  // Returns the handler's response, or a problem 404 not_found / 405 method_not_allowed. The first
  // route that matches wins. Throws what handlers throw. Thread safety: const.
  Response route(const Request& request) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace dragoman::http
