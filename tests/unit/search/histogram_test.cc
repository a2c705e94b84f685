// SPDX-License-Identifier: GPL-3.0-or-later
// Buckets: their borders for every day, the choice of an interval, filling and its bound.
#include "server/search/histogram.h"

#include <doctest/doctest.h>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

Histogram histogram_of(const std::vector<std::string>& dates, HistogramInterval interval) {
  IndexBench bench;
  std::vector<Article> articles;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    articles.push_back(article("a" + std::to_string(i), "alpha"));
    articles.back().published = dates[i];
  }
  bench.add(articles);
  SearchRequest request;
  request.histogram = interval;
  return *bench.search(request).histogram;
}

}  // namespace

TEST_CASE("every day lies in exactly one bucket and buckets join without gaps") {
  for (const auto interval : {HistogramInterval::kYear, HistogramInterval::kMonth,
                              HistogramInterval::kWeek, HistogramInterval::kDay}) {
    DayInterval bucket = bucket_of(-1000, interval);
    for (Day day = -1000; day < 25000; ++day) {
      const DayInterval here = bucket_of(day, interval);
      REQUIRE((here.first <= day && day <= here.last));
      if (!(here == bucket)) REQUIRE(here.first == bucket.last + 1);
      bucket = here;
    }
  }
  const DayInterval week = bucket_of(day_from_civil(2026, 1, 14), HistogramInterval::kWeek);
  CHECK(format_day(week.first) == "2026-01-12");
  CHECK(format_day(week.last) == "2026-01-18");
}

TEST_CASE("a date enters a bucket only when it lies wholly inside") {
  const Histogram months =
      histogram_of({"2026", "2026-01", "2026-01-13", "2026-03-01", ""}, HistogramInterval::kMonth);
  REQUIRE(months.buckets.size() == 3);
  CHECK(months.buckets[0].start == "2026-01-01");
  CHECK(months.buckets[0].end == "2026-01-31");
  CHECK(months.buckets[0].count == 2);
  CHECK(months.buckets[1].count == 0);
  CHECK(months.buckets[2].count == 1);
  CHECK(months.imprecise == 1);
  CHECK(months.undated == 1);
  const Histogram years = histogram_of({"2026", "2026-01"}, HistogramInterval::kYear);
  CHECK(years.buckets.at(0).count == 2);
  CHECK(years.imprecise == 0);
}

TEST_CASE("an automatic interval follows the range") {
  CHECK(histogram_of({"2026-01-01", "2026-02-01"}, HistogramInterval::kAuto).interval ==
        HistogramInterval::kDay);
  CHECK(histogram_of({"2026-01-01", "2026-12-01"}, HistogramInterval::kAuto).interval ==
        HistogramInterval::kWeek);
  CHECK(histogram_of({"2023-01-01", "2026-12-01"}, HistogramInterval::kAuto).interval ==
        HistogramInterval::kMonth);
  CHECK(histogram_of({"1990-01-01", "2026-12-01"}, HistogramInterval::kAuto).interval ==
        HistogramInterval::kYear);
  CHECK(histogram_of({""}, HistogramInterval::kAuto).buckets.empty());
}

TEST_CASE("far apart dates give only the buckets that hold something") {
  const Histogram days = histogram_of({"0001-01-01", "9999-12-31"}, HistogramInterval::kDay);
  REQUIRE(days.buckets.size() == 2);
  CHECK(days.buckets[0].start == "0001-01-01");
  CHECK(days.buckets[1].start == "9999-12-31");
}
