// SPDX-License-Identifier: GPL-3.0-or-later
// Labels come from the gazetteer, those of languages from ICU; a source is its own.
#include "server/search/labels.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace dragoman::search {

using entities::Kind;

std::optional<Facet> facet_of(Kind kind) {
  switch (kind) {
    case Kind::kLeader:
      return Facet::kLeader;
    case Kind::kCountry:
      return Facet::kCountry;
    case Kind::kTopic:
      return Facet::kTopic;
    case Kind::kCity:
    case Kind::kVocabulary:
      break;
  }
  return std::nullopt;
}

std::string language_label(const std::string& tag, const std::string& language) {
  const icu::Locale locale = icu::Locale::createCanonical(tag.c_str());
  icu::UnicodeString name;
  locale.getDisplayName(icu::Locale::createCanonical(language.c_str()), name);
  std::string out;
  name.toUTF8String(out);
  return out.empty() ? tag : out;
}

std::string facet_label(Facet facet, const std::string& value, const std::string& language,
                        const entities::Gazetteer& gazetteer) {
  switch (facet) {
    case Facet::kLeader:
      return gazetteer.label(Kind::kLeader, value, language);
    case Facet::kCountry:
      return gazetteer.label(Kind::kCountry, value, language);
    case Facet::kTopic:
      return gazetteer.label(Kind::kTopic, value, language);
    case Facet::kLanguage:
      return language_label(value, language);
    case Facet::kSource:
      break;
  }
  return value;
}

std::vector<LabelledValue> labelled(const std::vector<std::string>& ids, Kind kind,
                                    const std::string& language,
                                    const entities::Gazetteer& gazetteer) {
  std::vector<LabelledValue> out;
  for (const std::string& id : ids) out.push_back({id, gazetteer.label(kind, id, language)});
  return out;
}

std::string filter_text(std::string_view value) {
  const bool special = value == kNoneValue || value.starts_with('-') || value.starts_with('\\');
  return (special ? "\\" : "") + std::string(value);
}

std::string_view value_of_filter_text(std::string_view text) {
  if (text.starts_with('\\')) text.remove_prefix(1);
  return text;
}

}  // namespace dragoman::search
