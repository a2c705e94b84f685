// SPDX-License-Identifier: GPL-3.0-or-later
// What users of other engines complain about: each must not be possible here.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

namespace {

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("国際, 国际 and 國際 find each other in any insertion order") {
  std::vector<std::pair<std::string, std::string>> texts = {
      {"ja", "国際会議"}, {"hans", "国际会议"}, {"hant", "國際會議"}};
  std::sort(texts.begin(), texts.end());
  do {
    IndexBench bench;
    for (const auto& [id, title] : texts) bench.add({article(id, title)});
    for (const auto& [id, title] : texts) {
      CAPTURE(title);
      CHECK(sorted(bench.find(title)) == Ids{"hans", "hant", "ja"});
      CHECK(sorted(bench.find("\"" + title.substr(0, 6) + "\"")) == Ids{"hans", "hant", "ja"});
    }
  } while (std::next_permutation(texts.begin(), texts.end()));
}

TEST_CASE("a query finds exactly the texts that hold it") {
  IndexBench bench;
  bench.add({article("butterfly", "蝶"), article("simple", "他说这很简单"),
             article("bag", "一个小化妆包"), article("vegan", "ヴィーガン料理"),
             article("zhang", "張三出席"), article("health", "健康"), article("see", "会見"),
             article("not", "不是"), article("ministry", "部长"), article("ahmad", "قال أحمد"),
             article("hilla", "مدينة الحِلّة"), article("apec", "ＡＰＥＣ首脳会議"),
             article("covid", "The COVID-19 pandemic"), article("sino", "Sino-Russian ties"),
             article("us", "The U.S. envoy"), article("squared", "㍿と㋀")});
  struct Row {
    const char* query;
    Ids found;
  };
  for (const Row& row : {Row{"蝶", {"butterfly"}},     Row{"简单", {"simple"}},
                         Row{"小化妆", {"bag"}},       Row{"化妆", {"bag"}},
                         Row{"ヴィーガン", {"vegan"}}, Row{"張三", {"zhang"}},
                         Row{"张三", {"zhang"}},       Row{"健", {"health"}},
                         Row{"見", {"see"}},           Row{"不", {"not"}},
                         Row{"部", {"ministry"}},      Row{"احمد", {"ahmad"}},
                         Row{"أحمد", {"ahmad"}},       Row{"أَحْمَد", {"ahmad"}},
                         Row{"الحلة", {"hilla"}},      Row{"الحلّة", {"hilla"}},
                         Row{"APEC", {"apec"}},        Row{"ＡＰＥＣ", {"apec"}},
                         Row{"apec", {"apec"}},        Row{"COVID-19", {"covid"}},
                         Row{"covid19", {"covid"}},    Row{"Sino-Russian", {"sino"}},
                         Row{"U.S.", {"us"}},          Row{"株式会社", {"squared"}}}) {
    CAPTURE(row.query);
    CHECK(bench.find(row.query, MatchMode::kAll) == row.found);
    CHECK(bench.find(row.query) == row.found);
  }
}

TEST_CASE("a Chinese article in the index leaves Japanese queries working") {
  IndexBench bench;
  bench.add({article("ja", "東京で首脳会談が行われた"), article("zh", "首脑会谈在东京举行")});
  CHECK(bench.find("東京で", MatchMode::kAll) == Ids{"ja"});
  CHECK(bench.find("在东京", MatchMode::kAll) == Ids{"zh"});
  CHECK(sorted(bench.find("首脳会談", MatchMode::kAll)) == Ids{"ja", "zh"});
  CHECK(sorted(bench.find("東京")) == Ids{"ja", "zh"});
}

TEST_CASE("a query of more than ten words counts every word") {
  IndexBench bench;
  const std::string words = "one two three four five six seven eight nine ten eleven twelve";
  bench.add(
      {article("all", words), article("ten", "one two three four five six seven eight nine ten")});
  CHECK(bench.find(words, MatchMode::kAll) == Ids{"all"});
}

TEST_CASE(
    "a title of two hundred Arabic letters and an address of two kilobytes are indexed and found") {
  IndexBench bench;
  std::string word;
  for (int i = 0; i < 200; ++i) word += "م";
  Article long_one = article("https://example.org/" + std::string(480, 'x'), word);
  long_one.url = "https://example.org/" + std::string(2048, 'y');
  bench.add({long_one, article("other", word + "م")});
  CHECK(bench.find(word) == Ids{long_one.id});
  const auto view = bench.service().article({.id = long_one.id});
  REQUIRE(view);
  CHECK(view->article.url == long_one.url);
}
