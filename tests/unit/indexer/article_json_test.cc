// SPDX-License-Identifier: GPL-3.0-or-later
// The article record: what is accepted, repaired, refused, and written again.
#include "core/article_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/text/utf8.h"

using namespace dragoman;

namespace {

Article article_of(std::string_view json, std::vector<std::string>* notes = nullptr) {
  auto result = article_from_json(json, notes);
  REQUIRE_MESSAGE(result, (result ? "" : result.problem().message));
  return std::move(*result);
}

std::string problem_of(std::string_view json) {
  auto result = article_from_json(json);
  return result ? "none" : result.problem().code;
}

}  // namespace

TEST_CASE("synonyms on the way in are read as their fields") {
  const Article article =
      article_of(R"({"id":"a/1","headline":"T","text":"B","lang":"ZH_hans","date":"2013/01/02"})");
  CHECK(article.id == "a/1");
  CHECK(article.title == "T");
  CHECK(article.body == "B");
  CHECK(article.language == "zh-Hans");
  CHECK(article.published == "2013-01-02");
  CHECK(article.title_from == Origin::kMetadata);
  CHECK(article.published_from == Origin::kMetadata);
}

TEST_CASE("shape is strict: each fault has its code") {
  struct Case {
    const char* json;
    const char* code;
  };
  const Case cases[] = {
      {"", "bad_json"},
      {"{\"title\":\"x\"", "bad_json"},
      {"nonsense", "bad_json"},
      {"[{\"title\":\"x\"}]", "not_an_object"},
      {"\"text\"", "not_an_object"},
      {"{}", "no_text"},
      {R"({"title":"  ","body":"\n"})", "no_text"},
      {R"({"summary":"only a lead"})", "no_text"},
      {R"({"title":7})", "wrong_type"},
      {R"({"title":"x","body":["y"]})", "wrong_type"},
      {R"({"title":"x","date":2013})", "wrong_type"},
      {R"({"title":"x","leaders":"xi"})", "wrong_type"},
      {R"({"title":"x","countries":[{"label":"Japan"}]})", "wrong_type"},
      {R"({"title":"x","related":[1]})", "wrong_type"},
      {R"({"title":"x","related":{"title":"y"}})", "wrong_type"},
      {R"({"title":"x","id":5})", "wrong_type"},
      {R"({"title":"x","id":""})", "bad_id"},
      {R"({"title":"x","id":"a\u0000b"})", "bad_id"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    CHECK(problem_of(c.json) == c.code);
  }
  CHECK(problem_of(R"({"title":"x","id":")" + std::string(513, 'a') + "\"}") == "bad_id");
  CHECK(problem_of(R"({"title":"x","id":")" + std::string(512, 'a') + "\"}") == "none");
}

TEST_CASE("a problem of type names the field") {
  const auto result = article_from_json(R"({"title":"x","related":[{"title":"y"},{"text":3}]})");
  REQUIRE_FALSE(result);
  CHECK(result.problem().where == "related[1].text");
}

TEST_CASE("null is absent") {
  const Article article =
      article_of(R"({"id":null,"title":"x","body":null,"leaders":null,"related":null})");
  CHECK(article.id.size() == 32);
  CHECK(article.body.empty());
}

TEST_CASE("ill-formed UTF-8 and lone surrogates are repaired and counted, the article is kept") {
  std::vector<std::string> notes;
  const Article article = article_of(
      "{\"title\":\"a\xFF"
      "b\",\"body\":\"c\xE4\xB8\"}",
      &notes);
  CHECK(article.title == "a\uFFFDb");
  CHECK(text::is_valid_utf8(article.body));
  CHECK(notes == std::vector<std::string>{"ill_formed_utf8"});
  notes.clear();
  CHECK(article_of(R"({"title":"x\ud83d y \\ud800 \ud83d\ude00"})", &notes).title ==
        "x\uFFFD y \\ud800 😀");
  CHECK(notes == std::vector<std::string>{"ill_formed_utf8"});
}

TEST_CASE("control characters go, line ends become one kind, tabs stay") {
  const Article article =
      article_of(R"({"title":" a\u0000\u0007b ","body":"one\r\ntwo\rthree\tx\u0085y"})");
  CHECK(article.title == "ab");
  CHECK(article.body == "one\ntwo\nthree\tx\ny");
}

TEST_CASE("a bad date is dropped with a note, an unknown field only noted") {
  std::vector<std::string> notes;
  const Article article = article_of(
      R"({"title":"x","date":"yesterday","mentioned_dates":["2015-02-30","1965"],"category":3})",
      &notes);
  CHECK(article.published.empty());
  CHECK(article.published_from == Origin::kNone);
  CHECK(article.mentioned_dates == std::vector<std::string>{"1965"});
  CHECK(notes == std::vector<std::string>{"bad_date", "bad_date", "unknown_field"});
}

