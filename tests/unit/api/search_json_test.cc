// SPDX-License-Identifier: GPL-3.0-or-later
// Results → JSON, key by key.
#include "server/api/search_json.h"

#include <doctest/doctest.h>

#include "server/api/articles.h"
#include "server/api/record_json.h"
#include "server/api/stats.h"

using namespace dragoman;
using namespace dragoman::api;

namespace {

search::SearchResult sample() {
  search::SearchResult result;
  result.total = 12;
  result.query.text = "高市";
  result.query.understood = "高市";
  result.query.expanded.push_back({"高市", "leader", "takaichi-sanae", "Sanae Takaichi"});
  result.query.suggestion = "高市早苗";
  result.query.notes.push_back({"unbalanced_quote", "A quote is not closed.", 4});
  result.elsewhere = search::Elsewhere{2, "takaichi", {"en", "zh-Hans"}};
  search::Hit hit;
  hit.id = "a/b c";
  hit.title = {{"Talks with ", false}, {"Takaichi", true}};
  hit.language = "fa-IR";
  hit.published = "2025-10";
  hit.leaders = {{"takaichi-sanae", "Sanae Takaichi"}};
  hit.score = 1.23456789;
  result.hits.push_back(hit);
  result.facets[1] = search::FacetResult{3, {{"JP", "Japan", 7, true, false}}};
  result.histogram = search::Histogram{
      search::HistogramInterval::kMonth, {{"2025-10-01", "2025-10-31", 4, 9}}, 1, 2};
  result.next_cursor = "c+1";
  return result;
}

}  // namespace

TEST_CASE("a result has exactly the keys of the reference") {
  const Params params = {{"q", "高市"}, {"country", "JP"}, {"page", "2"}};
  const Json json = Json::parse(search_json(sample(), params, 3.14159));
  CHECK(json["total"] == 12);
  CHECK(json["took_ms"] == 3.1);
  CHECK(json["query"]["expanded"][0]["id"] == "takaichi-sanae");
  CHECK(json["query"]["relaxed"].is_null());
  CHECK(json["query"]["match"] == "auto");
  CHECK(json["query"]["notes"][0]["position"] == 4);
  CHECK(json["hits"][0]["title"] ==
        Json::parse(R"([{"text":"Talks with ","match":false},{"text":"Takaichi","match":true}])"));
  CHECK(json["hits"][0]["dir"] == "rtl");
  CHECK(json["hits"][0]["url"].is_null());
  CHECK(json["hits"][0]["score"] == 1.2346);
  CHECK(json["facets"] == Json::parse(R"({"country":{"total":3,"values":[
      {"id":"JP","label":"Japan","count":7,"selected":true,"excluded":false}]}})"));
  CHECK(json["histogram"]["interval"] == "month");
  CHECK(json["histogram"]["buckets"][0]["total"] == 9);
  CHECK(json["histogram"]["imprecise"] == 2);
}

TEST_CASE("links ask for the same with what differs") {
  const Params params = {{"q", "高市"}, {"country", "JP"}, {"page", "2"}};
  const Json json = Json::parse(search_json(sample(), params, 0));
  CHECK(json["next"] == "/api/v1/search?q=%E9%AB%98%E5%B8%82&country=JP&cursor=c%2B1");
  CHECK(json["query"]["suggestion"]["url"] ==
        "/api/v1/search?q=%E9%AB%98%E5%B8%82%E6%97%A9%E8%8B%97&country=JP");
  CHECK(json["elsewhere"]["url"] ==
        "/api/v1/search?q=takaichi&country=JP&language=-en&language=-zh-Hans");
}

TEST_CASE("what is absent is null or empty, never missing") {
  const Json json = Json::parse(search_json({}, {}, 0));
  for (const char* key : {"elsewhere", "histogram", "next"}) CHECK(json.at(key).is_null());
  CHECK(json.at("hits").empty());
  CHECK(json.at("facets").is_object());
  CHECK(json.at("query").at("suggestion").is_null());
}

TEST_CASE("text that is ill-formed still makes valid JSON") {
  search::SearchResult result;
  result.query.text = "\xff";
  CHECK(Json::parse(search_json(result, {}, 0))["query"]["text"] == "\xEF\xBF\xBD");
}

TEST_CASE("languages written from right to left are told") {
  for (const char* rtl : {"ar", "he", "fa", "ur", "ar-EG", "ps"}) CHECK(direction_of(rtl) == "rtl");
  for (const char* ltr : {"", "en", "zh-Hant", "arn", "az"}) CHECK(direction_of(ltr) == "ltr");
}

TEST_CASE("an article is shown with labels, direction, marks and reasons") {
  search::ArticleView view;
  view.article.id = "a/b";
  view.article.title = "Title";
  view.article.body = "Body";
  view.article.language = "ar";
  view.article.countries = {"EG"};
  view.countries = {{"EG", "Egypt"}};
  view.why.push_back({"country", "EG", "Egypt", {{"Cairo", "body", 3, 8}}});
  Json json = Json::parse(article_view_json(view));
  CHECK(json["id"] == "a/b");
  CHECK(json["body"] == "Body");
  CHECK(json["countries"] == Json::parse(R"([{"id":"EG","label":"Egypt"}])"));
  CHECK(json["leaders"].is_array());
  CHECK(json["dir"] == "rtl");
  CHECK(!json.contains("marked"));
  CHECK(json["why"][0]["evidence"][0]["end"] == 8);
  view.marked = true;
  view.marked_body = {{"Body", true}};
  json = Json::parse(article_view_json(view));
  CHECK(json["marked"]["body"][0]["match"] == true);
  CHECK(json["marked"]["summary"].empty());
}

TEST_CASE("statistics name the archive's span and languages") {
  search::IndexStats stats;
  stats.articles = 5;
  stats.revision = "r1";
  stats.first_day = "2001-01-01";
  stats.languages = {{"en", 3}, {"zh-Hans", 2}};
  const Json json = Json::parse(stats_json(stats));
  CHECK(json["articles"] == 5);
  CHECK(json["last_day"].is_null());
  CHECK(json["languages"][1] == Json::parse(R"({"id":"zh-Hans","count":2})"));
}
