// SPDX-License-Identifier: GPL-3.0-or-later
// Requests → calls of server/api, answers → responses. The table is the last function.
#include "server/http/routes.h"

#include "server/api/articles.h"
#include "server/api/health.h"
#include "server/api/search.h"
#include "server/api/stats.h"
#include "server/http/problem.h"

namespace dragoman::http {
namespace {

using Wildcards = std::vector<std::string>;

bool is_json(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return same_token(type, "application/json");
}

api::Call make_call(const Request& request, const Wildcards& wildcards) {
  api::Call call{request.params, wildcards, std::nullopt,
                 std::string(request.header("Accept-Language"))};
  if (request.method == "POST") call.body = request.body;
  return call;
}

Response make_response(api::Answer answer, const Request& request) {
  if (answer.fault) return problem_response(*answer.fault, request.target);
  Response response;
  response.status = answer.status;
  response.content_type = "application/json; charset=utf-8";
  response.body = std::move(answer.body);
  response.etag = std::move(answer.version);
  if (!answer.next.empty()) response.set_header("Link", "<" + answer.next + ">; rel=\"next\"");
  if (answer.vary_language) response.set_header("Vary", "Accept-Language");
  return response;
}

using Resource = std::function<api::Answer(const api::Call&)>;

Handler plain(Resource resource) {
  return [resource](const Request& request, const Wildcards& wildcards) {
    return make_response(resource(make_call(request, wildcards)), request);
  };
}

// For what costs a processor core while it runs.
Handler gated(SearchGate& gate, Resource resource) {
  return [&gate, resource](const Request& request, const Wildcards& wildcards) {
    if (request.method == "POST" && !is_json(request.header("Content-Type"))) {
      return problem_response(
          {415, "not_json", "Send the parameters as application/json.", {}, 0, ""}, request.target);
    }
    const std::optional<SearchGate::Pass> pass = gate.enter();
    if (!pass) return problem_response(SearchGate::busy(), request.target);
    return make_response(resource(make_call(request, wildcards)), request);
  };
}

}  // namespace

Router make_router(const Resources& resources) {
  const search::SearchService& service = resources.service;
  const StaticFiles& files = resources.files;
  SearchGate& gate = resources.gate;
  const auto draining = resources.draining;
  const Resource search = [&service](const api::Call& call) { return api::search(call, service); };
  const Resource article = [&service](const api::Call& call) {
    return api::article(call, service);
  };
  const Resource stats = [&service](const api::Call& call) { return api::stats(call, service); };
  const Resource healthy = [](const api::Call&) { return api::healthy(); };
  const Resource ready = [&service, draining](const api::Call&) {
    return api::ready(service, draining());
  };
  const Handler page = [&files](const Request& request, const Wildcards&) {
    return files.serve(request);
  };

  std::vector<Route> routes = {
      {"GET", {"api", "v1", "search"}, gated(gate, search)},
      {"POST", {"api", "v1", "search"}, gated(gate, search)},
      {"GET", {"api", "v1", "articles", "*"}, gated(gate, article)},
      {"GET", {"api", "v1", "stats"}, plain(stats)},
      {"GET", {"healthz"}, plain(healthy)},
      {"GET", {"readyz"}, plain(ready)},
  };
  for (const std::vector<std::string>& address : files.addresses())
    routes.push_back({"GET", address, page});
  return Router(std::move(routes));
}

}  // namespace dragoman::http
