// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the keys of an answer in the order the reference lists them.
#include "server/api/search_json.h"

#include <cmath>

#include "server/api/links.h"
#include "server/api/record_json.h"

namespace dragoman::api {
namespace {

using search::SearchResult;

const char* match_name(search::MatchMode match) {
  switch (match) {
    case search::MatchMode::kAll:
      return "all";
    case search::MatchMode::kAny:
      return "any";
    case search::MatchMode::kAuto:
      break;
  }
  return "auto";
}

const char* interval_name(search::HistogramInterval interval) {
  switch (interval) {
    case search::HistogramInterval::kYear:
      return "year";
    case search::HistogramInterval::kMonth:
      return "month";
    case search::HistogramInterval::kWeek:
      return "week";
    case search::HistogramInterval::kDay:
      return "day";
    case search::HistogramInterval::kAuto:
      return "auto";
    case search::HistogramInterval::kNone:
      break;
  }
  return "none";
}

// The same search with other words starts again at its first page.
std::string url_with_query(const Params& params, const std::string& query) {
  return search_url(with_param(without(without(params, "page"), "cursor"), "q", query));
}

Json query_json(const search::QueryEcho& query, const Params& params) {
  Json out;
  out["text"] = query.text;
  out["understood"] = query.understood;
  out["match"] = match_name(query.match);
  out["relaxed"] = text_or_null(query.relaxed);
  out["expanded"] = Json::array();
  for (const search::ExpandedSpan& span : query.expanded) {
    out["expanded"].push_back(
        Json{{"text", span.text}, {"kind", span.kind}, {"id", span.id}, {"label", span.label}});
  }
  out["suggestion"] = nullptr;
  if (!query.suggestion.empty()) {
    out["suggestion"] =
        Json{{"text", query.suggestion}, {"url", url_with_query(params, query.suggestion)}};
  }
  out["notes"] = Json::array();
  for (const search::QueryNote& note : query.notes) {
    out["notes"].push_back(
        Json{{"code", note.code}, {"message", note.message}, {"position", note.position}});
  }
  return out;
}

// As long as the server itself takes a request line.
constexpr std::size_t kMaxUrlBytes = 8000;

}  // namespace

Json facets_json(const SearchResult& result) {
  Json out = Json::object();
  for (std::size_t i = 0; i < search::kFacetCount; ++i) {
    if (!result.facets[i]) continue;
    Json values = Json::array();
    for (const search::FacetValue& value : result.facets[i]->values) {
      values.push_back(facet_value_json(value));
    }
    out[std::string(search::kFacetNames[i])] =
        Json{{"total", result.facets[i]->total}, {"values", values}};
  }
  return out;
}

Json histogram_json(const search::Histogram& histogram) {
  Json buckets = Json::array();
  for (const search::HistogramBucket& bucket : histogram.buckets) {
    buckets.push_back(Json{{"start", bucket.start},
                           {"end", bucket.end},
                           {"count", bucket.count},
                           {"total", bucket.total}});
  }
  Json out;
  out["interval"] = interval_name(histogram.interval);
  out["buckets"] = std::move(buckets);
  out["undated"] = histogram.undated;
  out["imprecise"] = histogram.imprecise;
  return out;
}

std::string next_url(const SearchResult& result, const Params& params) {
  if (result.next_cursor.empty()) return "";
  std::string url = search_url(with_param(without(params, "page"), "cursor", result.next_cursor));
  // What came as a long POST cannot be followed as a GET, nor stand in a Link header.
  return url.size() <= kMaxUrlBytes ? url : "";
}

std::string search_json(const SearchResult& result, const Params& params, double took_ms) {
  Json out;
  out["total"] = result.total;
  if (result.groups) out["groups"] = *result.groups;
  out["took_ms"] = std::round(took_ms * 10) / 10;
  out["query"] = query_json(result.query, params);
  out["elsewhere"] = nullptr;
  if (result.elsewhere) {
    Params other =
        with_param(without(without(params, "page"), "cursor"), "q", result.elsewhere->query);
    for (const std::string& language : result.elsewhere->without_languages)
      other.push_back({"language", "-" + language});
    out["elsewhere"] = Json{{"total", result.elsewhere->total}, {"url", search_url(other)}};
  }
  out["hits"] = Json::array();
  for (const search::Hit& hit : result.hits) out["hits"].push_back(hit_json(hit));
  out["facets"] = facets_json(result);
  out["histogram"] = result.histogram ? histogram_json(*result.histogram) : Json(nullptr);
  out["next"] = text_or_null(next_url(result, params));
  return dump(out);
}

}  // namespace dragoman::api
