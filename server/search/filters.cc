// SPDX-License-Identifier: GPL-3.0-or-later
// Request filters → bit tables over facet value ids. A language stands for its variants (zh = all
// zh-*), a topic root for its leaves.
#include "server/search/filters.h"

namespace dragoman::search {
namespace {

bool stands_for(Facet facet, const std::string& wanted, const std::string& value,
                const entities::Gazetteer& gazetteer) {
  if (wanted == value) return true;
  if (facet == Facet::kLanguage) return value.starts_with(wanted + "-");
  if (facet != Facet::kTopic) return false;
  const entities::Entity* topic = gazetteer.find(entities::Kind::kTopic, value);
  return topic != nullptr && topic->parent == wanted;
}

void mark(const std::vector<std::string>& wanted, Facet facet, const FacetDictionary& dictionary,
          const entities::Gazetteer& gazetteer, std::vector<bool>& out) {
  for (const std::string& value : wanted) {
    for (std::size_t id = 0; id < dictionary.values.size(); ++id) {
      if (stands_for(facet, value, dictionary.values[id], gazetteer)) out[id] = true;
    }
  }
}

bool contains_none(const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    if (value == kNoneValue) return true;
  }
  return false;
}

}  // namespace

Filters::Filters(const SearchRequest& request, const Snapshot& snapshot,
                 const entities::Gazetteer& gazetteer)
    : snapshot_(snapshot), dates_(request.dates), date_field_(request.date_field) {
  any_ = dates_.has_value();
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const FacetFilter& wanted = request.filters[f];
    const auto facet = static_cast<Facet>(f);
    FacetCondition& condition = conditions_[f];
    condition.any_of.resize(snapshot.dictionary(facet).values.size());
    condition.none_of.resize(condition.any_of.size());
    condition.has_wanted = !wanted.any_of.empty();
    condition.active = condition.has_wanted || !wanted.none_of.empty();
    condition.want_none = contains_none(wanted.any_of);
    condition.drop_none = contains_none(wanted.none_of);
    mark(wanted.any_of, facet, snapshot.dictionary(facet), gazetteer, condition.any_of);
    mark(wanted.none_of, facet, snapshot.dictionary(facet), gazetteer, condition.none_of);
    any_ = any_ || condition.active;
  }
}

unsigned Filters::failures(std::size_t segment, std::uint32_t row) const {
  unsigned mask = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    if (conditions_[f].active && !passes(conditions_[f], f, segment, row)) mask |= 1u << f;
  }
  if (dates_ && !passes_dates(segment, row)) mask |= 1u << kDateBit;
  return mask;
}

bool Filters::passes(const FacetCondition& condition, std::size_t facet, std::size_t segment,
                     std::uint32_t row) const {
  const auto values =
      snapshot_.segment(segment).columns().values(column_of(static_cast<Facet>(facet)), row);
  if (values.empty()) return !condition.drop_none && (!condition.has_wanted || condition.want_none);
  const auto& to_global = snapshot_.dictionary(static_cast<Facet>(facet)).to_global[segment];
  bool wanted = !condition.has_wanted;
  for (const std::uint32_t value : values) {
    const std::uint32_t id = to_global[value];
    if (condition.none_of[id]) return false;
    wanted = wanted || condition.any_of[id];
  }
  return wanted;
}

bool Filters::passes_dates(std::size_t segment, std::uint32_t row) const {
  const schema::Columns& columns = snapshot_.segment(segment).columns();
  if (date_field_ == DateField::kPublished) {
    const DayInterval& published = columns.published(row);
    return published != schema::kUndated && overlaps(published, *dates_);
  }
  for (const DayInterval& mentioned : columns.mentioned(row)) {
    if (overlaps(mentioned, *dates_)) return true;
  }
  return false;
}

}  // namespace dragoman::search
