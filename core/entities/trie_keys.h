// SPDX-License-Identifier: GPL-3.0-or-later
// The hash keys that the trie's building and walking must agree on. In memory only.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/entities/word_table.h"
#include "core/text/utf8.h"

namespace dragoman::entities {

inline constexpr std::size_t kPrefixBytes = 6;  // Cyrillic: three letters, Hangul: two syllables
inline constexpr std::size_t kLatinPrefixBytes = 4;
inline constexpr std::size_t kLongLatinPrefixBytes = 6;
// From this length on no ending (inflection.cc) reaches into the longer prefix.
inline constexpr std::size_t kLongLatinBytes = kLongLatinPrefixBytes + 3;
inline constexpr std::size_t kPrefixTable = std::size_t{1} << 20;

inline std::size_t prefix_hash(std::string_view word, std::size_t bytes) {
  return hash_word(word.substr(0, bytes)) & (kPrefixTable - 1);
}

// Requires: three bytes of valid UTF-8 that are one code point.
inline std::size_t three_byte_code_point(std::string_view form) {
  std::size_t position = 0;
  return static_cast<std::size_t>(text::next_code_point(form, position)) & 0xFFFF;
}

inline std::uint64_t edge_key(std::uint32_t node, std::uint32_t word) {
  return (static_cast<std::uint64_t>(node) << 32) | word;
}

}  // namespace dragoman::entities
