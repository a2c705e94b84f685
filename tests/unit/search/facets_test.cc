// SPDX-License-Identifier: GPL-3.0-or-later
// Totals, facet counts and histograms against a naive count over random articles, filters and
// segments.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

using Values = std::array<std::vector<std::string>, kFacetCount>;

Values values_of(const Article& one) {
  Values out = {one.leaders, one.countries, one.topics, {}, {}};
  if (!one.language.empty()) out[3] = {one.language};
  if (!one.source.empty()) out[4] = {one.source};
  return out;
}

bool stands_for(std::size_t facet, const std::string& wanted, const std::string& value) {
  if (wanted == value) return true;
  if (facet == 3) return value.starts_with(wanted + "-");
  if (facet == 2 && wanted == "event") return value == "summit" || value == "visit";
  return facet == 2 && wanted == "domain" && value == "trade";
}

bool any_stands(std::size_t facet, const std::vector<std::string>& wanted,
                const std::vector<std::string>& values) {
  for (const std::string& w : wanted) {
    if (w == kNoneValue && values.empty()) return true;
    for (const std::string& v : values) {
      if (stands_for(facet, w, v)) return true;
    }
  }
  return false;
}

bool passes_dates(const Article& one, const SearchRequest& request) {
  if (!request.dates) return true;
  const auto is_in = [&](const std::string& date) {
    const auto days = parse_iso_interval(date);
    return days && days->first <= request.dates->last && request.dates->first <= days->last;
  };
  if (request.date_field == DateField::kPublished) return is_in(one.published);
  return std::any_of(one.mentioned_dates.begin(), one.mentioned_dates.end(), is_in);
}

// Whether an article passes all filters but that of facet `without` (kFacetCount: none is left
// out).
bool passes(const Article& one, const SearchRequest& request, std::size_t without) {
  const Values values = values_of(one);
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const FacetFilter& filter = request.filters[f];
    if (f == without) continue;
    if (!filter.any_of.empty() && !any_stands(f, filter.any_of, values[f])) return false;
    if (any_stands(f, filter.none_of, values[f])) return false;
  }
  return passes_dates(one, request);
}

template <class T>
const T& pick(std::mt19937& random, const std::vector<T>& from) {
  return from[random() % from.size()];
}

const std::vector<std::string> kDates = {"",           "2026-01-13",       "2026-01", "2026",
                                         "2025-12-31", "2026-01-14T10:00", "2024-02", "1999",
                                         "not a date", "2026-01-20"};
const std::array<std::vector<std::string>, kFacetCount> kWanted = {
    {{"takaichi-sanae", "lee-jae-myung", "none", "nobody"},
     {"JP", "KR", "US", "none"},
     {"summit", "visit", "trade", "event", "domain", "none"},
     {"zh", "zh-Hans", "zh-Hant", "ja", "en", "none", "z"},
     {"A", "B", "none"}}};

Article random_article(std::mt19937& random, const std::string& id) {
  Article one = article(id, random() % 2 == 0 ? "alpha beta" : "alpha gamma");
  const auto some = [&](const std::vector<std::string>& from) {
    std::vector<std::string> out;
    for (const std::string& value : from) {
      if (random() % 3 == 0) out.push_back(value);
    }
    return out;
  };
  one.leaders = some({"takaichi-sanae", "lee-jae-myung"});
  one.countries = some({"JP", "KR", "US"});
  one.topics = some({"summit", "visit", "trade"});
  one.language = pick(random, std::vector<std::string>{"", "zh-Hans", "zh-Hant", "ja", "en"});
  one.source = pick(random, std::vector<std::string>{"", "A", "B"});
  one.published = pick(random, kDates);
  for (std::size_t n = random() % 3; n > 0; --n)
    one.mentioned_dates.push_back(pick(random, kDates));
  return one;
}

