// SPDX-License-Identifier: GPL-3.0-or-later
// Stems of words in the languages that have a stemmer: the key under which the inflected forms of a
// word find each other when a query is expanded (index-format.md). Stems are never indexed as
// terms. Snowball's stemmers, and a light one of our own for Arabic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/analysis.h"

namespace dragoman::text {

// A language with a stemmer: an index in the table of stemming.cc. On disk: do not renumber.
using StemLanguage = std::uint8_t;
inline constexpr std::size_t kStemLanguages = 27;

// Returns nullopt for languages without one. `tag` is BCP 47; only its language counts.
std::optional<StemLanguage> stem_language(std::string_view tag);

std::string_view stem_language_tag(StemLanguage language);

// Returns whether words of this script belong to the language: an Arabic article's Latin words have
// no Arabic stems.
bool has_stems(StemLanguage language, Script script);

// Thread safety: one Stemmer per thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // Returns the stem, valid until the next call. Requires: a language of the table; a word in lower
  // case, folded or not: where they differ the stems may differ too. Total: any bytes are taken.
  // Throws std::bad_alloc.
  std::string_view stem(StemLanguage language, std::string_view word);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns the folded Arabic word without its clitics and endings (arabic_stem.cc), or the word
// itself when too little would be left.
std::string_view light_arabic_stem(std::string_view word);

}  // namespace dragoman::text
