// SPDX-License-Identifier: GPL-3.0-or-later
// Request filters → bit tables over facet value ids. A language stands for its variants (zh = all
// zh-*), a topic root for its leaves.
#include "server/search/filters.h"

#include <algorithm>

#include "server/search/labels.h"

namespace dragoman::search {
namespace {

// Whether a wanted value stands for another one of the index.
bool stands_for(Facet facet, std::string_view wanted, const std::string& value,
                const entities::Gazetteer& gazetteer) {
  if (facet == Facet::kLanguage) {
    return value.size() > wanted.size() && value.starts_with(wanted) && value[wanted.size()] == '-';
  }
  const entities::Entity* topic = gazetteer.find(entities::Kind::kTopic, value);
  return topic != nullptr && topic->parent == wanted;
}

}  // namespace

Filters::Filters(const SearchRequest& request, const Snapshot& snapshot,
                 const entities::Gazetteer& gazetteer)
    : snapshot_(snapshot), dates_(request.dates), date_field_(request.date_field) {
  any_ = dates_.has_value();
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    compile(static_cast<Facet>(f), request.filters[f], gazetteer);
    any_ = any_ || conditions_[f].active;
  }
}

void Filters::compile(Facet facet, const FacetFilter& wanted,
                      const entities::Gazetteer& gazetteer) {
  FacetCondition& condition = conditions_[static_cast<std::size_t>(facet)];
  const FacetDictionary& dictionary = snapshot_.dictionary(facet);
  condition.any_of.resize(dictionary.values.size());
  condition.none_of.resize(dictionary.values.size());
  condition.has_wanted = !wanted.any_of.empty();
  condition.active = condition.has_wanted || !wanted.none_of.empty();
  const auto mark = [&](const std::string& text, std::vector<bool>& out, bool& none) {
    if (text == kNoneValue) {
      none = true;
      return;
    }
    const std::string value(value_of_filter_text(text));
    const auto exact = dictionary.ids.find(value);
    bool known = exact != dictionary.ids.end();
    if (known) out[exact->second] = true;
    if (facet == Facet::kLanguage || facet == Facet::kTopic) {
      for (std::size_t id = 0; id < dictionary.values.size(); ++id) {
        if (!stands_for(facet, value, dictionary.values[id], gazetteer)) continue;
        out[id] = true;
        known = true;
      }
    }
    auto& unknown = condition.unknown;
    if (!known && std::find(unknown.begin(), unknown.end(), text) == unknown.end())
      unknown.push_back(text);
  };
  for (const std::string& text : wanted.any_of) mark(text, condition.any_of, condition.want_none);
  for (const std::string& text : wanted.none_of) mark(text, condition.none_of, condition.drop_none);
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
