// SPDX-License-Identifier: GPL-3.0-or-later
// How units and gaps are written as uint16 codes in a forward file. On disk: do not renumber. Ids
// below 57,344 - 3 are one code, others two from disjoint ranges (57,344–63,487 then
// 63,488–65,535), so that an encoded run can only match at a unit's start. Knows no files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::schema {

using ForwardCode = std::uint16_t;
inline constexpr ForwardCode kWeakGapCode = 0;
inline constexpr ForwardCode kStrongGapCode = 1;
inline constexpr ForwardCode kFieldEndCode = 2;
inline constexpr std::uint32_t kMarkerCodes = 3;
inline constexpr std::uint32_t kFirstPairedCode = 57344;
inline constexpr std::uint32_t kSecondHalfCode = 63488;
inline constexpr std::uint32_t kSecondHalves = 65536 - kSecondHalfCode;
inline constexpr std::uint32_t kMaxForwardIds =
    kFirstPairedCode - kMarkerCodes + (kSecondHalfCode - kFirstPairedCode) * kSecondHalves;

inline void append_id(std::uint32_t id, std::vector<ForwardCode>& out) {
  const std::uint32_t code = id + kMarkerCodes;
  if (code < kFirstPairedCode) {
    out.push_back(static_cast<ForwardCode>(code));
    return;
  }
  const std::uint32_t rest = code - kFirstPairedCode;
  out.push_back(static_cast<ForwardCode>(kFirstPairedCode + rest / kSecondHalves));
  out.push_back(static_cast<ForwardCode>(kSecondHalfCode + rest % kSecondHalves));
}

inline void append_gap(text::Gap gap, std::vector<ForwardCode>& out) {
  if (gap == text::Gap::kWeak) out.push_back(kWeakGapCode);
  if (gap == text::Gap::kStrong) out.push_back(kStrongGapCode);
}

// A marker or a unit read from codes.
struct ReadCode {
  std::uint32_t id = 0;    // of a unit; a marker's code
  std::uint32_t size = 1;  // codes taken
  bool is_marker = false;
};

// Requires: at < codes.size(). Total: a first half at the end of the codes reads as some id.
inline ReadCode read_code(std::span<const ForwardCode> codes, std::size_t at) {
  const std::uint32_t code = codes[at];
  if (code < kMarkerCodes) return {code, 1, true};
  if (code < kFirstPairedCode || at + 1 == codes.size()) return {code - kMarkerCodes, 1, false};
  const std::uint32_t second = codes[at + 1];
  return {(code - kFirstPairedCode) * kSecondHalves + (second - kSecondHalfCode) +
              kFirstPairedCode - kMarkerCodes,
          2, false};
}

}  // namespace dragoman::schema
