// SPDX-License-Identifier: GPL-3.0-or-later
// Ids first, then whole names and labels; one name of several entities means any of them.
#include "server/search/query_values.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/language_tag.h"
#include "core/schema/schema.h"
#include "core/text/fold.h"

namespace dragoman::search {
namespace {

using entities::Entity;
using entities::EntityIndex;
using entities::Kind;

SetQuery value_query(Facet facet, std::vector<std::string> values) {
  SetQuery query;
  query.kind = SetKind::kValue;
  query.facet = facet;
  query.terms = std::move(values);
  return query;
}

bool same_ascii(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&lower](char x, char y) { return lower(x) == lower(y); });
}

void add(EntityIndex index, std::vector<EntityIndex>& out) {
  if (std::find(out.begin(), out.end(), index) == out.end()) out.push_back(index);
}

// Folded names of the languages of the world in the languages of the interface, and in their own.
using LanguageNames = std::multimap<std::string, std::string>;
LanguageNames make_language_names() {
  LanguageNames out;
  const auto put = [&out](const icu::Locale& named, const icu::Locale& in, const std::string& tag) {
    icu::UnicodeString label;
    std::string name;
    named.getDisplayName(in, label).toUTF8String(name);
    out.emplace(text::folded(name), tag);
  };
  std::vector<std::string> tags = {"zh-Hans", "zh-Hant"};
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    if (std::string_view(*code).size() == 2) tags.emplace_back(*code);
  }
  for (const std::string& tag : tags) {
    const icu::Locale locale = icu::Locale::createCanonical(tag.c_str());
    put(locale, locale, tag);
    for (const char* in : {"en", "zh", "zh-Hant", "ja", "ko", "ar", "ru", "fr", "es", "de"})
      put(locale, icu::Locale::createCanonical(in), tag);
  }
  return out;
}

bool is_known_tag(const std::string& tag) {
  const std::string base = tag.substr(0, tag.find('-'));
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    if (base == *code) return true;
  }
  return false;
}

ResolvedValue language_value(const std::string& typed) {
  static const LanguageNames names = make_language_names();
  const std::string tag = normalized_language_tag(typed);
  if (is_known_tag(tag)) return {value_query(Facet::kLanguage, {tag}), true, {}};
  std::vector<std::string> tags;
  const auto [begin, end] = names.equal_range(text::folded(typed));
  for (auto it = begin; it != end; ++it) {
    if (std::find(tags.begin(), tags.end(), it->second) == tags.end()) tags.push_back(it->second);
  }
  if (!tags.empty()) return {value_query(Facet::kLanguage, std::move(tags)), true, {}};
  return {value_query(Facet::kLanguage, {tag.empty() ? typed : tag}), false, {}};
}

ResolvedValue days_value(const FieldValue& value) {
  SetQuery query;
  query.kind = SetKind::kDays;
  query.date_field =
      value.field == QueryField::kDate ? DateField::kPublished : DateField::kMentioned;
  const auto range = parse_day_range(value.text);
  if (!range) return {SetQuery::of(SetKind::kNothing, {}), false, {}};
  query.days = *range;
  return {std::move(query), true, {}};
}

}  // namespace

// Entities of the kind with this id, else with this name, else with this label.
std::vector<EntityIndex> ValueResolver::find_entities(Kind kind, const FieldValue& value) {
  const auto& all = recognizer_.gazetteer().entities();
  std::vector<EntityIndex> out;
  for (EntityIndex i = 0; i < all.size(); ++i) {
    if (all[i].kind == kind && same_ascii(all[i].id, value.text)) return {i};
  }
  const entities::Recognizer::Spans spans = recognizer_.spans(*value.analysis);
  for (const entities::Span& span : spans.names) {
    if (span.unit_count != value.analysis->units.size()) continue;
    for (const EntityIndex index : span.entities) {
      if (all[index].kind == kind) add(index, out);
    }
  }
  if (!out.empty()) return out;
  const std::string folded = text::folded(value.text);
  if (names_ != nullptr) {
    names_->for_each_named(folded, [&](const NameIndex::Name& name) {
      if (!name.is_alias && all[name.entity].kind == kind) add(name.entity, out);
    });
  } else {
    for (EntityIndex i = 0; i < all.size(); ++i) {
      for (const auto& [language, name] : all[i].names) {
        if (all[i].kind == kind && text::folded(name) == folded) add(i, out);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

ResolvedValue ValueResolver::entity_value(Kind kind, const FieldValue& value) {
  const auto& all = recognizer_.gazetteer().entities();
  const std::vector<EntityIndex> found = find_entities(kind, value);
  if (found.empty()) return {SetQuery::of_term(schema::entity_term(kind, value.text)), false, {}};
  std::vector<SetQuery> ways;
  for (const EntityIndex index : found) {
    ways.push_back(SetQuery::of_term(schema::entity_term(kind, all[index].id)));
    for (const Entity& entity : all) {  // a root stands for its leaves
      if (kind == Kind::kTopic && entity.kind == kind && entity.parent == all[index].id)
        ways.push_back(SetQuery::of_term(schema::entity_term(kind, entity.id)));
    }
  }
  if (ways.size() == 1) return {std::move(ways[0]), true, found};
  return {SetQuery::of(SetKind::kOr, std::move(ways)), true, found};
}

ResolvedValue ValueResolver::resolve(const FieldValue& value) {
  if (value.text.empty()) return {SetQuery::of(SetKind::kNothing, {}), false, {}};
  if (value.field <= QueryField::kSource && value.text == kNoneValue) {
    const auto facet = static_cast<Facet>(value.field);
    return {value_query(facet, {value.text}), true, {}};
  }
  switch (value.field) {
    case QueryField::kLeader:
      return entity_value(Kind::kLeader, value);
    case QueryField::kCountry:
      return entity_value(Kind::kCountry, value);
    case QueryField::kTopic:
      return entity_value(Kind::kTopic, value);
    case QueryField::kLanguage:
      return language_value(value.text);
    case QueryField::kSource:
      return {value_query(Facet::kSource, {text::folded(value.text)}), true, {}};
    case QueryField::kId:
      return {SetQuery::of_term(schema::id_term(value.text)), true, {}};
    case QueryField::kDate:
    case QueryField::kMentioned:
      return days_value(value);
    case QueryField::kTitle:
      break;
  }
  return {SetQuery::of(SetKind::kNothing, {}), false, {}};
}

}  // namespace dragoman::search