SearchRequest random_request(std::mt19937& random) {
  SearchRequest request;
  request.query =
      pick(random, std::vector<std::string>{"", "alpha", "beta", "beta OR gamma", "-beta"});
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    if (random() % 3 != 0) continue;
    for (std::size_t n = random() % 3; n > 0; --n)
      request.filters[f].any_of.push_back(pick(random, kWanted[f]));
    for (std::size_t n = random() % 2; n > 0; --n)
      request.filters[f].none_of.push_back(pick(random, kWanted[f]));
  }
  if (random() % 3 == 0) {
    const Day from = day_from_civil(2025, 12, 1) + static_cast<Day>(random() % 70);
    request.dates =
        DayInterval{random() % 4 == 0 ? INT32_MIN : from,
                    random() % 4 == 0 ? INT32_MAX : from + static_cast<Day>(random() % 30)};
  }
  request.date_field = random() % 2 == 0 ? DateField::kPublished : DateField::kMentioned;
  request.facet_size = 100;
  request.limit = 100;
  request.snippets = false;
  return request;
}

bool matches_query(const Article& one, const std::string& query) {
  const bool beta = one.title == "alpha beta";
  return query == "beta" ? beta : query == "-beta" ? !beta : true;
}

struct Corpus {
  IndexBench bench;
  std::vector<Article> live;
  explicit Corpus(std::mt19937& random) {
    std::map<std::string, Article> by_id;
    for (int segment = 0; segment < 3; ++segment) {
      std::vector<Article> articles;
      for (int i = 0; i < 40; ++i) {
        articles.push_back(random_article(random, "id" + std::to_string(random() % 90)));
        by_id[articles.back().id] = articles.back();
      }
      bench.add(articles);
    }
    const std::string gone = by_id.begin()->first;
    bench.remove({gone});
    by_id.erase(gone);
    for (auto& [id, one] : by_id) live.push_back(std::move(one));
  }
};

std::map<std::string, std::uint64_t> counts_of(const FacetResult& facet) {
  std::map<std::string, std::uint64_t> out;
  for (const FacetValue& value : facet.values) {
    if (value.count > 0) out[value.id] = value.count;
  }
  return out;
}

void check_histogram(const Histogram& histogram, const std::vector<Article>& live,
                     const SearchRequest& request) {
  SearchRequest undated = request;
  undated.dates.reset();
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> buckets;
  std::uint64_t without = 0;
  std::uint64_t imprecise = 0;
  for (const Article& one : live) {
    if (!passes(one, undated, kFacetCount)) continue;
    std::vector<std::string> dates = one.mentioned_dates;
    if (request.date_field == DateField::kPublished) dates = {one.published};
    std::erase_if(dates, [](const std::string& date) { return !parse_iso_interval(date); });
    std::set<std::string> months;
    for (const std::string& date : dates) {
      if (date.size() >= 7) months.insert(date.substr(0, 7) + "-01");
    }
    const bool found = matches_query(one, request.query);
    for (const std::string& month : months) {
      buckets[month].first += found ? 1 : 0;
      ++buckets[month].second;
    }
    if (found && dates.empty()) ++without;
    if (found && !dates.empty() && months.empty()) ++imprecise;
  }
  CHECK(histogram.undated == without);
  CHECK(histogram.imprecise == imprecise);
  std::string last;
  for (const HistogramBucket& bucket : histogram.buckets) {
    CHECK(bucket.start > last);
    last = bucket.end;
    const auto expected = buckets.find(bucket.start);
    CHECK(bucket.count == (expected == buckets.end() ? 0 : expected->second.first));
    CHECK(bucket.total == (expected == buckets.end() ? 0 : expected->second.second));
    if (expected != buckets.end()) buckets.erase(expected);
  }
  CHECK(buckets.empty());
}

}  // namespace

