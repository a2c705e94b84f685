// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a search counts and lists, against brute force over the same units: random small
// archives of mixed scripts in random segments with removed and replaced articles, random queries
// and filters. And: how the articles lie in segments changes no answer.
#include <doctest/doctest.h>

#include <random>

#include "server/search/query_parser.h"
#include "tests/unit/search/index_bench.h"
#include "tests/unit/search/naive_answer.h"
#include "tests/unit/search/naive_matcher.h"

using namespace dragoman;
using namespace dragoman::search;
using Random = std::mt19937;

namespace {

constexpr unsigned kArchives = 24;
constexpr int kQueries = 30;

template <class T>
const T& pick(Random& random, const std::vector<T>& list) {
  return list[random() % list.size()];
}

// Few, sharing characters and beginnings; Han next to letters; characters that repeat; Korean words
// with particles and inside others. None is a name that the small gazetteer knows.
const std::vector<std::string> kWords = {
    "国",     "国国",   "国際",     "際国",       "会",         "首脳会談", "会談で", "a",
    "ab",     "abc",    "b",        "19",         "a19",        "ab国",     "国a",    "мир",
    "мира",   "قمة",    "القمة",    "ไทย",        "é",          "co-op",    "p.m.",   "회담",
    "회담을", "회담의", "정상회담", "정상회담을", "정상회의는", "정상"};
const std::vector<std::string> kSeparators = {" ",  " ",  " ",  " ",  "",     "",
                                              ", ", ". ", "。", "、", "\n\n", "-"};

// As the small gazetteer has them.
const KnownValues& known_values() {
  using F = QueryField;
  static const KnownValues values = {
      {{F::kLeader, "takaichi-sanae"}, {"takaichi-sanae"}},
      {{F::kLeader, "高市早苗"}, {"takaichi-sanae"}},
      {{F::kLeader, "Lee Jae-myung"}, {"lee-jae-myung"}},
      {{F::kCountry, "jp"}, {"JP"}},
      {{F::kCountry, "日本"}, {"JP"}},
      {{F::kCountry, "South Korea"}, {"KR"}},
      {{F::kTopic, "event"}, {"summit", "visit"}},
      {{F::kTopic, "峰会"}, {"summit"}},
      {{F::kTopic, "trade"}, {"trade"}},
      {{F::kLanguage, "zh"}, {"zh-Hans", "zh-Hant", "zh"}},
      {{F::kLanguage, "ja"}, {"ja"}},
      {{F::kLanguage, "Japanese"}, {"ja"}},
      {{F::kSource, "the wire"}, {"The Wire"}},
      {{F::kSource, "Daily"}, {"Daily"}},
  };
  return values;
}
const std::vector<std::string> kDates = {"",        "",           "2025",       "2026-01",
                                         "2026-01", "2026-01-13", "2026-01-14", "2026-02-01"};
const std::vector<std::vector<std::string>> kFacetValues = {{"takaichi-sanae", "lee-jae-myung"},
                                                            {"JP", "KR", "US"},
                                                            {"summit", "visit", "trade"},
                                                            {"ja", "zh-Hans", "zh-Hant", "en"},
                                                            {"The Wire", "Daily"}};

std::string random_text(Random& random, std::size_t words) {
  std::string out;
  for (; words > 0; --words) out += pick(random, kWords) + pick(random, kSeparators);
  return out;
}

std::vector<std::string> random_values(Random& random, std::size_t facet) {
  std::vector<std::string> out;
  for (const std::string& value : kFacetValues[facet]) {
    if (random() % 3 == 0) out.push_back(value);
  }
  return out;
}

Article random_article(Random& random) {
  Article one = article("id" + std::to_string(random() % 30), random_text(random, random() % 4),
                        random_text(random, 1 + random() % 14));
  one.summary = random_text(random, random() % 4);
  one.leaders = random_values(random, 0);
  one.countries = random_values(random, 1);
  one.topics = random_values(random, 2);
  if (random() % 4 != 0) one.language = pick(random, kFacetValues[3]);
  if (random() % 3 != 0) one.source = pick(random, kFacetValues[4]);
  one.published = pick(random, kDates);
  for (std::size_t n = random() % 3; n > 0; --n)
    one.mentioned_dates.push_back(kDates[2 + random() % (kDates.size() - 2)]);
  return one;
}

std::string random_phrase(Random& random) {
  if (random() % 5 == 0) return "『" + pick(random, kWords) + "』";
  std::string text = random_text(random, 2 + random() % 3);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return "『" + text + "』";
}

std::string random_operand(Random& random) {
  switch (random() % 6) {
    case 0:
      return random_phrase(random);
    case 1:
      return "(" + pick(random, kWords) + " OR " + pick(random, kWords) + ")";
    case 2:
      return pick(random, kWords) + "*";
    default:
      return pick(random, kWords);
  }
}

std::string random_field(Random& random) {
  auto at = known_values().begin();
  std::advance(at, random() % known_values().size());
  const auto& [field, text] = at->first;
  switch (random() % 8) {
    case 0:
      return "title:" + pick(random, kWords) + (random() % 3 == 0 ? "*" : "");
    case 1:
      return "title:" + random_phrase(random);
    case 2:
      return "id:id" + std::to_string(random() % 30);
    case 3:
      return pick<std::string>(random, {"date:2026-01", "published:>=2026-01-13", "date:none",
                                        "date:<2026", "date:2025..2026-01", "date:2026-02..2026-01",
                                        "mentioned:2026-01", "mentioned:none"});
    case 4:
      return std::string(query_field_name(static_cast<QueryField>(random() % 5))) + ":none";
    default:
      return std::string(query_field_name(field)) + ":\"" + text + "\"";
  }
}

std::string random_query(Random& random, int depth) {
  switch (random() % (depth > 0 ? 12u : 6u)) {
    case 0:
      return pick(random, kWords) + " " + pick(random, kWords) + " " + pick(random, kWords);
    case 1:
      return random_phrase(random);
    case 2:
      return random_field(random);
    case 3: {
      std::string out = random_operand(random);
      for (std::size_t n = 1 + random() % 2; n > 0; --n)
        out += " NEAR/" + std::to_string(random() % 6) + " " + random_operand(random);
      return out;
    }
    case 4:
      return pick(random, kWords) + "*";
    case 5:
      return pick(random, kWords);
    case 6:
      return "-(" + random_query(random, depth - 1) + ")";
    case 7:
    case 8:
      return "(" + random_query(random, depth - 1) + ") OR (" + random_query(random, depth - 1) +
             ")";
    default:
      return "(" + random_query(random, depth - 1) + ") (" + random_query(random, depth - 1) + ")";
  }
}

SearchRequest random_request(Random& random) {
  SearchRequest request;
  if (random() % 10 != 0) request.query = random_query(random, 2);
  request.match = static_cast<MatchMode>(random() % 3);
  const bool filtered = random() % 2 == 0;
  for (std::size_t f = 0; filtered && f < kFacetCount; ++f) {
    FacetFilter& filter = request.filters[f];
    if (random() % 5 == 0) filter.any_of.push_back(pick(random, kFacetValues[f]));
    if (random() % 9 == 0) filter.any_of.push_back(pick(random, kFacetValues[f]));
    if (random() % 12 == 0) filter.any_of.emplace_back(kNoneValue);
    if (random() % 9 == 0) filter.none_of.push_back(pick(random, kFacetValues[f]));
    if (random() % 15 == 0) filter.none_of.emplace_back(kNoneValue);
  }
  if (random() % 4 == 0) request.dates = parse_day_range("2026-01-10..2026-01-31")->days;
  request.date_field = random() % 2 == 0 ? DateField::kPublished : DateField::kMentioned;
  request.histogram = static_cast<HistogramInterval>(random() % 6);
  request.sort = static_cast<Sort>(random() % 3);
  request.expand = false;
  request.snippets = false;
  request.limit = 100;
  request.facet_size = 100;
  return request;
}

void check_counts(const SearchResult& result, const Expected& expected) {
  CHECK(result.total == expected.ids.size());
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    Counts counts;
    for (const FacetValue& value : result.facets[f]->values) {
      if (value.count > 0) counts[value.id] = value.count;
      CHECK((value.count > 0 || value.selected || value.excluded));
    }
    CAPTURE(f);
    CHECK(counts == expected.facets[f]);
  }
  if (!result.histogram) return;
  Counts buckets;
  for (const HistogramBucket& bucket : result.histogram->buckets) {
    if (bucket.count > 0) buckets[bucket.start] = bucket.count;
  }
  CHECK(buckets == expected.buckets);
  CHECK(result.histogram->undated == expected.undated);
  CHECK(result.histogram->imprecise == expected.imprecise);
}

