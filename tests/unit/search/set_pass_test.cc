// SPDX-License-Identifier: GPL-3.0-or-later
// The set pass against a naive matcher that knows only units and gaps, over random corpora of many
// scripts in several segments with removed and replaced articles.
#include "server/search/set_pass.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "server/search/query_parser.h"
#include "server/search/query_plan.h"
#include "tests/unit/search/index_bench.h"
#include "tests/unit/search/naive_matcher.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::set<std::string>;

namespace {

// Words that share characters and prefixes, so that near misses are frequent.
const std::vector<std::string>& words() {
  static const std::vector<std::string> list = {"国際", "国",     "際会", "会談",  "日本", "本日",
                                                "中",   "summit", "nara", "g7",    "us",   "قمة",
                                                "احمد", "мир",    "19",   "covid", "ไทย",  "é"};
  return list;
}
const std::vector<std::string>& separators() {
  static const std::vector<std::string> list = {" ",  " ",  " ",    "",  ", ", ". ",
                                                "、", "。", "\n\n", "-", "(",  "」"};
  return list;
}

std::string random_text(std::mt19937& random, std::size_t count) {
  std::string out;
  for (; count > 0; --count) {
    out += words()[random() % words().size()];
    out += separators()[random() % separators().size()];
  }
  return out;
}

// Bare words only one at a time, so that a text node is one run of units.
std::string random_query(std::mt19937& random, int depth) {
  switch (depth > 0 ? random() % 6 : random() % 2) {
    case 0:
      return words()[random() % words().size()];
    case 1: {
      std::string text = random_text(random, 1 + random() % 3);
      for (char& c : text) {
        if (c == '\n') c = ' ';
      }
      return "『" + text + "』";
    }
    case 2:
      return "-(" + random_query(random, depth - 1) + ")";
    case 3:
      return "(" + random_query(random, depth - 1) + " OR " + random_query(random, depth - 1) + ")";
    default:
      return "(" + random_query(random, depth - 1) + " AND " + random_query(random, depth - 1) +
             ")";
  }
}

Ids found_ids(const IndexBench& bench, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.match = MatchMode::kAll;
  request.expand = false;
  request.limit = 100;
  request.snippets = false;
  const auto ids = IndexBench::ids(bench.search(request));
  return {ids.begin(), ids.end()};
}

}  // namespace

TEST_CASE("words, phrases, AND, OR and NOT match what a naive matcher matches") {
  std::mt19937 random(12);
  std::size_t matched = 0;
  for (int corpus = 0; corpus < 4; ++corpus) {
    IndexBench bench;
    NaiveMatcher naive;
    for (int segment = 0; segment < 4; ++segment) {
      std::vector<Article> articles;
      for (int i = 0; i < 15; ++i) {
        // Few ids: some articles replace older ones, also inside one segment.
        Article one =
            article("id" + std::to_string(random() % 50), random_text(random, 1 + random() % 4),
                    random_text(random, random() % 12));
        one.summary = random_text(random, random() % 5);
        naive.put(one);
        articles.push_back(std::move(one));
      }
      bench.add(articles);
      const auto known = naive.articles();
      const std::string gone = known[random() % known.size()].id;
      naive.remove(gone);
      bench.remove({gone});
    }
    for (int round = 0; round < 250; ++round) {
      const std::string query = random_query(random, 3);
      const ParsedQuery parsed = parse_query(query, {});
      CAPTURE(query);
      const Ids expected = naive.find(parsed.root, MatchMode::kAll);
      matched += expected.size();
      REQUIRE(found_ids(bench, query) == expected);
    }
  }
  CHECK(matched > 1000);
}

TEST_CASE("two queries have one key only when they match the same by construction") {
  const auto key = [](const std::string& query, MatchMode mode) {
    text::Analyser analyser;
    PlanOptions options;
    options.match = mode;
    options.expand = false;
    const QueryPlan plan =
        plan_query(parse_query(query, {}), options, *TestNames::get().recognizer, analyser);
    return set_query_key(plan.steps[0].set);
  };
  const std::vector<std::string> different = {"a",
                                              "b",
                                              "a b",
                                              "a OR b",
                                              "-a",
                                              "a -b",
                                              "\"a b\"",
                                              "\"a, b\"",
                                              "\"b a\"",
                                              "a1 b",
                                              "a 1b",
                                              "国際",
                                              "\"a b c\"",
                                              "(a OR b) c",
                                              "a OR (b c)",
                                              "3:abc",
                                              "\"aa bb\"",
                                              "\"aa. bb\"",
                                              "a NEAR/1 b",
                                              "a NEAR/2 b",
                                              "b NEAR/1 a",
                                              "a NEAR/1 b NEAR/1 c",
                                              "a NEAR/1 (b OR c)",
                                              "a NEAR/1 b*",
                                              "a*",
                                              "ab*",
                                              "a 1*",
                                              "회담 NEAR a",
                                              "\"회담\" NEAR a",
                                              "title:a",
                                              "title:a*",
                                              "title:\"a b\"",
                                              "title:\"a 1*\"",
                                              "title:a1*",
                                              "a1*",
                                              "leader:none",
                                              "country:none",
                                              "language:ja",
                                              "language:zh",
                                              "source:a",
                                              "source:b",
                                              "id:a",
                                              "date:2026",
                                              "date:2026-01",
                                              "mentioned:2026",
                                              "date:none"};
  std::set<std::string> keys;
  for (const std::string& query : different) {
    CAPTURE(query);
    CHECK(keys.insert(key(query, MatchMode::kAll)).second);
  }
  CHECK(key("a b", MatchMode::kAll) != key("a b", MatchMode::kAny));
  CHECK(key("Summit", MatchMode::kAll) == key("ＳＵＭＭＩＴ", MatchMode::kAll));
  CHECK(key("國際", MatchMode::kAll) == key("国际", MatchMode::kAll));
}

TEST_CASE("the cache gives back what was put and stays within its bytes") {
  MatchSetCache cache(10'000);
  const auto set = [](std::size_t rows) {
    auto out = std::make_shared<MatchSet>();
    out->segments.push_back(RowSet(rows, 1));
    return out;
  };
  cache.put("small", set(10));
  REQUIRE(cache.find("small") != nullptr);
  CHECK(cache.find("small")->size() == 10);
  CHECK(cache.find("other") == nullptr);
  cache.put("too big", set(10'000));
  CHECK(cache.find("too big") == nullptr);
  for (int i = 0; i < 100; ++i) {
    cache.put("k" + std::to_string(i), set(100));
    CHECK(cache.find("small") != nullptr);  // used all the time, hence kept
  }
  CHECK(cache.find("k0") == nullptr);
  CHECK(cache.find("k99") != nullptr);
}

TEST_CASE("a search past its deadline is a problem, not a partial answer") {
  QueryLimits limits;
  limits.deadline_ms = 0;
  IndexBench bench(limits);
  bench.add({article("a", "alpha")});
  SearchRequest request;
  request.query = "alpha";
  const auto result = bench.service().search(request);
  REQUIRE_FALSE(result);
  CHECK(result.problem().code == "deadline");
}
