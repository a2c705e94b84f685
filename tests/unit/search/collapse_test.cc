// SPDX-License-Identifier: GPL-3.0-or-later
// Collapsed searches against a plain one that is collapsed by hand, and what is told of stories.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

namespace {

// Articles with stories given, most of them alone.
std::vector<Article> corpus(std::size_t count) {
  std::mt19937 random(7);
  std::vector<Article> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string body = "beta";
    for (std::size_t n = random() % 6; n > 0; --n) body += " alpha";
    for (std::size_t n = random() % 20; n > 0; --n) body += " filler";
    Article one = article("a" + std::to_string(i), "t" + std::to_string(i), body);
    static const std::vector<std::string> kDates = {"", "2026", "2026-01-13", "2026-01-14"};
    one.published = kDates[random() % kDates.size()];
    one.language = random() % 2 == 0 ? "en" : "fr";
    const std::size_t story = random() % 40;
    if (story < 8) one.story = story == 0 ? "a0" : "story " + std::to_string(story);
    out.push_back(std::move(one));
  }
  return out;
}

struct ByHand {
  Ids ids;                           // the first article of each story
  std::map<std::string, int> sizes;  // by story
};

ByHand collapse(const SearchResult& all) {
  ByHand out;
  for (const Hit& hit : all.hits)
    if (++out.sizes[hit.story] == 1) out.ids.push_back(hit.id);
  return out;
}

}  // namespace

TEST_CASE("collapsed pages are the plain list with each story's first article only") {
  const std::vector<Article> articles = corpus(90);
  for (const std::size_t size : {90u, 31u}) {
    IndexBench bench;
    for (std::size_t from = 0; from < articles.size(); from += size)
      bench.add(
          {articles.begin() + static_cast<std::ptrdiff_t>(from),
           articles.begin() + static_cast<std::ptrdiff_t>(std::min(articles.size(), from + size))});
    bench.remove({"a0", "a17"});
    for (const Sort sort : {Sort::kRelevance, Sort::kNewest, Sort::kOldest}) {
      for (const char* query : {"alpha", "beta", ""}) {
        if (sort == Sort::kRelevance && *query == '\0') continue;
        SearchRequest request;
        request.query = query;
        request.sort = sort;
        request.limit = 100;
        const SearchResult plain = bench.search(request);
        REQUIRE(plain.hits.size() == plain.total);
        CHECK_FALSE(plain.groups);
        CHECK(plain.hits[0].story_hits == 0);
        const ByHand expected = collapse(plain);
        request.collapse = true;
        for (const std::uint32_t limit : {1u, 7u, 100u}) {
          request.limit = limit;
          request.cursor.clear();
          Ids by_page;
          Ids by_cursor;
          for (request.page = 1; by_page.size() < expected.ids.size(); ++request.page) {
            const SearchResult result = bench.search(request);
            CHECK(result.total == plain.total);
            CHECK(result.groups == expected.ids.size());
            CHECK(result.facets[3]->values.size() == plain.facets[3]->values.size());
            CHECK(result.facets[3]->values[0].count == plain.facets[3]->values[0].count);
            REQUIRE_FALSE(result.hits.empty());
            for (const Hit& hit : result.hits) {
              by_page.push_back(hit.id);
              CHECK(static_cast<int>(hit.story_hits) == expected.sizes.at(hit.story));
            }
          }
          CHECK(by_page == expected.ids);
          request.page = 1;
          do {
            const SearchResult result = bench.search(request);
            for (const Hit& hit : result.hits) by_cursor.push_back(hit.id);
            request.cursor = result.next_cursor;
          } while (!request.cursor.empty());
          CHECK(by_cursor == expected.ids);
        }
      }
    }
  }
}

