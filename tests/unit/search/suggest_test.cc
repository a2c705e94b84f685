// SPDX-License-Identifier: GPL-3.0-or-later
// Suggestions: names in any language, then words, and what stands before them.
#include "server/search/suggest.h"

#include <doctest/doctest.h>

#include "server/search/suggest_words.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Strings = std::vector<std::string>;

namespace {

struct SuggestBench : IndexBench {
  SuggestBench() {
    std::vector<Article> articles;
    for (int i = 0; i < 12; ++i) {
      Article one =
          article("a" + std::to_string(i), i % 2 == 0 ? "Sanctions talks" : "Ägyptens TAKT",
                  "the summit the talks of Sanae Takaichi takes place");
      if (i < 6) one.leaders = {"takaichi-sanae"};
      if (i < 2) one.countries = {"JP"};
      one.language = "en";
      articles.push_back(one);
    }
    articles.push_back(article("ko", "정상회담을 마치고", "여러 사람이 모였다"));
    add(articles);
  }
  std::vector<Suggestion> ask(const std::string& query, std::uint32_t limit = 10,
                              const std::string& language = "en") const {
    auto found = service().suggest({query, limit, language});
    REQUIRE(found);
    return std::move(*found);
  }
  Strings texts(const std::string& query, std::uint32_t limit = 10) const {
    Strings out;
    for (const Suggestion& one : ask(query, limit)) out.push_back(one.text);
    return out;
  }
  bool offers(const std::string& query, const std::string& text) const {
    const Strings all = texts(query);
    return std::find(all.begin(), all.end(), text) != all.end();
  }
};

}  // namespace

TEST_CASE_FIXTURE(SuggestBench, "a name is found by a word of it in any language") {
  for (const char* query :
       {"tak", "Sanae T", "takaichi sa", "高", "高市", "다카", "다ㅋ", "تاكا"}) {
    CAPTURE(query);
    const auto found = ask(query);
    if (std::string(query) == "다ㅋ") continue;  // a letter alone begins no syllable
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].id == "takaichi-sanae");
    CHECK(found[0].kind == "leader");
    CHECK(found[0].label == "Sanae Takaichi");
    CHECK(found[0].count == 12);
  }
  CHECK(ask("高")[0].text == "高市早苗");
  CHECK(ask("高")[0].matched == "高市早苗");
  CHECK(ask("تاكا", 10, "ar").at(0).label == "ساناي تاكايتشي");
}

TEST_CASE_FIXTURE(SuggestBench, "what the archive has nothing about is not suggested") {
  CHECK(ask("jae").empty());
  CHECK(ask("이재").empty());
  CHECK(ask("xyzzy").empty());
}

TEST_CASE_FIXTURE(SuggestBench, "the words before stay as typed, with their operators") {
  CHECK(texts("\"talks\" OR  tak").at(0) == "\"talks\" OR  Takaichi");
  CHECK(texts("日本首相高市").at(0) == "日本首相高市早苗");
  CHECK(texts("-tak").at(0) == "-leader:takaichi-sanae");
  CHECK(texts("leader:tak") == Strings{"leader:takaichi-sanae"});
  CHECK(texts("country:tak").empty());
  CHECK(texts("title:sanc") == Strings{"title:Sanctions"});
  CHECK(offers("visit sanc", "visit Sanctions"));
}

TEST_CASE_FIXTURE(SuggestBench,
                  "nothing goes on behind a closed quotation mark, a star or other values") {
  for (const char* query : {"\"tak\"", "tak*", "source:tak", "id:tak", "leader:(tak", "date:2026",
                            "", "  ", "tak)", "tak \"", "!", "NOT"}) {
    CAPTURE(query);
    CHECK(ask(query).empty());
  }
  CHECK(offers("takaichi ", "Sanae Takaichi"));
  CHECK_FALSE(offers("sanc ", "Sanctions"));
}

TEST_CASE_FIXTURE(SuggestBench,
                  "words are written as titles have them, without those of every text") {
  CHECK(offers("agy", "Ägyptens"));
  CHECK(offers("정상회다", "정상회담"));  // the last consonant is still to come
  const Strings all = texts("ta");
  REQUIRE(all.size() >= 4);
  CHECK(all[0] == "Takaichi");
  CHECK(all[1] == "TAKT");
}

TEST_CASE_FIXTURE(SuggestBench, "a limit holds, and each text comes once") {
  CHECK(texts("ta", 1).size() == 1);
  CHECK(texts("ta", 0).empty());
  Strings all = texts("t", 50);
  std::sort(all.begin(), all.end());
  CHECK(std::unique(all.begin(), all.end()) == all.end());
}

TEST_CASE_FIXTURE(SuggestBench, "every suggestion finds something, also after deletions") {
  remove({"a1", "a3", "a5", "a7", "a9", "a11"});
  CHECK_FALSE(offers("agy", "Ägyptens"));
  for (const char* query : {"t", "s", "sanc", "tak", "ja", "高", "정"}) {
    for (const Suggestion& one : ask(query)) {
      CAPTURE(one.text);
      CHECK_FALSE(find(one.text).empty());
    }
  }
}

TEST_CASE("an open Hangul syllable stands for those it may become") {
  CHECK(typed_beginnings("abc") == Strings{"abc"});
  CHECK(typed_beginnings("회담") == Strings{"회담"});
  const Strings open = typed_beginnings("회다");
  CHECK(open.size() == 28);
  CHECK(std::find(open.begin(), open.end(), "회담") != open.end());
  CHECK(std::find(open.begin(), open.end(), "회더") == open.end());
}

TEST_CASE("without an index there is nothing to suggest from") {
  TemporaryFolder folder;
  const SearchService service(folder.path("none"), *TestNames::get().recognizer, {});
  const auto found = service.suggest({"tak", 10, "en"});
  REQUIRE_FALSE(found);
  CHECK(found.problem().code == "no_index");
}
