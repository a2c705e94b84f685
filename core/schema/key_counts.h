// SPDX-License-Identifier: GPL-3.0-or-later
// Which of many millions of 32-bit hashes occur often, and what number each of those has: a rough
// count that every key goes through, then a flat table for the few that pass. Knows not what the
// keys stand for.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace dragoman::schema {

// Counts too high where keys share a counter, never too low (up to 255).
class RoughCounts {
 public:
  // `keys`: about how many will be counted, each time it comes; most of them come often.
  explicit RoughCounts(std::size_t keys)
      : shift_(32 -
               static_cast<unsigned>(std::bit_width(std::clamp(keys / kTimes, kLeast, kMost)))),
        counts_(std::size_t{1} << (32 - shift_)) {}
  void add(std::uint32_t key) {
    std::uint8_t& count = counts_[slot(key)];
    if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
  }
  std::uint8_t of(std::uint32_t key) const { return counts_[slot(key)]; }

 private:
  static constexpr std::size_t kTimes = 4;
  static constexpr std::size_t kLeast = 1u << 10;
  static constexpr std::size_t kMost = 1u << 24;
  std::size_t slot(std::uint32_t key) const { return (key * 0x9E3779B1u) >> shift_; }

  unsigned shift_;
  std::vector<std::uint8_t> counts_;
};

// A value above 0 for each key: open addressing, eight bytes a slot.
class KeyTable {
 public:
  // Returns the key's value, 0 when it is new. Valid until the next call.
  std::uint32_t& operator[](std::uint32_t key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& found = slots_[place(key)];
    if (found.value == 0) {
      found.key = key;
      ++size_;  // a value that is left at 0 is counted again: harmless
    }
    return found.value;
  }
  // Returns 0 when there is none.
  std::uint32_t find(std::uint32_t key) const {
    return slots_.empty() ? 0 : slots_[place(key)].value;
  }
  // Returns all keys and their values, by key.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    for (const Slot& slot : slots_)
      if (slot.value != 0) out.emplace_back(slot.key, slot.value);
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t value = 0;  // 0: nobody's
  };
  std::size_t place(std::uint32_t key) const {
    std::size_t at = (key * 0x9E3779B97F4A7C15ull) >> shift_;
    while (slots_[at].value != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> before(std::max<std::size_t>(2 * slots_.size(), 1u << 8));
    before.swap(slots_);
    shift_ = 64 - (static_cast<unsigned>(std::bit_width(slots_.size())) - 1);
    for (const Slot& slot : before)
      if (slot.value != 0) slots_[place(slot.key)] = slot;
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  unsigned shift_ = 0;
};

}  // namespace dragoman::schema
