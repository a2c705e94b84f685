// SPDX-License-Identifier: GPL-3.0-or-later
// Counting over columns. A row that fails exactly one facet's filter still counts in that facet:
// that is what makes facets disjunctive in one request.
#include "server/search/facet_counts.h"

#include <algorithm>

#include "server/search/labels.h"

namespace dragoman::search {
namespace {

// Counts the values of rows by local value id, then adds them up under the global ones.
class Counter {
 public:
  Counter(unsigned facets, const Snapshot& snapshot) : facets_(facets), snapshot_(snapshot) {
    for (std::size_t f = 0; f < kFacetCount; ++f)
      out.counts[f].resize(snapshot.dictionary(static_cast<Facet>(f)).values.size());
  }

  void begin(std::size_t segment) {
    segment_ = segment;
    columns_ = &snapshot_.segment(segment).columns();
    for (std::size_t f = 0; f < kFacetCount; ++f)
      local_[f].assign(columns_->dictionary(column_of(static_cast<Facet>(f))).size(), 0);
  }
  void add(std::uint32_t row, unsigned facets = ~0u) {
    facets &= facets_;
    for (std::size_t f = 0; facets != 0; ++f, facets >>= 1) {
      if ((facets & 1u) == 0) continue;
      const auto values = columns_->values(column_of(static_cast<Facet>(f)), row);
      if (values.empty()) ++out.without[f];
      for (const std::uint32_t value : values) ++local_[f][value];
    }
  }
  void add_all(std::size_t f, const RowSet& rows, Deadline& deadline) {
    const schema::Columns::ListView list = columns_->list(column_of(static_cast<Facet>(f)));
    std::uint32_t* const counts = local_[f].data();
    std::uint64_t without = 0;
    for (const std::uint32_t row : rows) {
      deadline.check();
      const std::uint64_t end = list.offsets[row + 1];
      if (list.offsets[row] == end) ++without;
      for (std::uint64_t i = list.offsets[row]; i < end; ++i) ++counts[list.values[i]];
    }
    out.without[f] += without;
  }
  void end() {
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      const auto& to_global = snapshot_.dictionary(static_cast<Facet>(f)).to_global[segment_];
      for (std::size_t i = 0; i < to_global.size(); ++i)
        out.counts[f][to_global[i]] += local_[f][i];
    }
  }

  FacetCounts out;

 private:
  unsigned facets_;  // a bit for each facet that is wanted
  const Snapshot& snapshot_;
  std::size_t segment_ = 0;
  const schema::Columns* columns_ = nullptr;
  std::array<std::vector<std::uint32_t>, kFacetCount> local_;
};

FacetCounts count_unfiltered(const std::shared_ptr<const MatchSet>& matches, unsigned facets,
                             const Snapshot& snapshot, Deadline& deadline) {
  deadline.check_now();
  Counter counter(facets, snapshot);
  counter.out.total = matches->size();
  counter.out.passing = counter.out.dated = matches;
  for (std::size_t s = 0; facets != 0 && s < matches->segments.size(); ++s) {
    counter.begin(s);
    // Facet by facet: each walk then reads one column from front to back.
    for (unsigned f = 0; f < kFacetCount; ++f) {
      if ((facets >> f & 1u) != 0) counter.add_all(f, matches->segments[s], deadline);
    }
    counter.end();
  }
  return std::move(counter.out);
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

FacetCounts count_facets(const std::shared_ptr<const MatchSet>& matches, const Filters& filters,
                         const SearchRequest& request, const Snapshot& snapshot,
                         Deadline& deadline) {
  unsigned wanted = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    if (request.facets[f]) wanted |= 1u << f;
  }
  if (!filters.any()) return count_unfiltered(matches, wanted, snapshot, deadline);
  deadline.check_now();
  const bool want_dated = request.histogram != HistogramInterval::kNone;
  Counter counter(wanted, snapshot);
  MatchSet passing;
  MatchSet dated;
  for (std::size_t s = 0; s < matches->segments.size(); ++s) {
    counter.begin(s);
    RowSet& rows = passing.segments.emplace_back();
    RowSet& dated_rows = dated.segments.emplace_back();
    for (const std::uint32_t row : matches->segments[s]) {
      deadline.check();
      const unsigned failed = filters.failures(s, row);
      if (failed == 0) {
        rows.push_back(row);
        counter.add(row);
      } else if ((failed & (failed - 1)) == 0) {
        counter.add(row, failed);
      }
      if (want_dated && (failed & ~(1u << kDateBit)) == 0) dated_rows.push_back(row);
    }
    counter.end();
  }
  counter.out.total = passing.size();
  counter.out.passing = std::make_shared<const MatchSet>(std::move(passing));
  if (want_dated) counter.out.dated = std::make_shared<const MatchSet>(std::move(dated));
  return std::move(counter.out);
}

FacetCounts count_all(const std::shared_ptr<const MatchSet>& matches, const Snapshot& snapshot,
                      Deadline& deadline) {
  return count_unfiltered(matches, (1u << kFacetCount) - 1, snapshot, deadline);
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
