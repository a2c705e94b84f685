// SPDX-License-Identifier: GPL-3.0-or-later
// Inflected forms find each other in a search; quotes, titles and names mean what is typed.
#include "server/search/word_families.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

Article written(std::string id, std::string body, std::string language) {
  Article out = article(std::move(id), "", std::move(body));
  out.language = std::move(language);
  return out;
}

std::set<std::string> found(IndexBench& bench, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.match = MatchMode::kAll;
  const auto ids = IndexBench::ids(bench.search(request));
  return {ids.begin(), ids.end()};
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a word finds its other forms in every language and segment") {
  IndexBench bench;
  bench.add({written("en1", "new sanctions against the regime", "en"),
             written("ru1", "начались переговоры", "ru"), written("ar1", "بدأت المفاوضات", "ar")});
  bench.add({written("en2", "the bank was sanctioned", "en"),
             written("en3", "they talk about sanctioning it, sanctions too", "en"),
             written("ru2", "на переговорах в столице", "ru"),
             written("ar2", "نتائج مفاوضات أمس", "ar"), written("ar3", "جولة ومفاوضات", "ar")});
  CHECK(found(bench, "sanctions") == Ids{"en1", "en2", "en3"});
  CHECK(found(bench, "переговорах") == Ids{"ru1", "ru2"});
  CHECK(found(bench, "مفاوضات") == Ids{"ar1", "ar2", "ar3"});
}

TEST_CASE("quotes mean what is typed") {
  IndexBench bench;
  bench.add({written("a", "new sanctions", "en"), written("b", "it was sanctioned", "en")});
  CHECK(found(bench, "\"sanctions\"") == Ids{"a"});
  CHECK(found(bench, "sanctions") == Ids{"a", "b"});
}

TEST_CASE("a form that stands nowhere still finds its family") {
  IndexBench bench;
  bench.add({written("a", "sanctions", "en"), written("b", "sanctioned", "en")});
  CHECK(found(bench, "sanctioning") == Ids{"a", "b"});
}

TEST_CASE("words of different languages are no family, however alike they look") {
  IndexBench bench;
  bench.add({written("en", "the gifts and a gift", "en"),
             written("de", "das gift und die gifte", "de"), written("fi", "kokous", "fi")});
  // gifte is no form of the English word: it stands in no English article.
  CHECK(found(bench, "gifts") == Ids{"en", "de"});
  CHECK(found(bench, "kokouksen").size() <= 1);
}

TEST_CASE("what was found by another form is marked") {
  IndexBench bench;
  bench.add({written("a", "The bank was sanctioned. It had sanctions before.", "en")});
  SearchRequest request;
  request.query = "sanctions";
  const SearchResult result = bench.search(request);
  REQUIRE(result.hits.size() == 1);
  std::set<std::string> marked;
  for (const TextSegment& piece : result.hits[0].snippet) {
    if (piece.match) marked.insert(piece.text);
  }
  CHECK(marked == Ids{"sanctioned", "sanctions"});
  const auto view = bench.service().article({.id = "a", .query = "sanctions"});
  REQUIRE(view);
  CHECK(joined(view->marked_body, "[", "]") ==
        "The bank was [sanctioned]. It had [sanctions] before.");
}

TEST_CASE("a word is looked for in no more forms than the limit") {
  QueryLimits limits;
  limits.max_word_forms = 1;
  IndexBench bench(limits);
  bench.add({written("a", "sanctions", "en"), written("b", "sanctioned", "en"),
             written("c", "sanctioned", "en"), written("d", "sanctioning", "en")});
  CHECK(found(bench, "sanctions") == Ids{"a", "b", "c"});
}
