// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: every hit in the order of the pages, whatever becomes of the index meanwhile.
#include "server/search/pinned_hits.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

namespace {

Ids rest_of(PinnedHits& hits) {
  Ids out;
  while (!hits.at_end()) {
    auto next = hits.next();
    REQUIRE(next);
    out.push_back(next->article.id);
  }
  return out;
}

void fill(IndexBench& bench) {
  for (int segment = 0; segment < 3; ++segment) {
    std::vector<Article> articles;
    for (int i = 0; i < 20; ++i) {
      const int n = segment * 20 + i;
      std::string body = "beta";
      for (int k = n % 11; k > 0; --k) body += k % 3 == 0 ? " beta" : " x";
      articles.push_back(article("a" + std::to_string(n), "alpha", body));
      articles.back().published = "2025-0" + std::to_string(1 + n % 9);
      articles.back().leaders = {n % 2 == 0 ? "takaichi-sanae" : "lee-jae-myung"};
    }
    bench.add(articles);
  }
  bench.remove({"a5"});
}

}  // namespace

TEST_CASE("an export holds what the pages hold, in their order") {
  IndexBench bench;
  fill(bench);
  for (const char* query : {"", "beta", "beta -x", "nothing"}) {
    for (const std::optional<Sort> sort :
         {std::optional<Sort>{}, std::optional{Sort::kOldest}, std::optional{Sort::kNewest}}) {
      CAPTURE(query);
      SearchRequest request;
      request.query = query;
      request.sort = sort;
      request.filters[0].any_of = {"takaichi-sanae"};
      request.limit = 100;
      const Ids pages = IndexBench::ids(bench.search(request));
      request.limit = 3;
      const auto hits = bench.service().pin_hits(request);
      REQUIRE(hits);
      CHECK((*hits)->total() == pages.size());
      CHECK(rest_of(**hits) == pages);
    }
  }
}

TEST_CASE("an export begun before the index changed goes on with what it began with") {
  IndexBench bench;
  fill(bench);
  const auto hits = bench.service().pin_hits({});
  REQUIRE(hits);
  const std::uint64_t total = (*hits)->total();
  Ids seen = {(*hits)->next()->article.id};
  std::filesystem::remove_all(bench.path());
  bench.add({article("new", "alpha")});
  CHECK(bench.service().stats()->articles == 1);
  for (const std::string& id : rest_of(**hits)) seen.push_back(id);
  CHECK(seen.size() == total);
  CHECK(std::find(seen.begin(), seen.end(), "new") == seen.end());
}

TEST_CASE("exported articles come with labels in the language asked for") {
  IndexBench bench;
  fill(bench);
  SearchRequest request;
  request.label_language = "ja";
  request.filters[0].any_of = {"lee-jae-myung"};
  const auto hits = bench.service().pin_hits(request);
  REQUIRE(hits);
  CHECK((*hits)->next()->labels == std::vector<std::string>{"李在明"});
}
