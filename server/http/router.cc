// SPDX-License-Identifier: GPL-3.0-or-later
// Matches segments one by one: no regular expressions, no decoding (the target is decoded already).
#include "server/http/router.h"

#include <algorithm>
#include <optional>

#include "server/http/problem.h"

namespace dragoman::http {
namespace {

std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& segments) {
  if (segments.size() != pattern.size()) return std::nullopt;
  std::vector<std::string> wildcards;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "*") {
      if (segments[i].empty()) return std::nullopt;
      wildcards.push_back(segments[i]);
    } else if (pattern[i] != segments[i]) {
      return std::nullopt;
    }
  }
  return wildcards;
}

}  // namespace

Response Router::route(const Request& request) const {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  std::vector<std::string> allowed;
  for (const Route& route : routes_) {
    const auto wildcards = match(route.pattern, request.segments);
    if (!wildcards) continue;
    if (route.method == method) return route.handler(request, *wildcards);
    if (std::find(allowed.begin(), allowed.end(), route.method) == allowed.end())
      allowed.push_back(route.method);
  }
  if (allowed.empty()) {
    return problem_response({404, "not_found", "There is nothing at this address.", {}, 0, ""},
                            request.target);
  }
  std::string allow;
  for (const std::string& name : allowed) {
    allow += (allow.empty() ? "" : ", ") + name + (name == "GET" ? ", HEAD" : "");
  }
  return problem_response(
      {405, "method_not_allowed", "This address does not take this method.", {}, 0, allow},
      request.target);
}

}  // namespace dragoman::http
