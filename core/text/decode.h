// SPDX-License-Identifier: GPL-3.0-or-later
// One UTF-8 sequence at a time, inline because folding runs it on every character. Private to
// core/text; utf8.h is the public face.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dragoman::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point = kReplacement;
  std::uint32_t length = 1;  // bytes consumed, at least 1
  bool well_formed = false;
};

// The range the second byte must lie in (Unicode 15, table 3-7): what excludes overlong forms and
// surrogates.
struct SecondByte {
  unsigned low = 0x80;
  unsigned high = 0xBF;
};

inline SecondByte second_byte_range(unsigned lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {};
  }
}

// Requires: position < text.size(). An ill-formed sequence gives U+FFFD over its maximal subpart.
inline Decoded decode_at(std::string_view text, std::size_t position) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(position);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::uint32_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code_point = lead & (0xFFU >> (length + 1));
  SecondByte range = second_byte_range(lead);
  for (std::uint32_t i = 1; i < length; ++i) {
    if (position + i >= text.size()) return {kReplacement, i, false};
    const unsigned trail = byte(position + i);
    if (trail < range.low || trail > range.high) return {kReplacement, i, false};
    code_point = (code_point << 6) | (trail & 0x3F);
    range = {};
  }
  return {code_point, length, true};
}

}  // namespace dragoman::text
