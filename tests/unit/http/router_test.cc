// SPDX-License-Identifier: GPL-3.0-or-later
// Segments → handlers.
#include "server/http/router.h"

#include <doctest/doctest.h>

using namespace dragoman::http;

namespace {

Router sample() {
  const auto say = [](std::string text) {
    return [text](const Request&, const std::vector<std::string>& wildcards) {
      Response response;
      response.body = text;
      for (const std::string& wildcard : wildcards) response.body += "," + wildcard;
      return response;
    };
  };
  return Router({{"GET", {}, say("root")},
                 {"GET", {"a", "*"}, say("a")},
                 {"DELETE", {"a", "*"}, say("delete")},
                 {"POST", {"b"}, say("b")}});
}

Response ask(const std::string& method, std::vector<std::string> segments) {
  Request request;
  request.method = method;
  request.segments = std::move(segments);
  return sample().route(request);
}

}  // namespace

TEST_CASE("routes match whole paths and hand on what stands at the star") {
  CHECK(ask("GET", {}).body == "root");
  CHECK(ask("GET", {"a", "x/y"}).body == "a,x/y");
  CHECK(ask("HEAD", {"a", "x"}).body == "a,x");
  CHECK(ask("DELETE", {"a", "x"}).body == "delete,x");
  CHECK(ask("GET", {"a"}).status == 404);
  CHECK(ask("GET", {"a", ""}).status == 404);
  CHECK(ask("GET", {"a", "x", "y"}).status == 404);
}

TEST_CASE("a known path with another method lists what it takes") {
  const Response response = ask("PUT", {"a", "x"});
  CHECK(response.status == 405);
  CHECK(find_header(response.headers, "allow") == "GET, HEAD, DELETE");
  CHECK(ask("HEAD", {"b"}).status == 405);
}
