// SPDX-License-Identifier: GPL-3.0-or-later
// What every code point folds to, and the class of the result: computed once from ICU and our own
// data, then read by all threads. Private to core/text. Knows single code points; composition and
// offsets are fold_points'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/text/char_class.h"

namespace dragoman::text {

// A folded code point with its class and whether it may combine with what precedes it, in one word:
// bits 0–20 the code point, 21 joins, 24–31 the class.
class FoldedCodePoint {
 public:
  FoldedCodePoint() = default;
  explicit constexpr FoldedCodePoint(std::uint32_t bits) : bits_(bits) {}
  constexpr char32_t code_point() const { return bits_ & 0x1FFFFF; }
  constexpr bool joins() const { return (bits_ & kJoinsBit) != 0; }
  constexpr CharClass char_class() const { return static_cast<CharClass>(bits_ >> 24); }

  static constexpr std::uint32_t kJoinsBit = 1U << 21;

 private:
  std::uint32_t bits_ = 0;
};

class FoldTable {
 public:
  // Returns the one table, built at the first call. Throws: std::runtime_error if ICU's data is
  // missing.
  static const FoldTable& get();

  // What a code point becomes: nothing (dropped), one code point, or a sequence.
  struct Fold {
    const FoldedCodePoint* points = nullptr;
    std::size_t count = 0;
  };

  // The common case first: true if the code point folds to exactly one, put into `out`.
  bool single(char32_t code_point, FoldedCodePoint& out) const {
    if (code_point >= kTableSize) return single_beyond(code_point, out);
    const std::uint32_t entry = entries_[code_point];
    out = FoldedCodePoint(entry);
    return (entry & (kSequenceBit | kDroppedBit)) == 0;
  }
  // Requires: !single(code_point).
  Fold sequence(char32_t code_point) const;

 private:
  static constexpr char32_t kTableSize = 0x30000;
  static constexpr std::uint32_t kSequenceBit = 1U << 22;
  static constexpr std::uint32_t kDroppedBit = 1U << 23;

  FoldTable();
  bool single_beyond(char32_t code_point, FoldedCodePoint& out) const;

  std::vector<std::uint32_t> entries_;
  std::vector<std::uint32_t> lengths_;  // of sequence i
  std::vector<std::uint32_t> starts_;   // of sequence i in pool_
  std::vector<FoldedCodePoint> pool_;
};

}  // namespace dragoman::text