// All pages one after another, by number or by cursor.
std::vector<std::string> all_pages(const IndexBench& bench, SearchRequest request, bool cursors) {
  std::vector<std::string> out;
  request.facets.fill(false);
  request.histogram = HistogramInterval::kNone;
  request.limit = 3;
  for (int guard = 0; guard < 100; ++guard) {
    const SearchResult page = bench.search(request);
    for (const Hit& hit : page.hits) out.push_back(hit.id);
    if (page.next_cursor.empty()) break;
    if (cursors) {
      request.cursor = page.next_cursor;
    } else {
      ++request.page;
    }
  }
  return out;
}

void check_list(const IndexBench& bench, const SearchRequest& request, const SearchResult& result,
                const Expected& expected) {
  const auto ids = IndexBench::ids(result);
  CHECK(Ids(ids.begin(), ids.end()) == expected.ids);
  CHECK(ids.size() == expected.ids.size());
  if (result.sort == Sort::kRelevance) return;  // its order is the ranking's own affair
  CHECK(ids == expected.by_date);
  for (const bool cursors : {false, true}) {
    CAPTURE(cursors);
    CHECK(all_pages(bench, request, cursors) == ids);
  }
}

// The archive that `naive` knows, in random segments with removed and replaced articles.
void fill(Random& random, IndexBench& bench, NaiveMatcher& naive) {
  for (std::size_t segments = 1 + random() % 5; segments > 0; --segments) {
    std::vector<Article> articles;
    for (std::size_t n = 1 + random() % 14; n > 0; --n) {
      articles.push_back(random_article(random));
      naive.put(articles.back());
    }
    bench.add(articles);
    const auto known = naive.articles();
    if (random() % 2 == 0 || known.empty()) continue;
    const std::string gone = known[random() % known.size()].id;
    naive.remove(gone);
    bench.remove({gone});
  }
}

