// SPDX-License-Identifier: GPL-3.0-or-later
// The rules for Latin, Arabic, Hebrew and Hangul words; Cyrillic declension is in declension.cc.
// Every rule asks for a remaining word of a minimum length: precision before recall.
#include "core/entities/inflection.h"

#include <algorithm>

#include "core/text/terms.h"

namespace dragoman::entities {
namespace {

using text::Script;

std::size_t code_points(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Most are told apart by their last byte; comparing the rest costs a call.
bool cut_suffix(std::string_view& word, std::string_view suffix) {
  if (word.size() <= suffix.size() || word.back() != suffix.back()) return false;
  if (!word.ends_with(suffix)) return false;
  word.remove_suffix(suffix.size());
  return true;
}

bool cut_prefix(std::string_view& word, std::string_view prefix) {
  if (word.size() <= prefix.size() || word[prefix.size() - 1] != prefix.back()) return false;
  if (!word.starts_with(prefix)) return false;
  word.remove_prefix(prefix.size());
  return true;
}

constexpr std::size_t kMinLatin = 4;
constexpr std::size_t kMinSemitic = 3;
constexpr std::size_t kMinNisba = 4;

// Adjective endings of German, French, Spanish, Italian, Portuguese demonyms.
constexpr std::string_view kAdjectiveEndings[] = {"en", "er", "es", "em",  "e", "as",
                                                  "os", "a",  "ne", "nes", "s", "n"};
constexpr std::string_view kArabicClitics[] = {"و", "ف", "ب", "ل", "وب", "فب", "ول", "فل"};
// "like": before the article only, or Klaus (كلاوس) were like Laos.
constexpr std::string_view kArabicLikeThe[] = {"كال", "وكال"};
constexpr std::string_view kArabicArticle = "ال";
constexpr std::string_view kArabicToThe[] = {"لل", "ولل", "فلل"};
constexpr std::string_view kNisbaEndings[] = {"ه", "ون", "ين", "ات", "تين", "تان", "ان"};
constexpr std::string_view kHebrewPrefixes[] = {"ו", "ב", "ל", "מ", "ה", "ש", "כ"};

// Written together with a name. Longer before shorter: the first that fits is taken off.
constexpr std::string_view kKoreanTitles[] = {
    "국무위원장", "사무총장", "국가주석", "대통령", "위원장", "총서기", "행정부",
    "외무상",     "외교부",   "국방부",   "인들",   "총리",   "주석",   "수상",
    "장관",       "의장",     "총재",     "여사",   "의원",   "대표",   "정부",
    "정권",       "당국",     "국민",     "씨",     "님",     "측",     "인",
    "산",         "군",       "발",       "식",     "계",     "내",     "제"};

}  // namespace

void Readings::add(std::string_view form, Traits needs, bool is_stem) {
  if (count_ < items_.size()) items_[count_++] = {form, needs, is_stem};
}

void Readings::read(std::string_view word, Script script) {
  count_ = 0;
  switch (script) {
    case Script::kLatin:
      return read_latin(word);
    case Script::kCyrillic:
      return read_cyrillic(word);
    case Script::kArabic:
      return read_arabic(word);
    case Script::kHebrew:
      return read_hebrew(word);
    case Script::kHangul:
      return read_hangul(word);
    default:
      return;
  }
}

void Readings::read_latin(std::string_view word) {
  for (const std::string_view apostrophe : {"'", "\xE2\x80\x99"}) {
    const std::size_t at = word.rfind(apostrophe);
    if (at != std::string_view::npos && at > 0) return add(word.substr(0, at), kPossessive);
  }
  if (word.size() <= kMinLatin) return;
  std::string_view base = word;
  if (cut_suffix(base, "s")) add(base, kPluralS);
  for (const auto ending : kAdjectiveEndings) {
    base = word;
    if (cut_suffix(base, ending) && base.size() > kMinLatin) add(base, kAdjective);
  }
}

void Readings::read_arabic_base(std::string_view base, bool with_base) {
  if (with_base) add(base, kProclitic);
  for (const auto ending : kNisbaEndings) {
    std::string_view stem = base;
    if (cut_suffix(stem, ending) && code_points(stem) >= kMinNisba) add(stem, kNisba);
  }
}

// The article may stay on (the form has it) or go (the form is a bare adjective); "to the" swallows
// its alef.
void Readings::read_arabic(std::string_view word) {
  auto read_both = [&](std::string_view base, bool stripped) {
    if (code_points(base) < kMinSemitic) return;
    read_arabic_base(base, stripped);
    if (cut_prefix(base, kArabicArticle) && code_points(base) >= kMinSemitic) {
      read_arabic_base(base, true);
    }
  };
  read_both(word, false);
  for (const auto clitic : kArabicClitics) {
    std::string_view base = word;
    if (cut_prefix(base, clitic)) read_both(base, true);
  }
  for (const auto like_the : kArabicLikeThe) {
    if (!word.starts_with(like_the)) continue;
    read_both(word.substr(like_the.size() - kArabicArticle.size()), true);
  }
  for (const auto to_the : kArabicToThe) {
    std::string_view base = word;
    if (!cut_prefix(base, to_the) || code_points(base) < kMinSemitic) continue;
    scratch_[0].assign(kArabicArticle).append(base);
    read_both(scratch_[0], true);
    return;
  }
}

void Readings::read_hebrew(std::string_view word) {
  for (const auto prefix : kHebrewPrefixes) {
    std::string_view base = word;
    if (!cut_prefix(base, prefix) || code_points(base) < kMinSemitic) continue;
    add(base, kProclitic);
    for (const auto second : kHebrewPrefixes) {
      std::string_view inner = base;
      if (cut_prefix(inner, second) && code_points(inner) >= kMinSemitic) add(inner, kProclitic);
    }
  }
}

void Readings::read_hangul(std::string_view word) {
  constexpr std::size_t kTwoSyllables = 6;
  auto read_titles = [&](std::string_view base) {
    for (const auto title : kKoreanTitles) {
      std::string_view name = base;
      if (!cut_suffix(name, title) || name.size() < kTwoSyllables) continue;
      return add(name, kAgglutinated);
    }
  };
  const std::string_view base = text::strip_korean_particles(word);
  if (base != word && base.size() >= kTwoSyllables) add(base, kAgglutinated);
  read_titles(word);
  if (base != word) read_titles(base);
}

Traits word_traits(const FormWord& word, const Form& form) {
  const std::size_t letters = code_points(word.folded);
  switch (word.script) {
    case Script::kLatin: {
      Traits traits = kPossessive;
      if (form.ambiguous || letters < kMinLatin) return traits;
      traits |= kPluralS;
      // English adjectives do not decline: Indianer are not Indians, Indiana is not India.
      if (form.role == Role::kDemonym && form.language != "en" && letters > kMinLatin) {
        traits |= kAdjective;
      }
      return traits;
    }
    case Script::kArabic: {
      if (letters < kMinSemitic) return 0;
      const bool adjective = form.role == Role::kDemonym && letters >= kMinNisba;
      return static_cast<Traits>((word.first || adjective ? kProclitic : 0) |
                                 (adjective ? kNisba : 0));
    }
    case Script::kHebrew:
      return word.first && letters >= kMinSemitic ? kProclitic : Traits{0};
    case Script::kHangul:
      return letters >= 2 ? kAgglutinated : Traits{0};
    default:
      return 0;
  }
}

}  // namespace dragoman::entities
