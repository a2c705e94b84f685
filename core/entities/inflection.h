// SPDX-License-Identifier: GPL-3.0-or-later
// A word as it stands in a text → the words of the gazetteer it may be an inflected form of: Arabic
// and Hebrew prefixes, Korean particles and titles, Latin plural, possessive and adjective endings,
// Cyrillic cases. Pure string rules; knows neither the gazetteer nor the trie.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/entities/gazetteer.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

// How a gazetteer word may change in text: its traits, as bits.
using Traits = std::uint16_t;
inline constexpr Traits kPossessive = 1;     // Japan's, Trump'ın
inline constexpr Traits kPluralS = 2;        // Japans, Koreans
inline constexpr Traits kAdjective = 4;      // japanischen, japonaises
inline constexpr Traits kProclitic = 8;      // وتاكايتشي, לישראל
inline constexpr Traits kNisba = 16;         // اليابانية
inline constexpr Traits kAgglutinated = 32;  // 이재명은, 이재명대통령

// A reading of a word: if the vocabulary (or, for `is_stem`, the table of Cyrillic stems) holds
// `form` with one of the traits in `needs`, the word may stand for it.
struct Reading {
  std::string_view form;
  Traits needs = 0;
  bool is_stem = false;
};

// Reused from word to word; the readings point into the word or into `scratch`.
class Readings {
 public:
  // Replaces the readings by those of the word (its own exact form is not among them). Requires:
  // folded.
  void read(std::string_view word, text::Script script);

  const Reading* begin() const { return items_.data(); }
  const Reading* end() const { return items_.data() + count_; }

 private:
  void add(std::string_view form, Traits needs, bool is_stem = false);
  void read_latin(std::string_view word);
  void read_cyrillic(std::string_view word);
  void read_arabic(std::string_view word);
  void read_arabic_base(std::string_view base, bool with_base);
  void read_hebrew(std::string_view word);
  void read_hangul(std::string_view word);

  std::array<Reading, 24> items_;
  std::size_t count_ = 0;
  std::array<std::string, 2> scratch_;
};

// A word of a form, as the trie's builder sees it.
struct FormWord {
  std::string_view folded;
  std::string_view original;
  text::Script script = text::Script::kOther;
  bool first = false;  // first word of its form
};

// Returns the traits of a word of this form. Ambiguous forms take fewer: what needs support should
// be written out.
Traits word_traits(const FormWord& word, const Form& form);

// A Cyrillic word's stem and declension; stem is empty when the word does not decline.
struct CyrillicStem {
  std::string_view stem;  // prefix of the folded word
  Traits declension = 0;
};
CyrillicStem cyrillic_stem(std::string_view folded, std::string_view original);

}  // namespace dragoman::entities
