// SPDX-License-Identifier: GPL-3.0-or-later
// Interned words with their traits: open addressing behind a bit filter, because most words of a
// text are in no form and must be told so at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/inflection.h"

namespace dragoman::entities {

std::uint64_t mix(std::uint64_t value);
// Never 0. In-memory only: not stable across versions or byte orders.
std::uint64_t hash_word(std::string_view word);

class WordTable {
 public:
  struct Entry {
    std::uint32_t id = 0;
    Traits traits = 0;
  };

  // Returns the word's entry, made with `next_id` (which then moves on) when it is new.
  Entry& intern(std::string_view word, std::uint32_t& next_id);
  // Returns nullptr when unknown.
  const Entry* find(std::string_view word) const;

  // Calls take(word, id) for every word, in no order.
  template <class Take>
  void each(Take take) const {
    for (const Slot& slot : slots_) {
      if (slot.hash == 0) continue;
      take(std::string_view(pool_).substr(slot.begin, slot.length), slot.entry.id);
    }
  }

 private:
  static constexpr std::size_t kFilterBits = std::size_t{1} << 20;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    Entry entry;
  };
  void grow();

  std::vector<Slot> slots_;
  std::string pool_;
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(kFilterBits / 64);
  std::size_t used_ = 0;
};

}  // namespace dragoman::entities
