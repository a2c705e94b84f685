// SPDX-License-Identifier: GPL-3.0-or-later
// Paging: every article once, in every layout of segments, also while articles are added.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

namespace {

std::vector<Article> corpus(std::size_t count) {
  std::mt19937 random(31);
  std::vector<Article> out;
  for (std::size_t i = 0; i < count; ++i) {
    Article one =
        article("a" + std::to_string(i), "alpha", i % 3 == 0 ? "beta beta" : "beta gamma delta");
    static const std::vector<std::string> kDates = {"",           "2026",    "2026-01-13",
                                                    "2026-01-14", "2025-12", "bad"};
    one.published = kDates[random() % kDates.size()];
    out.push_back(std::move(one));
  }
  return out;
}

// Puts the articles into segments of about `size` each.
void fill(IndexBench& bench, const std::vector<Article>& articles, std::size_t size) {
  for (std::size_t from = 0; from < articles.size(); from += size) {
    bench.add(
        {articles.begin() + static_cast<std::ptrdiff_t>(from),
         articles.begin() + static_cast<std::ptrdiff_t>(std::min(articles.size(), from + size))});
  }
}

Ids all_pages(const IndexBench& bench, SearchRequest request,
              const std::function<void()>& between = {}) {
  Ids out;
  for (int page = 0; page < 200; ++page) {
    const SearchResult result = bench.search(request);
    for (const std::string& id : IndexBench::ids(result)) out.push_back(id);
    if (result.next_cursor.empty()) return out;
    CHECK(result.hits.size() == request.limit);
    request.cursor = result.next_cursor;
    if (between) between();
  }
  FAIL("paging does not end");
  return out;
}

}  // namespace

TEST_CASE(
    "date sorted pages visit every article once, in the same order in every layout of segments") {
  const std::vector<Article> articles = corpus(60);
  std::map<Sort, Ids> orders;
  for (const std::size_t size : {60u, 25u, 7u}) {
    IndexBench bench;
    fill(bench, articles, size);
    for (const Sort sort : {Sort::kNewest, Sort::kOldest}) {
      for (const std::uint32_t limit : {1u, 7u, 59u, 60u, 100u}) {
        SearchRequest request;
        request.sort = sort;
        request.limit = limit;
        const Ids ids = all_pages(bench, request);
        REQUIRE(ids.size() == articles.size());
        CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
        const auto [known, is_new] = orders.try_emplace(sort, ids);
        CHECK(known->second == ids);
      }
    }
  }
}

TEST_CASE("newest comes first, oldest the other way round, undated last in both") {
  IndexBench bench;
  Article old = article("old", "alpha");
  old.published = "2024";
  Article young = article("young", "alpha");
  young.published = "2026-01-13";
  bench.add({article("never", "alpha"), old, young});
  SearchRequest request;
  request.sort = Sort::kNewest;
  CHECK(IndexBench::ids(bench.search(request)) == Ids{"young", "old", "never"});
  request.sort = Sort::kOldest;
  CHECK(IndexBench::ids(bench.search(request)) == Ids{"old", "young", "never"});
}

TEST_CASE("articles added between pages neither repeat nor hide others") {
  const std::vector<Article> articles = corpus(40);
  for (const Sort sort : {Sort::kNewest, Sort::kOldest}) {
    IndexBench bench;
    fill(bench, articles, 15);
    int added = 0;
    const Ids ids = all_pages(
        bench,
        [&] {
          SearchRequest request;
          request.sort = sort;
          request.limit = 6;
          return request;
        }(),
        [&] {
          Article one = article("new" + std::to_string(added), "alpha");
          one.published = added % 2 == 0 ? "2030-01-01" : "1990-01-01";
          bench.add({one});
          ++added;
        });
    CHECK(added > 3);
    const std::set<std::string> seen(ids.begin(), ids.end());
    CHECK(seen.size() == ids.size());
    for (const Article& one : articles) CHECK(seen.contains(one.id));
  }
}

