// SPDX-License-Identifier: GPL-3.0-or-later
// Many words, so laid out that those that may be a few keys away from one are found by one fast
// walk: by alphabet and number of keys, each word as the 32 bits of Keys::signature. Takes 8 bytes
// a word; holds no texts.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/edit_distance.h"

namespace dragoman::search {

class SpellingTable {
 public:
  // Words that keys_of refuses, or too short to be corrected to, are left out. Requires: finish()
  // was not called.
  void add(std::string_view folded_word, std::uint32_t id);
  // Requires: called once, before near().
  void finish();

  std::size_t size() const { return ids_.size(); }
  std::size_t bytes() const { return 8 * ids_.capacity(); }

  // Calls visit(id) for every word that may be within `errors` of the keys, and some that are not:
  // measure them. Those of one length come in the order in which they were added. Requires: errors
  // is 1 or 2. Throws DeadlineExceeded.
  template <class Visit>
  void near(const Keys& word, unsigned errors, Deadline& deadline, Visit visit) const {
    for (std::size_t length = word.count > errors ? word.count - errors : 1;
         length <= word.count + errors && length <= kMaxKeys; ++length) {
      const auto apart = static_cast<unsigned>(std::abs(int(length) - int(word.count)));
      const std::size_t group = group_of(word.alphabet, length);
      for (std::size_t at = begins_[group]; at < begins_[group + 1]; at += kBlock) {
        const std::size_t count = std::min(kBlock, begins_[group + 1] - at);
        deadline.check(count / 16);
        Flags flags;
        // An inserted key changes one bit at most, a replaced one two.
        mark(at, count, word.signature, 2 * errors - apart, flags);
        for (std::size_t i = 0; i < count; ++i) {
          if (flags[i] != 0) visit(ids_[at + i]);
        }
      }
    }
  }

 private:
  static constexpr std::size_t kBlock = 1024;
  static constexpr std::size_t kGroups = kAlphabets * (kMaxKeys + 1);
  using Flags = std::array<std::uint32_t, kBlock>;
  struct Entry {
    std::uint32_t group;
    std::uint32_t signature;
    std::uint32_t id;
  };

  static std::size_t group_of(Alphabet alphabet, std::size_t length) {
    return static_cast<std::size_t>(alphabet) * (kMaxKeys + 1) + length;
  }
  // Sets flags[i] != 0 where the signature differs in at most `bits` bits.
  void mark(std::size_t at, std::size_t count, std::uint32_t signature, unsigned bits,
            Flags& flags) const;

  std::vector<Entry> entries_;  // until finish()
  std::array<std::size_t, kGroups + 1> begins_{};
  std::vector<std::uint32_t> signatures_;
  std::vector<std::uint32_t> ids_;
};

}  // namespace dragoman::search
