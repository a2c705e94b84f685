// SPDX-License-Identifier: GPL-3.0-or-later
// Did you mean: what is offered for a query that finds little, and what never is.
#include "server/search/spelling.h"

#include <doctest/doctest.h>

#include "server/search/written_form.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::vector<Article> articles() {
  std::vector<Article> out;
  for (int i = 0; i < 40; ++i) {
    Article one = article("en" + std::to_string(i), "Sanctions and the talks of ministers",
                          "The ministers sign. Zelensky speaks of München.");
    one.language = "en";
    one.source = i < 20 ? "Example Wire" : "Sample Post";
    out.push_back(one);
    out.push_back(article("ar" + std::to_string(i), "زيارة إلى القاهرة"));
    out.push_back(article("ru" + std::to_string(i), "Переговоры министров"));
    out.push_back(article("ko" + std::to_string(i), "정상회담을 마치고"));
  }
  out.push_back(article("name", "首相", "日本首相高市早苗访问奈良"));
  out.push_back(article("rare", "A quokka", "A sactions word stands here once."));
  return out;
}

struct SpellingBench : IndexBench {
  SpellingBench() { add(articles()); }
  std::string offered(const std::string& query, MatchMode match = MatchMode::kAuto) const {
    SearchRequest request;
    request.query = query;
    request.match = match;
    return search(request).query.suggestion;
  }
};

}  // namespace

TEST_CASE_FIXTURE(SpellingBench, "a misspelt word is written as the archive writes it") {
  CHECK(offered("sanctoins") == "sanctions");
  CHECK(offered("Zelenksy") == "Zelensky");
  CHECK(offered("ZELENKSY") == "ZELENSKY");
  CHECK(offered("muncehn") == "münchen");
  CHECK(offered("القاهرا") == "القاهرة");
  CHECK(offered("перегворы") == "переговоры");
  CHECK(offered("정상회딤") == "정상회담");  // which only stands there with a particle
}

TEST_CASE_FIXTURE(SpellingBench, "operators, quotation marks and fields stay") {
  CHECK(offered("\"sign zelenksy\"") == "");  // they never stand together
  CHECK(offered("\"zelenksy speaks\"") == "\"zelensky speaks\"");
  CHECK(offered("(sanctoins OR tlaks)  -visit") == "(sanctions OR talks)  -visit");
  CHECK(offered("title:sanctoins") == "title:sanctions");
  CHECK(offered("talks sanctoins", MatchMode::kAny) == "talks sanctions");
  CHECK(offered("title:zelenksy") == "");  // no title has the right word either
}

TEST_CASE_FIXTURE(SpellingBench,
                  "names come from the gazetteer, also when no article has the word") {
  CHECK(offered("Takaihci") == "Takaichi");
  CHECK(offered("Sane Takaichi") == "Sanae Takaichi");
  CHECK(offered("Takaichi Sane") == "Takaichi Sanae");
  CHECK(offered("다카이찌 사나에") == "다카이치 사나에");
  CHECK(offered("Lee Jae-myng") == "");  // nothing is about him
}

TEST_CASE_FIXTURE(SpellingBench, "what is right, short, excluded, a number or Han is left alone") {
  for (const char* query :
       {"sanctions", "Takaichi", "ministers sanctions", "talks -sanctoins", "sanctoin*", "xyzzyxyz",
        "tlk", "20266", "高布", "leader:takaihci", "sanction", "quokka", ""}) {
    CAPTURE(query);
    CHECK(offered(query) == "");
  }
  CHECK(offered("sactions") == "sanctions");  // it stands in one article, sanctions in forty
}

TEST_CASE_FIXTURE(SpellingBench, "an offer finds something, with the filters of the request") {
  SearchRequest request;
  request.query = "sanctoins";
  request.filters[static_cast<std::size_t>(Facet::kSource)].any_of = {"Sample Post"};
  const std::string offer = search(request).query.suggestion;
  CHECK(offer == "sanctions");
  request.query = offer;
  CHECK(search(request).total == 20);
  request.query = "sanctoins";
  request.filters[static_cast<std::size_t>(Facet::kSource)].any_of = {"No such outlet"};
  CHECK(search(request).query.suggestion == "");
}

TEST_CASE_FIXTURE(SpellingBench, "only the first page offers, and what is found stays the same") {
  SearchRequest request;
  request.query = "sactions";
  request.limit = 1;
  CHECK(search(request).total == 1);
  request.page = 2;
  CHECK(search(request).query.suggestion == "");
}

TEST_CASE_FIXTURE(SpellingBench, "a word whose articles are all gone is not offered") {
  std::vector<std::string> gone;
  for (int i = 0; i < 40; ++i) gone.push_back("ru" + std::to_string(i));
  remove(gone);
  CHECK(offered("перегворы") == "");
}

TEST_CASE("no time for spelling is no fault") {
  QueryLimits limits;
  limits.spelling_ms = 0;
  IndexBench bench(limits);
  bench.add(articles());
  SearchRequest request;
  request.query = "sanctoins";
  CHECK(bench.search(request).query.suggestion == "");
}

TEST_CASE("capitals follow the model") {
  CHECK(in_case_of("abc", "Zelensky") == "zelensky");
  CHECK(in_case_of("Abc", "ZELENSKY") == "Zelensky");
  CHECK(in_case_of("ABC", "straße") == "STRASSE");
  CHECK(in_case_of("Ж", "äb") == "Äb");
  CHECK(in_case_of("다", "القاهرة") == "القاهرة");
}
