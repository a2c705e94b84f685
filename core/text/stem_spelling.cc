// SPDX-License-Identifier: GPL-3.0-or-later
// Endings by language, and the vowel harmony of Turkish. On disk: what is changed here changes stem
// families, so kAnalyserVersion goes up. Must not know of stemmers.
#include "core/text/stem_spelling.h"

#include <array>
#include <span>

#include "core/text/decode.h"
#include "core/text/utf8.h"

namespace dragoman::text {
namespace {

struct Ending {
  std::string_view folded;
  std::string_view spelled;
};

// Longer endings before those they end in. Here too: pairs that the stemmers leave apart, made one
// (Portuguese ões and ão, Finnish us and uksen, Greek ιες and ια).
constexpr std::array kCatalan = {Ending{"cio", "ció"}};
constexpr std::array kSpanish = {Ending{"cion", "ción"},     Ending{"logia", "logía"},
                                 Ending{"logias", "logías"}, Ending{"arian", "arían"},
                                 Ending{"erian", "erían"},   Ending{"irian", "irían"}};
constexpr std::array kFinnish = {Ending{"uus", "uuden"}, Ending{"yys", "yyden"},
                                 Ending{"us", "uksen"},  Ending{"ys", "yksen"},
                                 Ending{"os", "oksen"},  Ending{"nen", "sen"}};
constexpr std::array kGreek = {Ending{"ιεσ", "ια"}, Ending{"ιασ", "ια"}};
constexpr std::array kFrench = {Ending{"iere", "ière"}, Ending{"ieres", "ières"},
                                Ending{"ees", "ées"}, Ending{"ee", "ée"}};
constexpr std::array kHungarian = {
    Ending{"rol", "ról"}, Ending{"bol", "ból"}, Ending{"tol", "tól"},  Ending{"nal", "nál"},
    Ending{"nel", "nél"}, Ending{"ert", "ért"}, Ending{"kent", "ként"}};
constexpr std::array kPortuguese = {Ending{"coes", "ção"}, Ending{"cao", "ção"},
                                    Ending{"oes", "ão"}, Ending{"aes", "ão"}, Ending{"ao", "ão"}};

std::span<const Ending> endings_of(std::string_view tag) {
  if (tag == "ca") return kCatalan;
  if (tag == "es") return kSpanish;
  if (tag == "el") return kGreek;
  if (tag == "fi") return kFinnish;
  if (tag == "fr") return kFrench;
  if (tag == "hu") return kHungarian;
  if (tag == "pt") return kPortuguese;
  return {};
}

bool is_back(char32_t vowel) {
  return vowel == U'a' || vowel == U'ı' || vowel == U'o' || vowel == U'u';
}

bool is_vowel(char32_t c) {
  return c == U'a' || c == U'e' || c == U'i' || c == U'o' || c == U'u' || c == U'ı';
}

// i behind a back vowel is ı, u behind a front one is ü. What the first vowel was is told by the
// first a or e behind it.
std::string_view turkish(std::string_view word, std::string& buffer) {
  buffer.clear();
  const std::size_t tell = word.find_first_of("ae");
  char32_t before = tell != std::string_view::npos && word[tell] == 'a' ? U'a' : U'e';
  for (std::size_t i = 0; i < word.size();) {
    const Decoded decoded = decode_at(word, i);
    i += decoded.length;
    char32_t c = decoded.code_point;
    if (c == U'i' && is_back(before)) c = U'ı';
    if (c == U'u' && !is_back(before)) c = U'ü';
    if (c == U'o' && !is_back(before)) c = U'ö';
    if (is_vowel(c) || c == U'ü' || c == U'ö') before = c;
    append_utf8(buffer, c);
  }
  return buffer;
}

// Nouns in -ит, which the Russian stemmer takes for verbs, in the nominative and accusative.
std::string_view russian(std::string_view word, std::string& buffer) {
  for (const std::string_view noun : {"саммит", "визит", "транзит", "кредит", "дефицит"}) {
    if (!word.starts_with(noun)) continue;
    const std::string_view ending = word.substr(noun.size());
    if (!ending.empty() && ending != "е") return word;
    buffer.assign(noun);
    buffer += "а";
    return buffer;
  }
  return word;
}

}  // namespace

std::string_view stem_spelling(std::string_view tag, std::string_view word, std::string& buffer) {
  if (tag == "ru") return russian(word, buffer);
  if (tag == "tr") return turkish(word, buffer);
  for (const Ending& ending : endings_of(tag)) {
    if (!word.ends_with(ending.folded)) continue;
    buffer.assign(word.substr(0, word.size() - ending.folded.size()));
    buffer += ending.spelled;
    return buffer;
  }
  return word;
}

std::string_view stem_remainder(std::string_view tag, std::string_view stem) {
  if (tag != "tr" || stem.size() < 5) return stem;
  const std::string_view rest = stem.substr(0, stem.size() - 1);
  const bool is_rest = (stem.ends_with('s') || stem.ends_with('n')) &&
                       (std::string_view("aeou").find(rest.back()) != std::string_view::npos ||
                        rest.ends_with("i") || rest.ends_with("ı") || rest.ends_with("ü"));
  return is_rest ? rest : stem;
}

}  // namespace dragoman::text
