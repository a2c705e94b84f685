// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a query must hold: the steps of match=auto, filters beside them, names that cross
// languages.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

namespace {

constexpr const char* kChinese =
    "日本首相高市早苗与韩国总统李在明十三日在奈良举行会谈。双方讨论了合作。";

SearchRequest ask(const std::string& query, MatchMode match = MatchMode::kAuto) {
  SearchRequest request;
  request.query = query;
  request.match = match;
  return request;
}

}  // namespace

TEST_CASE("a Chinese sentence that no article holds is relaxed to a step that finds the article") {
  IndexBench bench;
  bench.add({article("talks", "日韩首脑会谈", kChinese),
             article("other", "欧盟峰会", "欧盟领导人在布鲁塞尔举行会议。")});
  for (const char* query :
       {"高市早苗和李在明在奈良会谈", "高市早苗奈良", "高市早苗 奈良", "李在明奈良高市早苗"}) {
    CAPTURE(query);
    const SearchResult result = bench.search(ask(query));
    REQUIRE_FALSE(result.hits.empty());
    CHECK(result.hits[0].id == "talks");
    CHECK(result.total == 1);
  }
  CHECK(bench.search(ask("高市早苗奈良")).query.relaxed == "pieces");
  CHECK(bench.search(ask("高市早苗 奈良")).query.relaxed == "");
  CHECK(bench.search(ask("高市早苗和李在明在奈良会谈")).query.relaxed != "any");
  CHECK(bench.search(ask("高市早苗奈良", MatchMode::kAll)).total == 0);
}

TEST_CASE("every step is tried in order and the first that matches decides") {
  IndexBench bench;
  bench.add({article("full", "alpha beta gamma delta"), article("three", "alpha beta gamma"),
             article("one", "alpha omega")});
  CHECK(bench.search(ask("alpha beta gamma delta")).query.relaxed == "");
  CHECK(bench.find("alpha beta gamma delta") == Ids{"full"});
  CHECK(bench.search(ask("alpha beta gamma zeta")).query.relaxed == "most");
  CHECK(bench.search(ask("alpha beta gamma zeta")).total == 2);
  CHECK(bench.search(ask("omega zeta eta")).query.relaxed == "any");
  CHECK(bench.find("omega zeta eta") == Ids{"one"});
  CHECK(bench.search(ask("zeta eta")).query.relaxed == "");
  CHECK(bench.search(ask("zeta eta")).total == 0);
  CHECK(bench.search(ask("alpha zeta", MatchMode::kAny)).total == 3);
  CHECK(bench.search(ask("alpha zeta", MatchMode::kAll)).total == 0);
}

TEST_CASE("what is excluded stays excluded at every step") {
  IndexBench bench;
  bench.add({article("a", "alpha beta"), article("b", "alpha gamma")});
  CHECK(bench.find("alpha zeta -beta") == Ids{"b"});
  CHECK(bench.find("-beta") == Ids{"b"});
  CHECK(bench.find("-alpha").empty());
}

TEST_CASE("marks that say nothing do not hide what the words find") {
  IndexBench bench;
  bench.add({article("a", "alpha beta")});
  CHECK(bench.find("\"alpha\" !") == Ids{"a"});
  CHECK(bench.find("(—) alpha \"\"") == Ids{"a"});
  CHECK(bench.find("!!!").empty());
  CHECK(bench.find("\"\" \"…\"").empty());
}

TEST_CASE("a filter never changes the step") {
  IndexBench bench;
  Article all = article("all", "alpha beta gamma");
  all.language = "en";
  Article some = article("some", "alpha omega");
  some.language = "fr";
  bench.add({all, some});
  for (const char* query : {"alpha beta gamma", "alpha beta", "omega zeta", "zeta"}) {
    CAPTURE(query);
    const SearchResult free = bench.search(ask(query));
    for (const char* language : {"en", "fr", "de", "none"}) {
      SearchRequest request = ask(query);
      request.filters[static_cast<std::size_t>(Facet::kLanguage)].any_of = {language};
      const SearchResult filtered = bench.search(request);
      CHECK(filtered.query.relaxed == free.query.relaxed);
      CHECK(filtered.total <= free.total);
    }
  }
}

TEST_CASE("a span that is a known name finds articles in other languages, expand=off does not") {
  IndexBench bench;
  bench.add({article("zh", "首脑会谈", kChinese),
             article("en", "Takaichi hosts Lee Jae-myung", "Talks in Nara."),
             article("ko", "이재명 대통령", "이재명 대통령은 나라에서 회담했다."),
             article("none", "Weather in Oslo")});
  for (const char* query : {"이재명", "李在明", "Lee Jae-myung"}) {
    CAPTURE(query);
    SearchRequest request = ask(query);
    const SearchResult result = bench.search(request);
    CHECK(result.total == 3);
    REQUIRE(result.query.expanded.size() == 1);
    CHECK(result.query.expanded[0].id == "lee-jae-myung");
    CHECK(result.query.expanded[0].text == query);
    CHECK(result.query.expanded[0].kind == "leader");
    request.expand = false;
    const SearchResult plain = bench.search(request);
    CHECK(plain.total == 1);
    CHECK(plain.query.expanded.empty());
  }
  // Quotes mean these letters.
  CHECK(bench.find("\"이재명\"") == Ids{"ko"});
  // Same-language matches lead.
  CHECK(bench.find("이재명").front() == "ko");
  CHECK(bench.find("Takaichi Nara").front() == "en");
}

TEST_CASE("a Korean word is found with its particles and inside compounds") {
  IndexBench bench;
  bench.add({article("particle", "이재명은 말했다"), article("compound", "한미정상회담 개최"),
             article("other", "북한")});
  CHECK(bench.find("이재명") == Ids{"particle"});
  CHECK(bench.find("정상회담이") == Ids{"compound"});
  CHECK(bench.find("북").empty());
}
