// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of entity an article can be about: what core/entities recognises and core/schema
// indexes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dragoman::entities {

// On disk: do not renumber.
enum class Kind : std::uint8_t {
  kLeader = 0,
  kCountry = 1,
  kTopic = 2,
  kCity = 3,
  kVocabulary = 4
};
inline constexpr std::size_t kKindCount = 5;
inline constexpr std::array<const char*, kKindCount> kKindNames = {"leader", "country", "topic",
                                                                   "city", "vocabulary"};
inline const char* kind_name(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

}  // namespace dragoman::entities