TEST_CASE("ranked pages hold no article twice and leave none out") {
  const std::vector<Article> articles = corpus(60);
  for (const std::size_t size : {60u, 9u}) {
    IndexBench bench;
    fill(bench, articles, size);
    bench.remove({"a7"});
    for (const char* query :
         {"beta", "alpha beta gamma", "alpha", "beta OR gamma", "alpha -gamma"}) {
      CAPTURE(query);
      SearchRequest request;
      request.query = query;
      request.limit = 7;
      const SearchResult first = bench.search(request);
      CHECK(first.sort == Sort::kRelevance);
      const Ids ids = all_pages(bench, request);
      CHECK(ids.size() == first.total);
      CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
      request.page = 3;
      const Ids third = IndexBench::ids(bench.search(request));
      const Ids expected(ids.begin() + std::min<std::ptrdiff_t>(14, std::ssize(ids)),
                         ids.begin() + std::min<std::ptrdiff_t>(21, std::ssize(ids)));
      CHECK(third == expected);
    }
  }
}

TEST_CASE("pages go on where the rows that are scored by word pairs end") {
  IndexBench bench;
  std::vector<Article> articles;
  std::mt19937 random(5);
  for (int i = 0; i < 260; ++i) {
    std::string body;
    for (std::size_t n = 3 + random() % 9; n > 0; --n)
      body += std::array{"peace ", "talks ", "of ", "nara "}[random() % 4];
    articles.push_back(article("p" + std::to_string(i), "", body));
  }
  fill(bench, articles, 70);
  SearchRequest request;
  request.query = "peace talks nara";
  request.match = MatchMode::kAny;
  request.limit = 100;
  std::vector<double> scores;
  Ids by_page;
  for (request.page = 1; request.page <= 3; ++request.page) {
    const SearchResult result = bench.search(request);
    for (const Hit& hit : result.hits) {
      scores.push_back(hit.score);
      by_page.push_back(hit.id);
    }
  }
  CHECK(std::is_sorted(scores.rbegin(), scores.rend()));
  request.page = 1;
  request.limit = 9;
  CHECK(all_pages(bench, request) == by_page);
  CHECK(std::set<std::string>(by_page.begin(), by_page.end()).size() == by_page.size());
}

TEST_CASE("ranks fall, titles lead, and filters change no score") {
  IndexBench bench;
  std::vector<Article> articles = corpus(30);
  articles.push_back(article("title", "summit", "x"));
  articles.push_back(article("body", "x", "summit y"));
  articles[0].language = "en";
  fill(bench, articles, 9);
  CHECK(bench.find("summit") == Ids{"title", "body"});
  SearchRequest request;
  request.query = "alpha OR summit";
  request.limit = 100;
  const SearchResult all = bench.search(request);
  for (std::size_t i = 1; i < all.hits.size(); ++i)
    CHECK(all.hits[i - 1].score >= all.hits[i].score);
  request.filters[3].any_of = {"en"};
  const SearchResult one = bench.search(request);
  REQUIRE(one.hits.size() == 1);
  CHECK(one.hits[0].id == "a0");
  for (const Hit& hit : all.hits) {
    if (hit.id == "a0") CHECK(hit.score == doctest::Approx(one.hits[0].score));
  }
}

TEST_CASE("an empty query and one of exclusions only are sorted by date") {
  IndexBench bench;
  bench.add(corpus(5));
  for (const char* query : {"", "-gamma"}) {
    SearchRequest request;
    request.query = query;
    CHECK(bench.search(request).sort == Sort::kNewest);
    request.sort = Sort::kRelevance;
    CHECK(bench.search(request).sort == Sort::kNewest);
  }
}

