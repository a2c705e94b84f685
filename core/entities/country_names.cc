// SPDX-License-Identifier: GPL-3.0-or-later
// ICU display names of countries, plus the variants newspapers write: without the bracketed
// addition, "and" for
// "&", "Saint" for "St.".
#include "core/entities/country_names.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

constexpr std::array<const char*, 17> kLanguages = {"en", "zh", "zh-Hant", "ja", "ko", "ar",
                                                    "ru", "fr", "es",      "de", "fa", "tr",
                                                    "he", "uk", "pt",      "hi", "it"};
// Vietnamese names are mostly single short syllables that are words elsewhere; only longer ones
// stand alone.
constexpr const char* kVietnamese = "vi";

// ICU also lists codes that ISO 3166-1 only reserves (Ascension, Canary Islands, Tristan da Cunha
// …).
bool is_reserved(std::string_view country) {
  constexpr std::array<std::string_view, 6> kReserved = {"AC", "CP", "DG", "EA", "IC", "TA"};
  return std::find(kReserved.begin(), kReserved.end(), country) != kReserved.end();
}

bool is_major_latin(std::string_view language) {
  return language == "en" || language == "fr" || language == "es" || language == "de";
}

// A single Latin word of up to four letters from a lesser language is a common word of another one
// too often
// ("Ao" Austria in Vietnamese, "Sec" Czechia; "Çad" Chad in Turkish).
bool too_short_alone(const icu::UnicodeString& name, std::string_view language) {
  if (is_major_latin(language)) return false;
  UErrorCode status = U_ZERO_ERROR;
  if (uscript_getScript(name.char32At(0), &status) != USCRIPT_LATIN) return false;
  return name.indexOf(u' ') < 0 && name.countChar32() <= 4;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::vector<std::string> variants(const std::string& name, std::string_view language,
                                  std::string_view country) {
  std::vector<std::string> found;
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    const std::size_t at = name.find(open);
    if (at == std::string::npos || at == 0) continue;
    std::string head = name.substr(0, at);
    while (!head.empty() && head.back() == ' ') head.pop_back();
    found.push_back(head);
    // "Myanmar (Burma)": for this one country the addition is a second name.
    const std::size_t end = name.find(close, at);
    if (country == "MM" && end != std::string::npos) {
      found.push_back(name.substr(at + open.size(), end - at - open.size()));
    }
  }
  if (language == "en") {
    std::string spelled = name;
    replace_all(spelled, " & ", " and ");
    replace_all(spelled, "St. ", "Saint ");
    if (spelled != name) found.push_back(spelled);
  }
  return found;
}

std::string display_name(const char* country, const icu::Locale& in) {
  icu::UnicodeString name;
  icu::Locale("", country).getDisplayCountry(in, name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8 == country ? std::string() : utf8;
}

// Iran is Iran in English and in Italian alike: what is sure in one language is not made doubtful
// by another.
void trust_shared_names(std::vector<CountryName>& names) {
  std::set<std::pair<std::string, std::string>> sure;
  for (const CountryName& name : names) {
    if (!name.ambiguous) sure.emplace(name.country, text::folded(name.text));
  }
  for (CountryName& name : names) {
    if (sure.contains({name.country, text::folded(name.text)})) name.ambiguous = false;
  }
}

}  // namespace

std::vector<CountryName> icu_country_names() {
  std::vector<CountryName> names;
  std::map<std::string, std::set<std::string>> owners;  // folded name → countries
  auto collect = [&](const char* language) {
    const icu::Locale in =
        icu::Locale::createFromName(std::string_view(language) == "zh-Hant" ? "zh_Hant" : language);
    for (const char* const* country = icu::Locale::getISOCountries(); *country; ++country) {
      if (is_reserved(*country)) continue;
      std::string name = display_name(*country, in);
      if (name.empty()) continue;
      owners[text::folded(name)].insert(*country);
      const bool ambiguous = too_short_alone(icu::UnicodeString::fromUTF8(name), language);
      names.push_back({*country, language, std::move(name), true, ambiguous});
    }
  };
  for (const char* language : kLanguages) collect(language);
  collect(kVietnamese);

  trust_shared_names(names);
  const std::size_t label_count = names.size();
  std::vector<CountryName> derived;
  for (std::size_t i = 0; i < label_count; ++i) {
    for (auto& variant : variants(names[i].text, names[i].language, names[i].country)) {
      owners[text::folded(variant)].insert(names[i].country);
      derived.push_back({names[i].country, names[i].language, std::move(variant), false, false});
    }
  }
  for (auto& name : derived) {
    if (owners[text::folded(name.text)].size() == 1) names.push_back(std::move(name));
  }
  return names;
}

std::string icu_data_version() {
  UErrorCode status = U_ZERO_ERROR;
  UVersionInfo cldr = {0, 0, 0, 0};
  ulocdata_getCLDRVersion(cldr, &status);
  char text[U_MAX_VERSION_STRING_LENGTH] = "";
  u_versionToString(cldr, text);
  return std::string(U_ICU_VERSION) + "/" + text;
}

}  // namespace dragoman::entities
