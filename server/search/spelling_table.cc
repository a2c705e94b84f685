// SPDX-License-Identifier: GPL-3.0-or-later
// A counting sort by group, and a loop that compilers turn into vector instructions.
#include "server/search/spelling_table.h"

namespace dragoman::search {

void SpellingTable::add(std::string_view folded_word, std::uint32_t id) {
  const auto keys = keys_of(folded_word);
  if (!keys || keys->count < 3) return;
  entries_.push_back(
      {static_cast<std::uint32_t>(group_of(keys->alphabet, keys->count)), keys->signature, id});
}

void SpellingTable::finish() {
  for (const Entry& entry : entries_) ++begins_[entry.group + 1];
  for (std::size_t g = 0; g < kGroups; ++g) begins_[g + 1] += begins_[g];
  signatures_.resize(entries_.size());
  ids_.resize(entries_.size());
  std::array<std::size_t, kGroups + 1> next = begins_;
  for (const Entry& entry : entries_) {
    const std::size_t place = next[entry.group]++;
    signatures_[place] = entry.signature;
    ids_[place] = entry.id;
  }
  entries_ = {};
}

void SpellingTable::mark(std::size_t at, std::size_t count, std::uint32_t signature, unsigned bits,
                         Flags& flags) const {
  const std::uint32_t* signatures = signatures_.data() + at;
  for (std::size_t i = 0; i < count; ++i) flags[i] = signatures[i] ^ signature;
  for (unsigned bit = 0; bit < bits; ++bit) {
    for (std::size_t i = 0; i < count; ++i) flags[i] &= flags[i] - 1;  // the lowest bit goes
  }
  for (std::size_t i = 0; i < count; ++i) flags[i] = flags[i] == 0 ? 1 : 0;
}

}  // namespace dragoman::search
