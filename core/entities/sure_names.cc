// SPDX-License-Identifier: GPL-3.0-or-later
// One list for all places: most name one entity, and there are many.
#include "core/entities/sure_names.h"

#include <algorithm>

namespace dragoman::entities {

SureNames::SureNames(const Gazetteer& gazetteer, const Mentions& mentions)
    : gazetteer_(gazetteer), mentions_(mentions) {
  places_.reserve(mentions.names.size());
  for (const Mention& mention : mentions.names) {
    Place& place = places_.emplace_back();
    place.leaders = entities_.size();
    add(mention, Kind::kLeader);
    place.countries = entities_.size();
    add(mention, Kind::kCountry);
    place.end = entities_.size();
  }
}

void SureNames::add(const Mention& mention, Kind kind) {
  if (mention.single_character) return;
  const std::size_t begin = entities_.size();
  bool contested = false;
  for (const std::uint32_t index : mentions_.forms_of(mention)) {
    const Form& form = gazetteer_.forms()[index];
    if (form.ambiguous || form.kind != kind) continue;
    const auto first = entities_.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::find(first, entities_.end(), form.entity) != entities_.end()) continue;
    contested |= first != entities_.end() && form.role != Role::kCompound;
    entities_.push_back(form.entity);
  }
  if (contested) entities_.resize(begin);
}

}  // namespace dragoman::entities
