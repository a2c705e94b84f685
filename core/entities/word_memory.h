// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered of the words read last: the words of the gazetteer that each may stand for.
// Reading an inflected word costs a score of lookups, and a text's words come back. Knows words by
// their hash alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>

namespace dragoman::entities {

class WordMemory {
 public:
  static constexpr std::size_t kMaxWords = 4;  // with more it is not remembered
  struct Known {
    std::uint64_t key = 0;  // 0 = empty
    bool begins = false;    // some form begins with one of the words
    std::uint8_t count = 0;
    std::uint32_t exact = 0;  // the word as it stands, 0 = in no form
    std::array<std::uint32_t, kMaxWords> words{};
    std::span<const std::uint32_t> all() const { return {words.data(), count}; }
  };

  // Returns nullptr when the word is not remembered. `key`: its hash, never 0. Valid until the next
  // remember().
  const Known* find(std::uint64_t key) const {
    const Known& known = places_[key & (kPlaces - 1)];
    return known.key == key ? &known : nullptr;
  }
  // Has the word's place fetched from memory meanwhile.
  void prefetch(std::uint64_t key) const { __builtin_prefetch(&places_[key & (kPlaces - 1)]); }
  void remember(std::uint64_t key, std::uint32_t exact, std::span<const std::uint32_t> words,
                bool begins) {
    if (words.size() > kMaxWords) return;
    Known& known = places_[key & (kPlaces - 1)];
    known.key = key;
    known.begins = begins;
    known.count = static_cast<std::uint8_t>(words.size());
    known.exact = exact;
    std::copy(words.begin(), words.end(), known.words.begin());
  }

 private:
  static constexpr std::size_t kPlaces = 131072;  // a power of two; 4 MB when all are used
  struct Free {
    void operator()(Known* places) const { std::free(places); }
  };
  static Known* allocate() {
    // Zeroed by the kernel page by page, when one is used: queries use few.
    void* memory = std::calloc(kPlaces, sizeof(Known));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<Known*>(memory);
  }
  std::unique_ptr<Known[], Free> places_{allocate()};
};

}  // namespace dragoman::entities
