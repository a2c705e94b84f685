// SPDX-License-Identifier: GPL-3.0-or-later
// Requests → calls of server/api, answers → responses. The table is the last function.
#include "server/http/routes.h"

#include <memory>
#include <stdexcept>
#include <thread>

#include "server/api/articles.h"
#include "server/api/entities.h"
#include "server/api/export.h"
#include "server/api/facets.h"
#include "server/api/health.h"
#include "server/api/search.h"
#include "server/api/similar.h"
#include "server/api/stats.h"
#include "server/api/stories.h"
#include "server/api/suggest.h"
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
  response.content_type = answer.content_type.empty() ? "application/json; charset=utf-8"
                                                      : std::move(answer.content_type);
  response.pieces = std::move(answer.pieces);
  if (!answer.file_name.empty()) {
    response.set_header("Content-Disposition", "attachment; filename=\"" + answer.file_name + "\"");
  }
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

// How long a piece waits for a place between searches, and how often it looks.
constexpr std::chrono::seconds kPatience{60};
constexpr std::chrono::milliseconds kPause{20};

// Pieces of which each is made like a search: behind the gate, one by one. Searches are held up by
// one piece at most.
api::Pieces paced(SearchGate& gate, api::Pieces pieces) {
  return [&gate, pieces = std::move(pieces)](std::string& out) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (true) {
      if (const std::optional<SearchGate::Pass> pass = gate.enter()) return pieces(out);
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error("searches came first");
      std::this_thread::sleep_for(kPause);
    }
  };
}

// For bodies of any length: few at once, whatever their clients' pace.
Handler exported(const Resources& resources, Resource resource) {
  return [&gate = resources.gate, &exports = resources.exports, resource](
             const Request& request, const Wildcards& wildcards) {
    std::optional<SearchGate::Pass> place = exports.enter();
    if (!place) return problem_response(SearchGate::too_many_exports(), request.target);
    const std::optional<SearchGate::Pass> pass = gate.enter();
    if (!pass) return problem_response(SearchGate::busy(), request.target);
    api::Answer answer = resource(make_call(request, wildcards));
    if (answer.pieces && request.method != "HEAD") {
      answer.pieces = [place = std::make_shared<SearchGate::Pass>(std::move(*place)),
                       pieces = paced(gate, std::move(answer.pieces))](std::string& out) {
        return pieces(out);
      };
    }
    return make_response(std::move(answer), request);
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
  const Resource similar = [&service](const api::Call& call) {
    return api::similar(call, service);
  };
  const Resource story = [&service](const api::Call& call) { return api::story(call, service); };
  const Resource stats = [&service](const api::Call& call) { return api::stats(call, service); };
  const Resource facet_values = [&service](const api::Call& call) {
    return api::facet_values(call, service);
  };
  const Resource leader = [&service](const api::Call& call) {
    return api::entity(entities::Kind::kLeader, call, service);
  };
  const Resource country = [&service](const api::Call& call) {
    return api::entity(entities::Kind::kCountry, call, service);
  };
  const Resource topics = [&service](const api::Call& call) { return api::topics(call, service); };
  const Resource suggest = [&service](const api::Call& call) {
    return api::suggest(call, service);
  };
  const Resource exporting = [&service](const api::Call& call) {
    return api::export_articles(call, service);
  };
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
      {"GET", {"api", "v1", "articles", "*", "similar"}, gated(gate, similar)},
      {"GET", {"api", "v1", "stories", "*"}, gated(gate, story)},
      {"GET", {"api", "v1", "facets", "*"}, gated(gate, facet_values)},
      {"GET", {"api", "v1", "leaders", "*"}, gated(gate, leader)},
      {"GET", {"api", "v1", "countries", "*"}, gated(gate, country)},
      {"GET", {"api", "v1", "topics"}, gated(gate, topics)},
      {"GET", {"api", "v1", "suggest"}, gated(gate, suggest)},
      {"GET", {"api", "v1", "export"}, exported(resources, exporting)},
      {"GET", {"api", "v1", "stats"}, gated(gate, stats)},
      {"GET", {"healthz"}, plain(healthy)},
      {"GET", {"readyz"}, plain(ready)},
  };
  for (const std::vector<std::string>& address : files.addresses())
    routes.push_back({"GET", address, page});
  return Router(std::move(routes));
}

}  // namespace dragoman::http
