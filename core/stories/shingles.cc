// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of the forward file → hashes of runs of units. Units are hashed by their form, because ids
// differ from segment to segment.
#include "core/stories/shingles.h"

#include <algorithm>

#include "core/hash.h"

namespace dragoman::stories {

std::vector<std::uint64_t> shingles(const schema::ForwardFile& forward, std::size_t row) {
  constexpr std::uint64_t kMix = 0x9e3779b97f4a7c15ull;
  std::vector<std::uint64_t> units;
  const auto codes = forward.codes(row);
  for (std::size_t at = 0; at < codes.size() && units.size() < kMaxShingledUnits;) {
    const schema::ReadCode code = schema::read_code(codes, at);
    at += code.size;
    if (!code.is_marker && code.id < forward.vocabulary_size())
      units.push_back(hash64(forward.vocabulary(code.id)));
  }
  std::vector<std::uint64_t> out;
  const std::size_t length = std::min(kShingleUnits, units.size());
  for (std::size_t first = 0; length > 0 && first + length <= units.size(); ++first) {
    std::uint64_t hash = kHashStart;
    for (std::size_t i = first; i < first + length; ++i) {
      hash = (hash ^ units[i]) * kMix;
      hash ^= hash >> 29;
    }
    out.push_back(hash);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++shared, ++i, ++j;
    } else {
      ++(a[i] < b[j] ? i : j);
    }
  }
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace dragoman::stories
