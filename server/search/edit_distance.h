// SPDX-License-Identifier: GPL-3.0-or-later
// Folded words as the keys that are struck for them, and how many slips of the fingers lie between
// two: Damerau-Levenshtein distance in its optimal string alignment form. A Hangul syllable is its
// letters, doubled ones as two: 한 is three keys, 값 four. Knows no index.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dragoman::search {

// The scripts whose words are spelled letter by letter. Han and kana have no spelling to correct.
enum class Alphabet : std::uint8_t { kLatin, kGreek, kCyrillic, kHebrew, kArabic, kHangul };
inline constexpr std::size_t kAlphabets = 6;
inline constexpr std::size_t kMaxKeys = 40;  // longer words are not corrected

struct Keys {
  std::array<char16_t, kMaxKeys> keys;  // the first `count` are set
  std::uint8_t count = 0;
  std::uint8_t characters = 0;  // letters, or Hangul syllables
  Alphabet alphabet = Alphabet::kLatin;
  // A bit for each key that occurs (keys that are equal modulo 32 share one): one edit changes two
  // bits at most.
  std::uint32_t signature = 0;
};

// Returns nullopt when the word is not one of letters of one of the alphabets, or too long.
std::optional<Keys> keys_of(std::string_view folded_word);

// How many edits are taken for a slip in a word of this length: none in words under four letters
// (two syllables), two in long ones.
unsigned most_errors(const Keys& word);

// Returns the number of keys inserted, left out, replaced or struck in the wrong order, or most + 1
// when there are more. Requires: most <= 2.
unsigned edit_distance(const Keys& a, const Keys& b, unsigned most);

}  // namespace dragoman::search
