// SPDX-License-Identifier: GPL-3.0-or-later
// What an article is compared by: its concepts and its most telling words, as keys of 32 bits that
// mean the same in every segment. The lowest bits tell what kind of thing a key stands for.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/hash.h"

namespace dragoman::stories {

// The first ones as entities::Kind. On disk: do not renumber.
enum class FeatureKind : std::uint8_t {
  kLeader = 0,
  kCountry = 1,
  kTopic = 2,
  kCity = 3,
  kVocabulary = 4,
  kDay = 5,
  kOther = 6,
  kWord = 7
};
inline constexpr std::size_t kFeatureKinds = 8;

// On disk: do not change. Two things of one kind share a key with a chance of one in 2^29.
inline std::uint32_t feature_key(FeatureKind kind, std::string_view text) {
  const std::uint64_t hash = hash64(text);
  const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32));
  return (folded & ~7u) | static_cast<std::uint32_t>(kind);
}
inline FeatureKind kind_of(std::uint32_t key) { return static_cast<FeatureKind>(key & 7u); }

// Returns the key of a concept's index term (XL…, XC…), whatever its kind.
std::uint32_t concept_key(std::string_view term);

}  // namespace dragoman::stories
