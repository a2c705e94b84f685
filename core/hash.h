// SPDX-License-Identifier: GPL-3.0-or-later
// Stable content hashes for ids, terms and checksums; not cryptographic. The same on every machine
// and release.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). On disk: do not change.
inline constexpr std::uint64_t kHashStart = 0xcbf29ce484222325ull;
inline std::uint64_t hash64(std::string_view bytes, std::uint64_t state = kHashStart) {
  for (const char c : bytes) {
    state ^= static_cast<unsigned char>(c);
    state *= 0x100000001b3ull;
  }
  return state;
}

// Returns 16 hex digits.
inline std::string hex_digits(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 15];
  return out;
}

// Returns 32 hex digits: two FNV-1a hashes from different starts, for ids and terms that must not
// collide by chance among some ten million articles.
inline std::string hex_digest(std::string_view bytes) {
  return hex_digits(hash64(bytes)) + hex_digits(hash64(bytes, 0x9ae16a3b2f90404full));
}

}  // namespace dragoman
