// SPDX-License-Identifier: GPL-3.0-or-later
// A text's most telling words: those it uses often and few articles of its language use at all.
// Words go by their stems, Han and katakana by pairs of characters; hiragana, which is grammar, is
// left out. Reads the forward file; knows no concepts and no stories.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/schema/forward_file.h"
#include "core/text/stemming.h"

namespace dragoman::indexer {

struct WeightedFeature {
  std::uint32_t key = 0;  // core/stories/features.h
  std::uint8_t weight = 0;
};

// In how many articles each word stands. Thread safety: all members may be called at once.
class TellingWords {
 public:
  using Language = std::optional<text::StemLanguage>;

  // `languages` by row. Borrows the file. Counts nothing yet.
  TellingWords(const schema::ForwardFile& forward, std::vector<Language> languages);

  const schema::ForwardFile& forward() const { return forward_; }

 private:
  friend class WordPicker;
  // What a unit stands for in a language.
  enum class Shape : std::uint8_t { kUnknown, kNothing, kPaired, kWord };
  // A unit's shape in place of the kind in its key, which is that of a word; 0 until it is asked
  // for. Threads that ask at once write the same.
  using Form = std::atomic<std::uint32_t>;

  std::atomic<std::uint32_t>& count(std::uint32_t key) {
    return counts_[(key >> 3) & (counts_.size() - 1)];
  }

  const schema::ForwardFile& forward_;
  std::vector<Language> languages_;
  std::array<std::vector<Form>, text::kStemLanguages + 1> forms_;  // by unit id; last: no language
  // Articles by key. Keys share a counter now and then, which makes a word a little less telling.
  std::vector<std::atomic<std::uint32_t>> counts_;
};

// Reads rows, to count their words and, once all are counted, to pick the most telling ones.
// Thread safety: one thread each.
class WordPicker {
 public:
  // How many articles outside the file have a form.
  using Elsewhere = std::function<std::uint64_t(std::string_view form)>;

  // `articles`: those of each language, everywhere, by its number. Borrows the words.
  WordPicker(TellingWords& words, std::vector<double> articles, Elsewhere elsewhere);

  void count(std::size_t row);
  // Adds at most kMaxWords features. `language`: the number of the row's. Requires: count() was
  // called for all rows.
  void pick(std::size_t row, std::uint32_t language, std::vector<WeightedFeature>& out);

  static constexpr std::size_t kMaxWords = 48;

 private:
  using Shape = TellingWords::Shape;
  // One word of a row: how often, and the units it is made of.
  struct Use {
    std::uint32_t key;
    std::uint32_t times;
    std::uint32_t unit;
    std::uint32_t second_unit;
  };
  static constexpr std::uint32_t kNoUnit = UINT32_MAX;
  static constexpr std::size_t kSlots = 1024;  // a power of 2 over twice the units that are read

  std::uint32_t form(std::uint32_t unit, const TellingWords::Language& language);
  std::uint32_t make_form(std::uint32_t unit, const TellingWords::Language& language);
  void read(std::size_t row);
  void use(const Use& use);
  std::uint64_t elsewhere(const Use& use);
  double rarity(std::uint64_t having, std::uint32_t language);

  TellingWords& words_;
  std::vector<double> articles_;
  Elsewhere elsewhere_;
  text::Stemmer stemmer_;
  std::vector<Use> uses_;                      // of the row that was read, in order of first use
  std::array<std::uint16_t, kSlots> slots_;    // places in uses_ + 1, by key
  std::vector<std::vector<double>> rarities_;  // by language and articles having it; 0 unknown
  std::unordered_map<std::uint32_t, std::uint64_t> counts_elsewhere_;
  std::vector<std::pair<double, std::uint32_t>> weighed_;  // scratch
};

}  // namespace dragoman::indexer