void check_archive(Random& random, std::uint64_t& matched) {
  NaiveMatcher naive(known_values());
  // The naive matcher knows no stems: word_families_test does.
  QueryLimits exact;
  exact.max_word_forms = 0;
  IndexBench bench(exact);
  fill(random, bench, naive);
  const auto articles = naive.articles();
  IndexBench whole(exact);  // the same in one segment
  if (!articles.empty()) whole.add(articles);
  for (int round = 0; round < kQueries; ++round) {
    const SearchRequest request = random_request(random);
    CAPTURE(request.query);
    CAPTURE(static_cast<int>(request.match));
    const ParsedQuery parsed = parse_query(request.query, {});
    const Ids found = naive.find(parsed.root, request.match);
    const SearchResult result = bench.search(request);
    const Expected expected = expect(request, result, found, articles);
    matched += expected.ids.size();
    CHECK(result.query.relaxed == naive.step());
    check_counts(result, expected);
    check_list(bench, request, result, expected);
    if (articles.empty()) continue;
    const SearchResult other = whole.search(request);
    CHECK(other.query.relaxed == naive.step());
    check_counts(other, expected);
    check_list(whole, request, other, expected);
  }
}

}  // namespace

TEST_CASE("totals, ids, facets, histograms and pages are those of brute force in any segments") {
  std::uint64_t matched = 0;
  for (unsigned seed = 1; seed <= kArchives; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    check_archive(random, matched);
  }
  CHECK(matched > 1500);
}