TEST_CASE("a cursor of another search, or no cursor at all, is a problem that says which") {
  IndexBench bench;
  bench.add(corpus(30));
  const auto problem_of = [&](SearchRequest request, const std::string& cursor) {
    request.cursor = cursor;
    const auto result = bench.service().search(request);
    REQUIRE_FALSE(result);
    CHECK(result.problem().code == "bad_cursor");
    CHECK_FALSE(result.problem().where.empty());
    return result.problem().message;
  };
  CHECK(problem_of({}, "x") == "The cursor is not one that this server gave out.");
  SearchRequest dated;
  const std::string by_date = bench.search(dated).next_cursor;
  SearchRequest ranked;
  ranked.query = "alpha";
  const std::string by_score = bench.search(ranked).next_cursor;
  const std::string other = "The cursor belongs to another search.";
  CHECK(problem_of(ranked, by_date) == other);
  CHECK(problem_of(dated, by_score) == other);
  SearchRequest filtered = ranked;
  filtered.filters[3].any_of = {"en"};
  CHECK(problem_of(filtered, by_score) == other);
  SearchRequest longer = ranked;
  longer.query = "alpha beta";
  CHECK(problem_of(longer, by_score) == other);
  ranked.cursor = by_score;
  ranked.limit = 3;
  ranked.facets.fill(false);
  CHECK(bench.search(ranked).hits.size() == 3);
}

TEST_CASE("cursors go on beyond the window of pages") {
  QueryLimits limits;
  limits.max_window = 20;
  IndexBench bench(limits);
  fill(bench, corpus(150), 40);
  for (const Sort sort : {Sort::kRelevance, Sort::kNewest}) {
    SearchRequest request;
    request.query = "alpha beta";
    request.limit = 8;
    request.sort = sort;
    const Ids ids = all_pages(bench, request);
    CHECK(ids.size() == 150);
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 150);
  }
}

// Texts of many lengths, so that there are many scores, and some articles twice.
std::vector<Article> scored_corpus(std::size_t count, const std::string& prefix) {
  std::mt19937 random(5);
  std::vector<Article> out;
  std::string body;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 4 != 3) {
      body = "beta";
      for (std::size_t n = random() % 30; n > 0; --n) body += random() % 5 == 0 ? " beta" : " x";
      if (random() % 3 == 0) body += " gamma";
    }
    out.push_back(article(prefix + std::to_string(i), "alpha", body));
  }
  return out;
}

TEST_CASE("a ranked list is the same by pages, by cursor and in every layout of segments") {
  const std::vector<Article> articles = scored_corpus(120, "a");
  std::map<std::string, Ids> orders;
  for (const std::size_t size : {120u, 50u, 13u}) {
    IndexBench bench;
    fill(bench, articles, size);
    for (const char* query : {"beta", "alpha OR gamma", "beta gamma", "alpha"}) {
      CAPTURE(query);
      SearchRequest request;
      request.query = query;
      request.limit = 100;
      Ids whole = IndexBench::ids(bench.search(request));
      request.page = 2;
      for (const std::string& id : IndexBench::ids(bench.search(request))) whole.push_back(id);
      const auto [known, is_new] = orders.try_emplace(query, whole);
      CHECK(known->second == whole);
      request.page = 1;
      for (const std::uint32_t limit : {1u, 7u, 50u}) {
        request.limit = limit;
        CHECK(all_pages(bench, request) == whole);
      }
    }
  }
}

TEST_CASE("a ranked list goes on behind the last hit while articles come and go") {
  IndexBench bench;
  const std::vector<Article> articles = scored_corpus(60, "a");
  fill(bench, articles, 25);
  SearchRequest request;
  request.query = "beta";
  request.limit = 6;
  int added = 0;
  const Ids ids = all_pages(bench, request, [&] {
    // Every addition makes the word more frequent, so that all scores fall from page to page.
    bench.add({article("top" + std::to_string(added), "beta", "beta"), article("gone", "beta")});
    bench.remove({"gone"});
    ++added;
  });
  CHECK(added > 5);
  const std::set<std::string> seen(ids.begin(), ids.end());
  for (const Article& one : articles) CHECK(seen.contains(one.id));
  // The mean length changes too, so that an article may change places with the last one shown.
  CHECK(ids.size() - seen.size() <= 3);
}

TEST_CASE("a limit of 0 gives counts only") {
  IndexBench bench;
  bench.add(corpus(5));
  SearchRequest request;
  request.limit = 0;
  const SearchResult result = bench.search(request);
  CHECK(result.total == 5);
  CHECK(result.hits.empty());
  CHECK(result.next_cursor.empty());
}