TEST_CASE("totals, facet counts and histograms are what a naive count gives") {
  std::mt19937 random(21);
  const Corpus corpus(random);
  for (int round = 0; round < 400; ++round) {
    SearchRequest request = random_request(random);
    request.histogram = HistogramInterval::kMonth;
    CAPTURE(round);
    const SearchResult result = corpus.bench.search(request);
    std::set<std::string> expected;
    std::array<std::map<std::string, std::uint64_t>, kFacetCount> counts;
    for (const Article& one : corpus.live) {
      if (!matches_query(one, request.query)) continue;
      if (passes(one, request, kFacetCount)) expected.insert(one.id);
      const Values values = values_of(one);
      for (std::size_t f = 0; f < kFacetCount; ++f) {
        if (!passes(one, request, f)) continue;
        if (values[f].empty()) ++counts[f]["none"];
        for (const std::string& value : values[f]) ++counts[f][value];
      }
    }
    REQUIRE(result.total == expected.size());
    const auto ids = IndexBench::ids(result);
    REQUIRE(std::set<std::string>(ids.begin(), ids.end()) == expected);
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      REQUIRE(result.facets[f]);
      REQUIRE(counts_of(*result.facets[f]) == counts[f]);
      CHECK(result.facets[f]->total == counts[f].size() - counts[f].count("none"));
      const auto& values = result.facets[f]->values;
      for (std::size_t i = 1; i < values.size(); ++i) {
        if (values[i].id != kNoneValue) CHECK(values[i - 1].count >= values[i].count);
      }
    }
    check_histogram(*result.histogram, corpus.live, request);
  }
}

TEST_CASE("adding a filter never raises another facet's count or the total") {
  std::mt19937 random(22);
  const Corpus corpus(random);
  for (int round = 0; round < 300; ++round) {
    const SearchRequest before = random_request(random);
    SearchRequest after = before;
    const std::size_t f = random() % kFacetCount;
    if (!after.filters[f].any_of.empty()) continue;  // a second value of the same facet is an OR
    (random() % 2 == 0 ? after.filters[f].any_of : after.filters[f].none_of)
        .push_back(pick(random, kWanted[f]));
    const SearchResult wide = corpus.bench.search(before);
    const SearchResult narrow = corpus.bench.search(after);
    CHECK(narrow.total <= wide.total);
    for (std::size_t other = 0; other < kFacetCount; ++other) {
      const auto wide_counts = counts_of(*wide.facets[other]);
      for (const auto& [value, count] : counts_of(*narrow.facets[other])) {
        REQUIRE(wide_counts.contains(value));
        CHECK(count <= wide_counts.at(value));
        if (other == f) CHECK(count == wide_counts.at(value));
      }
    }
  }
}

TEST_CASE("selected and excluded values are shown at 0 and outside the facet's size") {
  IndexBench bench;
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i) {
    articles.push_back(article("a" + std::to_string(i), i < 3 ? "alpha" : "beta"));
    articles.back().source = "source " + std::to_string(i / 2);
  }
  bench.add(articles);
  SearchRequest request;
  request.query = "alpha";
  request.facet_size = 1;
  request.filters[4].any_of = {"source 9"};
  request.filters[4].none_of = {"source 8"};
  const SearchResult result = bench.search(request);
  CHECK(result.total == 0);
  const FacetResult& facet = *result.facets[4];
  CHECK(facet.total == 2);
  REQUIRE(facet.values.size() == 2);
  CHECK(facet.values[0].count == 0);
  CHECK((facet.values[0].id == "source 8" && facet.values[0].excluded));
  CHECK((facet.values[1].id == "source 9" && facet.values[1].selected));
  request.filters = {};
  const SearchResult open = bench.search(request);
  REQUIRE(open.facets[4]->values.size() == 1);
  CHECK(open.facets[4]->values[0].id == "source 0");
  CHECK(open.facets[4]->values[0].count == 2);
  request.facets.fill(false);
  CHECK_FALSE(bench.search(request).facets[4]);
}

TEST_CASE("facet labels follow the language asked for") {
  IndexBench bench;
  Article one = article("a", "alpha");
  one.leaders = {"lee-jae-myung"};
  one.countries = {"JP"};
  one.topics = {"summit"};
  one.language = "ja";
  bench.add({one});
  SearchRequest request;
  request.label_language = "zh-Hans";
  const SearchResult result = bench.search(request);
  CHECK(result.facets[0]->values.at(0).label == "李在明");
  CHECK(result.facets[1]->values.at(0).label == "日本");
  CHECK(result.facets[2]->values.at(0).label == "峰会");
  CHECK(result.facets[3]->values.at(0).label == "日语");
}