TEST_CASE("entity lists take strings and objects with an id, each value once") {
  const Article article =
      article_of(R"({"title":"x","leaders":["a",{"id":"b","label":"B"},"a"],"topics":[]})");
  CHECK(article.leaders == std::vector<std::string>{"a", "b"});
  CHECK(article.topics.empty());
}

TEST_CASE("language tags get the case of BCP 47, and what is no tag is dropped") {
  struct Case {
    const char* in;
    const char* out;
  };
  const Case cases[] = {{"EN", "en"},
                        {"zh-hant", "zh-Hant"},
                        {"zh_TW", "zh-TW"},
                        {"sr-latn-rs", "sr-Latn-RS"},
                        {"es-419", "es-419"},
                        {"de-x-AB", "de-x-ab"},
                        {"english language", ""},
                        {"e", ""},
                        {"-", ""}};
  for (const Case& c : cases) {
    CAPTURE(c.in);
    CHECK(article_of(std::string(R"({"title":"x","lang":")") + c.in + "\"}").language == c.out);
  }
}

TEST_CASE("a story that can be no id is dropped with a note, and the article stays") {
  const auto notes_of = [](std::size_t bytes) {
    std::vector<std::string> notes;
    const auto article =
        article_from_json(R"({"title":"x","story":")" + std::string(bytes, 's') + "\"}", &notes);
    REQUIRE(article);
    CHECK(article->story.size() == (bytes <= 512 ? bytes : 0));
    return notes;
  };
  CHECK(notes_of(512).empty());
  CHECK(notes_of(513) == std::vector<std::string>{"bad_story"});
  CHECK(notes_of(100000) == std::vector<std::string>{"bad_story"});
}

TEST_CASE("an address or an outlet without end is dropped with a note, and the article stays") {
  const auto read = [](const std::string& key, std::size_t bytes) {
    std::vector<std::string> notes;
    const auto article = article_from_json(
        R"({"title":"x",")" + key + R"(":")" + std::string(bytes, 's') + "\"}", &notes);
    REQUIRE(article);
    CHECK((article->url.size() + article->source.size() == bytes) == notes.empty());
    return notes;
  };
  CHECK(read("url", 8192).empty());
  CHECK(read("url", 8193) == std::vector<std::string>{"long_value"});
  CHECK(read("source", 1024).empty());
  CHECK(read("source", 1025) == std::vector<std::string>{"long_value"});
}

TEST_CASE("without a title the first sentence is the title, and the body stays whole") {
  const Article article = article_of(R"({"body":"The U.S. envoy met Dr. Ito. They spoke."})");
  CHECK(article.title == "The U.S. envoy met Dr. Ito.");
  CHECK(article.title_from == Origin::kText);
  CHECK(article.body == "The U.S. envoy met Dr. Ito. They spoke.");
}

TEST_CASE("ids made from content are stable, and differ by url or text") {
  const std::string a = article_of(R"({"title":"x","body":"y"})").id;
  CHECK(a == article_of(R"({"body":"y","title":"x"})").id);
  CHECK(a != article_of(R"({"title":"x","body":"z"})").id);
  CHECK(article_of(R"({"title":"x","url":"https://example.org/1"})").id ==
        article_of(R"({"title":"other","url":"https://example.org/1"})").id);
}

TEST_CASE("what is written is read again as the same record, in the order of the contract") {
  const char* json =
      R"({"id":"ü/1","url":"u","title":"t","title_from":"text","summary":"s","body":"b","language":"ja",)"
      R"("published":"2015-07","published_from":"inferred","source":"o","author":"a","leaders":["l"],)"
      R"("countries":["JP"],"topics":["t1"],"mentioned_dates":["2015"],"story":"st",)"
      R"("related":[{"title":"r","text":"x","language":"en","url":"https://example.org"}]})";
  CHECK(article_to_ndjson(article_of(json)) == json);
  CHECK(article_to_ndjson(article_of(R"({"title":"t","id":"1"})")) ==
        R"({"id":"1","title":"t","title_from":"metadata"})");
}

TEST_CASE("deep nesting and huge numbers neither crash nor hang") {
  CHECK(problem_of(std::string(200000, '[')) == "bad_json");
  CHECK(problem_of(R"({"title":1e99999})") == "bad_json");
  const std::string deep =
      R"({"title":"x","y":)" + std::string(100000, '[') + std::string(100000, ']') + "}";
  CHECK(problem_of(deep) == "none");
}
