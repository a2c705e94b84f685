// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a query at their places, and queries with other words there.
#include "server/search/query_words.h"

#include <doctest/doctest.h>

#include "server/search/query_parser.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::vector<QueryWord> words_in(const std::string& query) {
  text::Analyser analyser;
  return query_words(query, parse_query(query, {}), analyser);
}

std::string shown(const std::string& query) {
  std::string out;
  for (const QueryWord& word : words_in(query))
    out += "[" + query.substr(word.begin, word.end - word.begin) + (word.is_bare ? "]" : "=]");
  return out;
}

}  // namespace

TEST_CASE("words are found where they were typed, whatever stands between them") {
  CHECK(shown("trade  deal") == "[trade][deal]");
  CHECK(shown("  Trade\tDEAL　高市") == "[Trade][DEAL][高][市]");
  CHECK(shown("al-Sharaa (visit OR Paris)") == "[al][Sharaa][visit][Paris]");
  CHECK(shown("«joint statement» 2026") == "[joint=][statement=][2026]");
  CHECK(shown("title:sumit trade") == "[sumit=][trade]");
  CHECK(shown("title：\"joint sumit\"") == "[joint=][sumit=]");
  CHECK(shown("title:(trade deal) x") == "[trade=][deal=][x]");
  CHECK(shown("trade NEAR/5 deal now") == "[trade=][deal=][now]");
  CHECK(shown("title title:title") == "[title][title=]");
}

TEST_CASE("excluded words, beginnings and values of other fields are no such words") {
  CHECK(shown("summit -trade") == "[summit]");
  CHECK(shown("summit NOT (trade OR \"joint deal\")") == "[summit]");
  CHECK(shown("sanction* leader:takaichi source:\"The Wire\" summit") == "[summit]");
  CHECK(shown("title:sanction* NOT NOT summit") == "[summit]");
  CHECK(shown("") == "");
}

TEST_CASE("words that follow each other share a text") {
  const auto words = words_in("a b \"c\" d");
  REQUIRE(words.size() == 4);
  CHECK(words[0].text == words[1].text);
  CHECK(words[1].text != words[2].text);
  CHECK(words[1].text != words[3].text);
}

TEST_CASE("a query keeps its structure when words are replaced") {
  CHECK(with_replacements("(sumit OR  vsit) -x", {{1, 6, "summit"}, {11, 15, "visit"}}) ==
        "(summit OR  visit) -x");
  CHECK(with_replacements("\"sumit talks\"", {{1, 6, "summit"}}) == "\"summit talks\"");
  CHECK(with_replacements("a NERA b", {{2, 6, "NEAR"}}) == "");
  CHECK(with_replacements("a b", {{2, 3, "c d"}}) == "");
}
