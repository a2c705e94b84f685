// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing takes work that grows faster than the text times nothing: of inputs of one, two and four
// times a size the results are counted, and inputs that a quadratic step would never finish are run
// once. No clocks.
#include <doctest/doctest.h>

#include "server/search/query_lexer.h"
#include "tests/unit/search/marker.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::string repeated(const std::string& piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

constexpr std::size_t kMegabyte = 1 << 20;

// The places that a query has in a text.
std::size_t places(const std::string& query, const std::string& text) {
  text::Analyser analyser;
  PlanOptions options;
  const QueryPlan plan =
      plan_query(parse_query(query, {}), options, *TestNames::get().recognizer, analyser);
  const MarkFinder finder(plan.highlights, *TestNames::get().recognizer);
  return finder.find(analyser.analyse(text)).size();
}

}  // namespace

TEST_CASE("places grow with the text, not with its square") {
  struct Row {
    const char* query;
    const char* piece;
  };
  for (const Row& row : {Row{"的的的", "的"}, Row{"\"a a a a\"", "a "}, Row{"회회", "회"},
                         Row{"summit", "summit "}, Row{"国际", "国际"}, Row{"م", "م "}}) {
    CAPTURE(row.query);
    const std::size_t once = places(row.query, repeated(row.piece, 4000));
    const std::size_t twice = places(row.query, repeated(row.piece, 8000));
    const std::size_t four_times = places(row.query, repeated(row.piece, 16000));
    CHECK(once > 0);
    CHECK(twice <= 2 * once + 8);
    CHECK(four_times <= 4 * once + 32);
  }
}

TEST_CASE("a megabyte of one character is marked by a thousand of it") {
  const std::string text = repeated("的", kMegabyte / 3);
  Marker marker(repeated("的", 1000));
  const auto segments = marker.segments(text);
  REQUIRE(segments.size() == 1);
  CHECK(segments[0].match);
  CHECK(segments[0].text == text);
}

TEST_CASE("a megabyte of ordinary words is marked by a query of a thousand words") {
  std::string query;
  std::string text;
  for (int i = 0; i < 1000; ++i) query += "word" + std::to_string(i) + " ";
  for (int i = 0; text.size() < kMegabyte; ++i) text += "word" + std::to_string(i % 2000) + " ";
  Marker marker(query);
  const auto segments = marker.segments(text);
  CHECK(joined(segments) == text);
  CHECK(segments.size() > 10000);
  CHECK(joined(marker.snippet("", text)).size() <= Highlighter::kSnippetBytes + 16);
}

TEST_CASE("a megabyte without a space is marked in every script") {
  for (const char* piece : {"a", "的", "م", "ไทย", "가", "Я", "क्षि"}) {
    const std::string text = repeated(piece, kMegabyte / std::string(piece).size());
    CAPTURE(piece);
    Marker marker(std::string(piece) + " summit");
    CHECK(joined(marker.segments(text)) == text);
  }
}

TEST_CASE("walls of marks in a query and in a text give no more than they hold") {
  for (const std::string& wall :
       {repeated("\"", 100000), repeated("-", 65536), repeated("*", 65536), repeated("(", 10000),
        repeated("(", 10000) + "a" + repeated(")", 10000), repeated("a\u0301", 30000),
        "a" + repeated("\u0301", 100000), repeated("-a", 30000), repeated("a*", 30000),
        repeated("NOT ", 16000), repeated("a NEAR ", 9000), repeated("title:(", 9000),
        repeated("«", 30000), repeated("\" -(", 16000), repeated("a:", 30000)}) {
    CAPTURE(wall.substr(0, 16));
    const ParsedQuery parsed = parse_query(wall, {});
    std::vector<QueryNote> notes;
    CHECK(lex_query(wall, notes).size() <= wall.size());
    CHECK(notes.size() <= 8);
    CHECK(to_query_text(parsed).size() <= 4 * wall.size() + 64);
    if (!parsed.is_empty()) {
      Marker marker(wall);
      CHECK(joined(marker.segments("a summit " + wall)) == "a summit " + wall);
    }
    Marker plain("summit");
    CHECK(joined(plain.segments(wall + " summit")) == wall + " summit");
  }
}
