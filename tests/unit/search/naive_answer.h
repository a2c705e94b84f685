// SPDX-License-Identifier: GPL-3.0-or-later
// What a search must count and list when it is known which articles its text matches, by looking at
// every article: filters, facets, histogram, order by date. Knows no index and no columns.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/day.h"
#include "core/hash.h"
#include "server/search/histogram.h"
#include "server/search/search_types.h"

namespace dragoman::search {

using Ids = std::set<std::string>;

// The request's filters on one article: bit f for each facet that fails, kFacetCount for the dates.
inline unsigned failures(const SearchRequest& request, const Article& one) {
  const std::array<std::vector<std::string>, kFacetCount> values = {
      one.leaders, one.countries, one.topics, std::vector{one.language}, std::vector{one.source}};
  unsigned out = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    std::vector<std::string> own = values[f];
    std::erase(own, "");
    if (own.empty()) own = {std::string(kNoneValue)};
    const auto holds = [&own](const std::string& value) {
      return std::find(own.begin(), own.end(), value) != own.end();
    };
    const FacetFilter& filter = request.filters[f];
    const bool wanted =
        filter.any_of.empty() || std::any_of(filter.any_of.begin(), filter.any_of.end(), holds);
    const bool excluded = std::any_of(filter.none_of.begin(), filter.none_of.end(), holds);
    if (!wanted || excluded) out |= 1u << f;
  }
  if (!request.dates) return out;
  std::vector<std::string> dates = one.mentioned_dates;
  if (request.date_field == DateField::kPublished) dates = {one.published};
  const bool dated = std::any_of(dates.begin(), dates.end(), [&](const std::string& date) {
    const auto days = parse_iso_interval(date);
    return days && days->first <= request.dates->last && request.dates->first <= days->last;
  });
  return dated ? out : out | 1u << kFacetCount;
}

using Counts = std::map<std::string, std::uint64_t>;

// What brute force says of a request.
struct Expected {
  Ids ids;
  std::vector<std::string> by_date;
  std::array<Counts, kFacetCount> facets;
  Counts buckets;  // by first day
  std::uint64_t undated = 0;
  std::uint64_t imprecise = 0;
};

inline void count_days(const SearchRequest& request, HistogramInterval interval, const Article& one,
                       Expected& out) {
  std::vector<std::string> dates = one.mentioned_dates;
  if (request.date_field == DateField::kPublished) dates = {one.published};
  std::erase(dates, "");
  if (dates.empty()) ++out.undated;
  Ids buckets;
  for (const std::string& date : dates) {
    const DayInterval days = *parse_iso_interval(date);
    const DayInterval bucket = bucket_of(days.first, interval);
    if (bucket == bucket_of(days.last, interval)) buckets.insert(format_day(bucket.first));
  }
  if (!dates.empty() && buckets.empty()) ++out.imprecise;
  for (const std::string& bucket : buckets) ++out.buckets[bucket];
}

inline std::vector<std::string> by_date(std::vector<Article> articles, bool newest) {
  const auto day = [](const Article& one) { return parse_iso_interval(one.published); };
  std::sort(articles.begin(), articles.end(), [&](const Article& a, const Article& b) {
    const auto x = day(a);
    const auto y = day(b);
    if (x.has_value() != y.has_value()) return x.has_value();
    if (x && x->first != y->first) return newest ? x->first > y->first : x->first < y->first;
    return hash64(a.id) < hash64(b.id);
  });
  std::vector<std::string> out;
  for (const Article& one : articles) out.push_back(one.id);
  return out;
}

inline Expected expect(const SearchRequest& request, const SearchResult& result, const Ids& matched,
                       const std::vector<Article>& articles) {
  const HistogramInterval interval =
      result.histogram ? result.histogram->interval : HistogramInterval::kNone;
  Expected out;
  std::vector<Article> passing;
  for (const Article& one : articles) {
    if (!matched.contains(one.id)) continue;
    const unsigned failed = failures(request, one);
    if ((failed & ~(1u << kFacetCount)) == 0 && interval != HistogramInterval::kNone)
      count_days(request, interval, one, out);
    if (failed == 0) passing.push_back(one);
    const std::array<std::vector<std::string>, kFacetCount> values = {
        one.leaders, one.countries, one.topics, std::vector{one.language}, std::vector{one.source}};
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      if ((failed & ~(1u << f)) != 0) continue;
      std::vector<std::string> own = values[f];
      std::erase(own, "");
      if (own.empty()) own = {std::string(kNoneValue)};
      for (const std::string& value : own) ++out.facets[f][value];
    }
  }
  for (const Article& one : passing) out.ids.insert(one.id);
  out.by_date = by_date(passing, result.sort == Sort::kNewest);
  return out;
}

}  // namespace dragoman::search
