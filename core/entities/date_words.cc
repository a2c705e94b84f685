// SPDX-License-Identifier: GPL-3.0-or-later
// Month names from ICU's calendars, folded; the rest from short tables.
#include "core/entities/date_words.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

using MonthNames = std::map<std::string, MonthName, std::less<>>;

void add_name(MonthNames& names, std::string_view name, MonthName month) {
  while (name.ends_with('.')) name.remove_suffix(1);
  const std::string folded = text::folded(name);
  if (folded.size() < 3) return;
  month.unit_count = 1 + static_cast<std::uint32_t>(std::count(folded.begin(), folded.end(), ' '));
  const auto [known, is_new] = names.emplace(folded, month);
  if (is_new) return;
  // What one language writes small may be small.
  known->second.needs_capital &= month.needs_capital;
  known->second.may_come_first |= month.may_come_first;
}

// в январе, к январю: ICU has the genitive and the nominative.
void add_russian_cases(MonthNames& names, const std::string& nominative, MonthName month) {
  constexpr std::size_t kLetterBytes = 2;
  const bool is_soft = nominative.ends_with("ь") || nominative.ends_with("й");
  const std::string stem =
      is_soft ? nominative.substr(0, nominative.size() - kLetterBytes) : nominative;
  add_name(names, stem + "е", month);
  add_name(names, stem + (is_soft ? "ю" : "у"), month);
  add_name(names, stem + (is_soft ? "ем" : "ом"), month);
}

void add_locale(MonthNames& names, const std::string& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(locale.c_str()), status);
  if (U_FAILURE(status)) return;
  for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
    for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
      int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int32_t i = 0; i < std::min(count, 12); ++i) {
        std::string name;
        months[i].toUTF8String(name);
        MonthName month;
        month.month = static_cast<unsigned>(i) + 1;
        month.needs_capital = locale == "en" || locale == "de";
        month.may_come_first = locale == "en" || locale == "es";
        if (locale == "es" && (name == "may" || name == "may.")) continue;  // the English verb
        add_name(names, name, month);
        if (locale == "ru" && context == icu::DateFormatSymbols::STANDALONE &&
            width == icu::DateFormatSymbols::WIDE)
          add_russian_cases(names, name, month);
      }
    }
  }
}

// Arabic names of months are of Egypt, the Levant and the Maghreb.
MonthNames make_month_names() {
  MonthNames names;
  for (const char* locale :
       {"en", "fr", "es", "de", "ru", "ar", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA"})
    add_locale(names, locale);
  MonthName september;
  september.month = 9;
  september.needs_capital = true;
  september.may_come_first = true;
  add_name(names, "Sept", september);
  if (const auto mars = names.find("mars"); mars != names.end()) mars->second.needs_small = true;
  if (const auto august = names.find("اب"); august != names.end())
    august->second.original_begin = "آ";
  return names;
}

const MonthNames& month_names() {
  static const MonthNames kNames = make_month_names();
  return kNames;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::optional<MonthName> month_name(const text::Analysis& analysis, std::size_t unit) {
  constexpr std::size_t kLongest = 40;  // bytes
  if (unit >= analysis.units.size()) return std::nullopt;
  const text::Script script = analysis.units[unit].script;
  if (script != text::Script::kLatin && script != text::Script::kCyrillic &&
      script != text::Script::kArabic)
    return std::nullopt;
  const MonthNames& names = month_names();
  const std::string_view form = analysis.form(unit);
  if (form.size() > kLongest) return std::nullopt;
  if (script == text::Script::kArabic && unit + 1 < analysis.units.size() &&
      analysis.form(unit + 1).size() <= kLongest) {
    const std::string both = std::string(form) + " " + std::string(analysis.form(unit + 1));
    if (const auto found = names.find(both); found != names.end()) return found->second;
  }
  const auto found = names.find(form);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

bool is_ordinal_ending(std::string_view form) {
  static constexpr std::array<std::string_view, 11> kEndings = {"st", "nd", "rd", "th", "er", "re",
                                                                "o",  "a",  "го", "е",  "ое"};
  return is_one_of(kEndings, form);
}

bool joins_date(std::string_view form) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "of", "de", "del", "d", "من", "عام", "العام", "سنه", "سنة", "لعام", "لسنه", "لسنة"};
  return is_one_of(kWords, form);
}

bool joins_days(std::string_view form) {
  static constexpr std::array<std::string_view, 15> kWords = {
      "to", "and", "et", "au", "a", "al", "y", "и", "по", "до", "bis", "und", "الي", "إلى", "و"};
  return is_one_of(kWords, form);
}

bool precedes_year(std::string_view form) {
  static constexpr std::array<std::string_view, 21> kWords = {
      "in",    "since", "en",  "depuis", "annee", "ano",  "jahr", "jahre", "jahres", "seit", "عام",
      "العام", "سنه",   "سنة", "لعام",   "بعام",  "وعام", "لسنه", "لسنة",  "السنه",  "السنة"};
  return is_one_of(kWords, form);
}

std::optional<int> year_before_era(std::string_view first, std::string_view second) {
  struct Era {
    std::string_view first, second;
    int before;
  };
  static constexpr std::array<Era, 6> kEras = {{{"令", "和", 2018},
                                                {"平", "成", 1988},
                                                {"昭", "和", 1925},
                                                {"大", "正", 1911},
                                                {"明", "治", 1867},
                                                {"民", "国", 1911}}};
  for (const Era& era : kEras) {
    if (era.first == first && era.second == second) return era.before;
  }
  return std::nullopt;
}

std::optional<int> relative_year(std::string_view first, std::string_view second) {
  struct Word {
    std::string_view first, second;
    int years;
  };
  static constexpr std::array<Word, 23> kWords = {
      {{"今", "年", 0},           {"本", "年", 0},           {"去", "年", -1},
       {"昨", "年", -1},          {"前", "年", -2},          {"明", "年", 1},
       {"来", "年", 1},           {"올해", "", 0},           {"지난해", "", -1},
       {"작년", "", -1},          {"재작년", "", -2},        {"내년", "", 1},
       {"last", "year", -1},      {"next", "year", 1},       {"прошлого", "года", -1},
       {"будущего", "года", 1},   {"следующего", "года", 1}, {"ano", "pasado", -1},
       {"an", "dernier", -1},     {"annee", "derniere", -1}, {"vergangenen", "jahres", -1},
       {"letzten", "jahres", -1}, {"العام", "الماضي", -1}}};
  for (const Word& word : kWords) {
    if (word.first == first && (word.second.empty() || word.second == second)) return word.years;
  }
  return std::nullopt;
}

}  // namespace dragoman::entities
