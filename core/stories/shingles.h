// SPDX-License-Identifier: GPL-3.0-or-later
// Near-duplicates, exactly: two stored texts are compared by the sets of all runs of units in them,
// not by a sample of these. Broder 1997, "On the resemblance and containment of documents".
#pragma once

#include <cstdint>
#include <vector>

#include "core/schema/forward_file.h"

namespace dragoman::stories {

// Distinct hashes of all runs of kShingleUnits folded units, ascending; of the whole text when it
// is shorter. Runs go on over gaps and fields, so that how a page was cut up plays no part.
inline constexpr std::size_t kShingleUnits = 5;
// What lies beyond so many units of a text is not looked at: a book is no agency report.
inline constexpr std::size_t kMaxShingledUnits = 20'000;
std::vector<std::uint64_t> shingles(const schema::ForwardFile& forward, std::size_t row);

// Returns the shared shingles over all, 0..1. Requires: both as of shingles().
double resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

// From here on two articles are called near-duplicates.
inline constexpr double kNearDuplicate = 0.8;

}  // namespace dragoman::stories
