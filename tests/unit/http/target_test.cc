// SPDX-License-Identifier: GPL-3.0-or-later
// Raw targets → segments and parameters.
#include "server/http/target.h"

#include <doctest/doctest.h>

#include <random>

#include "core/text/utf8.h"

using namespace dragoman;
using Segments = std::vector<std::string>;

namespace {

http::Target good(std::string_view raw) {
  std::optional<api::Fault> fault;
  http::Target target = http::parse_target(raw, fault);
  CHECK(!fault);
  return target;
}

}  // namespace

TEST_CASE("each segment is decoded alone") {
  CHECK(good("/").segments == Segments{});
  CHECK(good("/a%2Fb/c").segments == Segments{"a/b", "c"});
  CHECK(good("/a/").segments == Segments{"a", ""});
  CHECK(good("//a").segments == Segments{"", "a"});
  CHECK(good("http://host:1/a?x=y").segments == Segments{"a"});
  CHECK(good("http://host?x=y").params.size() == 1);
}

TEST_CASE("parameters keep their order and repeats") {
  const api::Params expected = {{"a", "1"}, {"b", "x y"}, {"a", "2=3"}, {"c", ""}};
  CHECK(good("/?a=1&&b=x+y&a=2=3&c").params == expected);
  CHECK(good("/?").params.empty());
  CHECK(good("/?u=http://x/?y#frag").params == api::Params{{"u", "http://x/?y"}});
}

TEST_CASE("whatever comes in, what comes out is valid text without NUL") {
  std::mt19937 random(11);
  const char alphabet[] = "/?&=%2F0Cce4\xff\xc3+#:a";
  for (int round = 0; round < 20'000; ++round) {
    std::string raw = "/";
    for (auto i = random() % 24; i > 0; --i) raw += alphabet[random() % (sizeof alphabet - 1)];
    std::optional<api::Fault> fault;
    const http::Target target = http::parse_target(raw, fault);
    for (const api::Param& param : target.params) {
      CHECK(text::is_valid_utf8(param.name + param.value));
      CHECK(param.value.find('\0') == std::string::npos);
    }
  }
}
