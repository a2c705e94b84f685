// SPDX-License-Identifier: GPL-3.0-or-later
// The hash table of the trie's words. Hashes eight bytes at a step; collisions are told apart by
// comparing.
#include "core/entities/word_table.h"

#include <algorithm>
#include <cstring>

namespace dragoman::entities {

std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 29;
  return value;
}

std::uint64_t hash_word(std::string_view word) {
  std::uint64_t hash = word.size() * 0x9e3779b97f4a7c15ULL;
  while (word.size() >= 8) {
    std::uint64_t part;
    std::memcpy(&part, word.data(), 8);
    hash = mix(hash ^ part) * 0x9e3779b97f4a7c15ULL;
    word.remove_prefix(8);
  }
  std::uint64_t part = 0;
  std::memcpy(&part, word.data(), word.size());
  return mix(hash ^ part) | 1;  // never 0, which marks an empty slot
}

WordTable::Entry& WordTable::intern(std::string_view word, std::uint32_t& next_id) {
  if (slots_.size() < 2 * (used_ + 1)) grow();
  const std::uint64_t hash = hash_word(word);
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(pool_).substr(slot.begin, slot.length) == word) {
      return slot.entry;
    }
    if (slot.hash != 0) continue;
    const std::size_t bit = (hash >> 32) % kFilterBits;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    slot.hash = hash;
    slot.begin = static_cast<std::uint32_t>(pool_.size());
    slot.length = static_cast<std::uint32_t>(word.size());
    slot.entry.id = next_id++;
    pool_.append(word);
    ++used_;
    return slot.entry;
  }
}

const WordTable::Entry* WordTable::find(std::string_view word) const {
  if (slots_.empty()) return nullptr;
  const std::uint64_t hash = hash_word(word);
  const std::size_t bit = (hash >> 32) % kFilterBits;
  if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == 0) return nullptr;
    if (slot.hash == hash && slot.length == word.size() &&
        std::memcmp(pool_.data() + slot.begin, word.data(), word.size()) == 0) {
      return &slot.entry;
    }
  }
}

void WordTable::grow() {
  std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() * 2));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.hash == 0) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].hash != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace dragoman::entities
