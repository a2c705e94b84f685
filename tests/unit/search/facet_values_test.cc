// SPDX-License-Identifier: GPL-3.0-or-later
// Facet values by prefix: names in every language, counts as the search's facets have them.
#include "server/search/facet_values.h"

#include <doctest/doctest.h>

#include <random>

#include "server/search/labels.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Strings = std::vector<std::string>;

namespace {

FacetValues find(const IndexBench& bench, Facet facet, const std::string& prefix,
                 const SearchRequest& search = {}) {
  auto values = bench.service().facet_values({facet, prefix, search});
  REQUIRE(values);
  return std::move(*values);
}

Strings ids(const FacetValues& values) {
  Strings out;
  for (const FacetValue& value : values.values) out.push_back(value.id);
  return out;
}

std::vector<Article> articles() {
  std::vector<Article> out;
  for (int i = 0; i < 12; ++i) {
    Article one = article("a" + std::to_string(i), i % 2 == 0 ? "alpha" : "beta");
    if (i < 6) one.leaders = {"takaichi-sanae"};
    if (i >= 4) one.leaders.push_back("lee-jae-myung");
    one.countries = {i % 3 == 0 ? "JP" : "KR"};
    one.topics = {"summit"};
    one.language = i < 3 ? "ja" : "zh-Hans";
    one.source = i < 5 ? "Example Wire" : i < 9 ? "none" : "-dash";
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

TEST_CASE("words of names begin with a prefix; without spaces every character begins one") {
  CHECK(begins_words("tak", "sanae takaichi"));
  CHECK(begins_words("tak san", "sanae takaichi"));
  CHECK(begins_words("早苗", "高市早苗"));
  CHECK(begins_words("jae", "lee jae-myung"));
  CHECK_FALSE(begins_words("kaichi", "sanae takaichi"));
  CHECK_FALSE(begins_words("tak lee", "sanae takaichi"));
  CHECK_FALSE(begins_words("재명", "이재명"));
  CHECK(begins_words("", "anything"));
}

TEST_CASE("values are found by their names in every language, and the name is told") {
  IndexBench bench;
  bench.add(articles());
  const FacetValues english = find(bench, Facet::kLeader, "TAKA");
  REQUIRE(ids(english) == Strings{"takaichi-sanae"});
  CHECK(english.values[0].label == "Sanae Takaichi");
  CHECK(english.values[0].count == 6);
  CHECK(english.values[0].matched.empty());
  for (const auto& [prefix, name] :
       std::vector<std::pair<std::string, std::string>>{{"高市", "高市早苗"},
                                                        {"早苗", "高市早苗"},
                                                        {"다카이치", "다카이치 사나에"},
                                                        {"사나", "다카이치 사나에"},
                                                        {"ساناي", "ساناي تاكايتشي"}}) {
    CAPTURE(prefix);
    const FacetValues values = find(bench, Facet::kLeader, prefix);
    REQUIRE(ids(values) == Strings{"takaichi-sanae"});
    CHECK(values.values[0].matched == name);
  }
  SearchRequest japanese;
  japanese.label_language = "ja";
  const FacetValues shown = find(bench, Facet::kLeader, "高市", japanese);
  REQUIRE(shown.values.size() == 1);
  CHECK(shown.values[0].label == "高市早苗");
  CHECK(shown.values[0].matched.empty());
  CHECK(ids(find(bench, Facet::kTopic, "峰")) == Strings{"summit"});
  CHECK(ids(find(bench, Facet::kCountry, "日本")) == Strings{"JP"});
  CHECK(ids(find(bench, Facet::kCountry, "jp")) == Strings{"JP"});
  CHECK(ids(find(bench, Facet::kLanguage, "chin")) == Strings{"zh-Hans"});
  CHECK(ids(find(bench, Facet::kLanguage, "日")) == Strings{"ja"});
  CHECK(ids(find(bench, Facet::kSource, "exam")) == Strings{"Example Wire"});
  CHECK(find(bench, Facet::kLeader, "zzz").values.empty());
}

TEST_CASE(
    "an empty prefix gives the most frequent values, cut at the limit, with the whole number") {
  IndexBench bench;
  bench.add(articles());
  SearchRequest search;
  search.limit = 1;
  const FacetValues values = find(bench, Facet::kLeader, "", search);
  CHECK(ids(values) == Strings{"lee-jae-myung"});
  CHECK(values.values[0].count == 8);
  CHECK(values.total == 2);
  search.limit = 0;
  CHECK(find(bench, Facet::kLeader, "", search).values.empty());
  CHECK(find(bench, Facet::kLeader, "", search).total == 2);
}

TEST_CASE("counts are those of the search's facets: other filters hold, the facet's own does not") {
  IndexBench bench;
  bench.add(articles());
  std::mt19937 random(4);
  const std::array<Strings, kFacetCount> wanted = {Strings{"takaichi-sanae", "lee-jae-myung"},
                                                   {"JP", "KR"},
                                                   {"summit"},
                                                   {"ja", "zh"},
                                                   {"\\none", "\\-dash", "Example Wire"}};
  for (int round = 0; round < 200; ++round) {
    SearchRequest search;
    search.query = random() % 2 == 0 ? "alpha" : "";
    search.limit = 100;
    search.facet_size = 100;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      auto& filter = search.filters[f];
      if (random() % 3 == 0) filter.any_of.push_back(wanted[f][random() % wanted[f].size()]);
      if (random() % 5 == 0) filter.none_of.push_back(wanted[f][random() % wanted[f].size()]);
    }
    const SearchResult result = bench.search(search);
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      std::map<std::string, std::uint64_t> expected;
      for (const FacetValue& value : result.facets[f]->values) {
        if (value.id != kNoneValue && value.count > 0) expected[value.id] = value.count;
      }
      std::map<std::string, std::uint64_t> found;
      for (const FacetValue& value : find(bench, static_cast<Facet>(f), "", search).values) {
        if (value.count > 0) found[value.id] = value.count;
      }
      CHECK(found == expected);
    }
  }
}

TEST_CASE("sources that look like filters are quoted, everywhere the same way") {
  IndexBench bench;
  bench.add(articles());
  Article nothing = article("x", "alpha");
  bench.add({nothing});
  CHECK(filter_text("none") == "\\none");
  CHECK(filter_text("-dash") == "\\-dash");
  CHECK(filter_text("\\back") == "\\\\back");
  CHECK(filter_text("plain - none") == "plain - none");
  CHECK(value_of_filter_text("\\\\back") == "\\back");
  const auto total = [&](const std::string& text) {
    SearchRequest search;
    search.filters[4].any_of = {text};
    return bench.search(search).total;
  };
  CHECK(total("none") == 1);
  CHECK(total("\\none") == 4);
  CHECK(total("\\-dash") == 3);
  CHECK(ids(find(bench, Facet::kSource, "")) == Strings{"Example Wire", "\\none", "\\-dash"});
}

TEST_CASE("a selected value that no article has is listed at 0") {
  IndexBench bench;
  bench.add(articles());
  SearchRequest search;
  search.filters[0].any_of = {"takaichi-sanae", "nobody"};
  search.filters[3].none_of = {"xx", "zh"};
  search.filters[4].any_of = {"\\-nowhere"};
  const SearchResult result = bench.search(search);
  const auto value = [&](Facet facet, const std::string& id) -> FacetValue {
    for (const FacetValue& one : result.facets[static_cast<std::size_t>(facet)]->values) {
      if (one.id == id) return one;
    }
    return {"absent", "", 99, false, false, ""};
  };
  CHECK(value(Facet::kLeader, "nobody").count == 0);
  CHECK(value(Facet::kLeader, "nobody").selected);
  CHECK(value(Facet::kLanguage, "xx").excluded);
  CHECK(value(Facet::kLanguage, "zh").id == "absent");  // it stands for zh-Hans, which is listed
  CHECK(value(Facet::kLanguage, "zh-Hans").excluded);
  CHECK(value(Facet::kSource, "\\-nowhere").label == "-nowhere");
}