TEST_CASE("a cursor of a plain list is none of a collapsed one") {
  IndexBench bench;
  bench.add(corpus(20));
  SearchRequest request;
  request.limit = 2;
  request.cursor = bench.search(request).next_cursor;
  request.collapse = true;
  const auto result = bench.service().search(request);
  REQUIRE_FALSE(result);
  CHECK(result.problem().code == "bad_cursor");
}

TEST_CASE("a story is shown by date, with its languages and its near-duplicates") {
  IndexBench bench;
  const std::string text =
      "Sanae Takaichi met Lee Jae-myung in Nara on Tuesday and they agreed to go on meeting in "
      "turns and to work together.";
  Article first = article("one", "Talks in Nara", text);
  first.published = "2026-01-13";
  first.language = "en";
  Article copy = article("two", "Talks in Nara", text + " End.");
  copy.published = "2026-01-14";
  copy.language = "en";
  copy.story = "one";
  Article other = article("three", "奈良会谈", "高市早苗与李在明在奈良举行会谈。");
  other.published = "2026-01-12";
  other.language = "zh-Hans";
  other.story = "one";
  bench.add({first, copy});
  bench.add({other, article("alone", "Nothing of the kind")});

  const auto story = bench.service().story({"one", 10, "en"});
  REQUIRE(story);
  CHECK(story->total == 3);
  REQUIRE(story->articles.size() == 3);
  CHECK(story->articles[0].id == "three");
  CHECK(story->articles[1].id == "one");
  CHECK(story->near_duplicate_of == Ids{"", "", "one"});
  REQUIRE(story->languages.size() == 2);
  CHECK(story->languages[0].id == "en");
  CHECK(story->languages[0].count == 2);
  REQUIRE(story->leaders.size() == 2);
  CHECK(story->leaders[0].count == 3);
  CHECK(bench.service().story({"one", 1, "en"})->articles.size() == 1);
  CHECK(bench.service().story({"alone", 10, "en"})->total == 1);
  CHECK_FALSE(bench.service().story({"nobody", 10, "en"}));

  SUBCASE("what is removed is gone from it, the founder too") {
    bench.remove({"one"});
    const auto rest = bench.service().story({"one", 10, "en"});
    REQUIRE(rest);
    CHECK(rest->total == 2);
  }
}

TEST_CASE("similar articles come by what they share, near-duplicates and other languages first") {
  IndexBench bench;
  const std::string text =
      "Sanae Takaichi met Lee Jae-myung in Nara on Tuesday for a summit on shuttle diplomacy.";
  Article own = article("own", "Summit in Nara", text);
  own.language = "en";
  Article copy = article("copy", "Summit in Nara", text);
  copy.language = "en";
  Article chinese = article("zh", "高市早苗与李在明在奈良会谈", "高市早苗 李在明 奈良 峰会");
  chinese.language = "zh-Hans";
  Article unlike = article("unlike", "A concert", "Nobody of note was there.");
  unlike.language = "en";
  bench.add({own, copy, chinese, unlike});
  const auto similar = bench.service().similar({"own", 10, "ja"});
  REQUIRE(similar);
  REQUIRE(similar->articles.size() == 2);
  CHECK(similar->articles[0].article.id == "copy");
  CHECK(similar->articles[0].near_duplicate);
  CHECK(similar->articles[0].article.score <= 1);
  CHECK(similar->articles[1].article.id == "zh");
  CHECK_FALSE(similar->articles[1].near_duplicate);
  CHECK(similar->articles[1].shared_words == 0);
  REQUIRE(similar->articles[1].shared.size() >= 2);
  CHECK(similar->articles[1].shared[0].kind == "leader");
  const auto& shared = similar->articles[1].shared;
  CHECK(std::any_of(shared.begin(), shared.end(), [](const SharedConcept& one) {
    return one.id == "takaichi-sanae" && one.label == "高市早苗";
  }));
  const auto none = bench.service().similar({"nobody", 10, "en"});
  REQUIRE_FALSE(none);
  CHECK(none.problem().code == "not_found");
}
