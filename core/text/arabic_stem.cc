// SPDX-License-Identifier: GPL-3.0-or-later
// Folded Arabic words without clitics and endings: light10 of Larkey, Ballesteros and Connell
// (SIGIR 2002) on folded letters, and what it misses in the press: roots that begin with و, and
// the ta marbuta that shows as ت before a pronoun or in the dual. On disk: what is changed here
// changes stem families, so kAnalyserVersion goes up.
#include <array>
#include <unordered_set>

#include "core/text/stemming.h"

namespace dragoman::text {
namespace {

constexpr std::size_t kLetterBytes = 2;

using Words = std::unordered_set<std::string_view>;

// Stems whose و is no "and": minister, delegation, agency, document, mediation …
const Words& waw_stems() {
  static const Words words = {"وزير", "وزرا", "وزراء", "وزار", "وزاري", "وفد",   "وفود",  "وكال",
                              "وكيل", "وطن",  "وطني",  "وثيق", "وثايق", "وساط",  "وسايل", "وسيط",
                              "وضع",  "وقف",  "وقت",   "وقع",  "وقوع",  "وصول",  "وجود",  "وجه",
                              "ولاي", "ولاء", "وظيف",  "وحد",  "واحد",  "واشنطن"};
  return words;
}

// Words and names whose last letters only look like an ending.
const Words& whole_words() {
  static const Words words = {
      "ايران",   "لبنان",   "سودان",     "يابان",     "عمان",      "باكستان",    "افغانستان",
      "يونان",   "كردستان", "كازاخستان", "اوزبكستان", "طاجيكستان", "تركمانستان", "قيرغيزستان",
      "اردوغان", "طالبان",  "عدوان",     "سلطان",     "انسان",     "امان",       "ضمان",
      "برلمان",  "بيان",    "سكان",      "لجان",      "ميدان",     "نيسان",      "رمضان",
      "فلسطين",  "بحرين",   "ارجنتين",   "بوتين",     "حسين",      "تامين",      "تمكين",
      "قوانين",  "قانون",   "تعاون",     "مليون",     "ماكرون",    "تلفزيون",    "متوسط"};
  return words;
}

bool has_letters(std::string_view word, std::size_t count) {
  return word.size() >= count * kLetterBytes;
}

// Removes the affix when at least `rest` letters are left.
bool drop_prefix(std::string_view& word, std::string_view prefix, std::size_t rest) {
  if (!word.starts_with(prefix) || !has_letters(word.substr(prefix.size()), rest)) return false;
  word.remove_prefix(prefix.size());
  return true;
}

bool drop_suffix(std::string_view& word, std::string_view suffix, std::size_t rest) {
  if (!word.ends_with(suffix)) return false;
  if (!has_letters(word.substr(suffix.size()), rest)) return false;
  word.remove_suffix(suffix.size());
  return true;
}

// The feminine ending is written out before a pronoun and in the dual: حكومتها, دولتين.
struct Ending {
  std::string_view form;
  std::size_t rest;  // letters that must be left
  bool opens_ta;     // what is before may show its ta marbuta
};
constexpr std::array<Ending, 9> kEndings = {{{"هم", 4, true},
                                             {"ها", 2, true},
                                             {"ان", 2, true},
                                             {"ات", 2, false},
                                             {"ون", 2, false},
                                             {"ين", 2, true},
                                             {"يه", 2, false},
                                             {"ه", 2, true},
                                             {"ي", 2, false}}};

void drop_endings(std::string_view& word) {
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.form)) continue;
    if (whole_words().contains(word)) return;
    if (!drop_suffix(word, ending.form, ending.rest)) continue;
    if (ending.opens_ta && !word.ends_with("ات")) drop_suffix(word, "ت", 3);
  }
}

bool keeps_waw(std::string_view word) {
  drop_endings(word);
  return waw_stems().contains(word);
}

}  // namespace

std::string_view light_arabic_stem(std::string_view word) {
  if (word.starts_with("و") && !keeps_waw(word)) drop_prefix(word, "و", 3);
  for (const std::string_view article : {"ال", "بال", "كال", "فال", "لل"}) {
    if (drop_prefix(word, article, 2)) break;
  }
  drop_endings(word);
  return word;
}

}  // namespace dragoman::text
