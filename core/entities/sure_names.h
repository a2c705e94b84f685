// SPDX-License-Identifier: GPL-3.0-or-later
// The places of an article where forms stand → whom each of them names for certain, taken by
// itself. Knows nothing of support.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/entities/resolution.h"

namespace dragoman::entities {

class SureNames {
 public:
  // Borrows both.
  SureNames(const Gazetteer& gazetteer, const Mentions& mentions);

  // Returns the leaders or the countries that the place with this number (in Mentions::names) names
  // for certain: by a distinct form that is nobody else's, or by a compound, which names all its
  // countries. Requires: a leader or country is asked for.
  std::span<const EntityIndex> at(std::uint32_t order, Kind kind) const {
    const Place& place = places_[order];
    return kind == Kind::kLeader ? between(place.leaders, place.countries)
                                 : between(place.countries, place.end);
  }

 private:
  struct Place {  // ranges of entities_
    std::size_t leaders = 0;
    std::size_t countries = 0;
    std::size_t end = 0;
  };
  std::span<const EntityIndex> between(std::size_t begin, std::size_t end) const {
    return std::span(entities_).subspan(begin, end - begin);
  }
  void add(const Mention& mention, Kind kind);

  const Gazetteer& gazetteer_;
  const Mentions& mentions_;
  std::vector<Place> places_;
  std::vector<EntityIndex> entities_;
};

}  // namespace dragoman::entities
