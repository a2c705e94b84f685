// SPDX-License-Identifier: GPL-3.0-or-later
// Counting over columns. A row that fails exactly one facet's filter still counts in that facet:
// that is what makes facets disjunctive in one request.
#include "server/search/facet_counts.h"

#include <algorithm>

#include "server/search/labels.h"

namespace dragoman::search {
namespace {

// Counts of one segment by local value id.
struct SegmentCounts {
  std::array<std::vector<std::uint32_t>, kFacetCount> counts;
};

void count_row(const schema::Columns& columns, std::uint32_t row, unsigned facets,
               SegmentCounts& local, FacetCounts& out) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    if ((facets >> f & 1u) == 0) continue;
    const auto values = columns.values(column_of(static_cast<Facet>(f)), row);
    if (values.empty()) ++out.without[f];
    for (const std::uint32_t value : values) ++local.counts[f][value];
  }
}

// Values that a filter names and no article has.
std::vector<FacetValue> unknown_values(Facet facet, const Filters& filters,
                                       const SearchRequest& request,
                                       const entities::Gazetteer& gazetteer) {
  std::vector<FacetValue> out;
  for (const std::string& name : filters.unknown(facet)) {
    const FacetFilter& filter = request.filters[static_cast<std::size_t>(facet)];
    const auto holds = [&name](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const std::string value(value_of_filter_text(name));
    out.push_back({filter_text(value), facet_label(facet, value, request.label_language, gazetteer),
                   0, holds(filter.any_of), holds(filter.none_of), ""});
  }
  return out;
}

}  // namespace

FacetCounts count_facets(const MatchSet& matches, const Filters& filters,
                         const SearchRequest& request, const Snapshot& snapshot,
                         Deadline& deadline) {
  FacetCounts out;
  unsigned wanted = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    if (request.facets[f]) wanted |= 1u << f;
    out.counts[f].resize(snapshot.dictionary(static_cast<Facet>(f)).values.size());
  }
  const bool want_dated = request.histogram != HistogramInterval::kNone;
  for (std::size_t s = 0; s < matches.segments.size(); ++s) {
    const schema::Columns& columns = snapshot.segment(s).columns();
    SegmentCounts local;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      local.counts[f].resize(columns.dictionary(column_of(static_cast<Facet>(f))).size());
    }
    RowSet& passing = out.passing.segments.emplace_back();
    RowSet& dated = out.dated.segments.emplace_back();
    for (const std::uint32_t row : matches.segments[s]) {
      deadline.check(4);
      const unsigned failed = filters.any() ? filters.failures(s, row) : 0;
      if (failed == 0) {
        ++out.total;
        passing.push_back(row);
        count_row(columns, row, wanted, local, out);
      } else if ((failed & (failed - 1)) == 0) {
        count_row(columns, row, wanted & failed, local, out);
      }
      if (want_dated && (failed & ~(1u << kDateBit)) == 0) dated.push_back(row);
    }
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      const auto& to_global = snapshot.dictionary(static_cast<Facet>(f)).to_global[s];
      for (std::size_t i = 0; i < to_global.size(); ++i)
        out.counts[f][to_global[i]] += local.counts[f][i];
    }
  }
  return out;
}

FacetResult facet_result(Facet facet, const FacetCounts& counts, const Filters& filters,
                         const SearchRequest& request, const Snapshot& snapshot,
                         const entities::Gazetteer& gazetteer) {
  const auto f = static_cast<std::size_t>(facet);
  const auto& by_id = counts.counts[f];
  FacetResult result;
  std::vector<FacetValue> forced = unknown_values(facet, filters, request, gazetteer);
  std::vector<std::uint32_t> rest;
  for (std::uint32_t id = 0; id < by_id.size(); ++id) {
    if (by_id[id] > 0) ++result.total;
    if (filters.selected(facet, id) || filters.excluded(facet, id)) {
      const std::string& value = snapshot.dictionary(facet).values[id];
      forced.push_back({filter_text(value),
                        facet_label(facet, value, request.label_language, gazetteer), by_id[id],
                        filters.selected(facet, id), filters.excluded(facet, id), ""});
    } else if (by_id[id] > 0) {
      rest.push_back(id);
    }
  }
  const auto more_frequent = [&](std::uint32_t a, std::uint32_t b) {
    const auto& values = snapshot.dictionary(facet).values;
    return by_id[a] != by_id[b] ? by_id[a] > by_id[b] : values[a] < values[b];
  };
  const std::size_t room =
      request.facet_size > forced.size() ? request.facet_size - forced.size() : 0;
  const std::size_t take = std::min(room, rest.size());
  std::partial_sort(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(take), rest.end(),
                    more_frequent);
  result.values = std::move(forced);
  for (std::size_t i = 0; i < take; ++i) {
    const std::string& value = snapshot.dictionary(facet).values[rest[i]];
    result.values.push_back({filter_text(value),
                             facet_label(facet, value, request.label_language, gazetteer),
                             by_id[rest[i]], false, false, ""});
  }
  std::stable_sort(result.values.begin(), result.values.end(),
                   [](const FacetValue& a, const FacetValue& b) {
                     return a.count != b.count ? a.count > b.count : a.label < b.label;
                   });
  if (counts.without[f] > 0 || filters.none_selected(facet) || filters.none_excluded(facet)) {
    const std::string none(kNoneValue);
    result.values.push_back({none, none, counts.without[f], filters.none_selected(facet),
                             filters.none_excluded(facet), ""});
  }
  return result;
}

}  // namespace dragoman::search
