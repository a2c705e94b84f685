// SPDX-License-Identifier: GPL-3.0-or-later
// The filters of a request, compiled for one snapshot: which facet or date condition does a row
// fail? OR inside a facet, AND across, exclusions win.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// Bit f of a failure mask: the row fails facet f; bit kDateBit: it fails the date range.
inline constexpr unsigned kDateBit = kFacetCount;

class Filters {
 public:
  Filters(const SearchRequest& request, const Snapshot& snapshot,
          const entities::Gazetteer& gazetteer);

  bool any() const { return any_; }
  // Returns the failure mask of a row: 0 = it passes all filters.
  unsigned failures(std::size_t segment, std::uint32_t row) const;

  // Whether a facet value (by global id) was selected or excluded.
  bool selected(Facet facet, std::uint32_t id) const { return of(facet).any_of[id]; }
  bool excluded(Facet facet, std::uint32_t id) const { return of(facet).none_of[id]; }
  bool none_selected(Facet facet) const { return of(facet).want_none; }
  bool none_excluded(Facet facet) const { return of(facet).drop_none; }
  // The filter texts that stand for no value of the index, each once.
  const std::vector<std::string>& unknown(Facet facet) const { return of(facet).unknown; }

 private:
  struct FacetCondition {
    bool has_wanted = false;
    bool active = false;
    bool want_none = false;
    bool drop_none = false;
    std::vector<bool> any_of;  // by global id
    std::vector<bool> none_of;
    std::vector<std::string> unknown;
  };
  const FacetCondition& of(Facet facet) const {
    return conditions_[static_cast<std::size_t>(facet)];
  }
  void compile(Facet facet, const FacetFilter& wanted, const entities::Gazetteer& gazetteer);
  bool passes(const FacetCondition& condition, std::size_t facet, std::size_t segment,
              std::uint32_t row) const;
  bool passes_dates(std::size_t segment, std::uint32_t row) const;

  const Snapshot& snapshot_;
  bool any_ = false;
  std::array<FacetCondition, kFacetCount> conditions_;
  std::optional<DayInterval> dates_;
  DateField date_field_;
};

// Whether two day intervals share a day. Requires: none is that of an undated article.
inline bool overlaps(const DayInterval& a, const DayInterval& b) {
  return a.first <= b.last && b.first <= a.last;
}

}  // namespace dragoman::search
