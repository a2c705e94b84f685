// SPDX-License-Identifier: GPL-3.0-or-later
// A text's most telling words: those it uses often and few articles of its language use at all.
// Words go by their stems, Han and katakana by pairs of characters; hiragana, which is grammar, is
// left out. Reads the forward file; knows no concepts and no stories.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/schema/forward_file.h"
#include "core/text/stemming.h"

namespace dragoman::indexer {

struct WeightedFeature {
  std::uint32_t key = 0;  // core/stories/features.h
  std::uint8_t weight = 0;
};

class TellingWords {
 public:
  using Language = std::optional<text::StemLanguage>;
  // How many articles outside the file have a form.
  using Elsewhere = std::function<std::uint64_t(std::string_view form)>;

  // Counts in how many articles each word stands; `languages` by row. Borrows the file.
  TellingWords(const schema::ForwardFile& forward, std::vector<Language> languages,
               Elsewhere elsewhere);
  // Adds at most kMaxWords features. `articles`: those of the row's language, everywhere.
  void pick(std::size_t row, double articles, std::vector<WeightedFeature>& out);

  static constexpr std::size_t kMaxWords = 48;

 private:
  enum class Shape : std::uint8_t { kUnknown, kNothing, kPaired, kWord };
  struct Form {
    Shape shape = Shape::kUnknown;
    std::uint32_t key = 0;  // of a word without stem; half a key of a character
  };
  // One word of a row: how often, and the units it is made of.
  struct Use {
    std::uint32_t key;
    std::uint32_t times;
    std::uint32_t unit;
    std::uint32_t second_unit;
  };
  static constexpr std::uint32_t kNoUnit = UINT32_MAX;

  const Form& form(std::uint32_t unit);
  std::uint32_t word_key(std::uint32_t unit, const Language& language);
  void read(std::size_t row);
  std::uint64_t elsewhere(const Use& use);
  std::uint32_t& count(std::uint32_t key) { return counts_[(key >> 3) & (counts_.size() - 1)]; }

  const schema::ForwardFile& forward_;
  std::vector<Language> languages_;
  Elsewhere elsewhere_;
  text::Stemmer stemmer_;
  std::vector<Form> forms_;                                                 // by unit id
  std::array<std::vector<std::uint32_t>, text::kStemLanguages> stem_keys_;  // by unit id; 0 unknown
  // Articles by key. Keys share a counter now and then, which makes a word a little less telling.
  std::vector<std::uint32_t> counts_;
  std::unordered_map<std::uint32_t, std::uint64_t> counts_elsewhere_;
  std::vector<Use> uses_;  // of the row that was read, by key
};

}  // namespace dragoman::indexer
