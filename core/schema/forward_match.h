// SPDX-License-Identifier: GPL-3.0-or-later
// Where runs of units stand in one article's codes, and whether several stand near each other: what
// phrases and NEAR are verified with. Each run is looked for in time linear in the codes. Knows
// codes only: no words, no files, no clocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/schema/forward_codes.h"

namespace dragoman::schema {

// A run of units to look for: `codes`, and behind them, if `last_ids` is not empty, one more unit
// that is any of these. Requires: one of the two is not empty; last_ids ascend.
struct CodeRun {
  std::vector<ForwardCode> codes;
  std::vector<std::uint32_t> last_ids;
};

// What is looked for in one place: any of these runs. Without runs it stands nowhere.
using CodeRuns = std::vector<CodeRun>;

// Returns whether `run` occurs in `codes`. Requires: run not empty.
bool contains_run(std::span<const ForwardCode> codes, std::span<const ForwardCode> run);

// How far apart two places are: units between them, plus these for what separates units. Fields are
// farther apart than any distance.
inline constexpr std::uint32_t kWeakGapDistance = 1;
inline constexpr std::uint32_t kStrongGapDistance = 100;
inline constexpr std::uint32_t kMaxNearDistance = 1000;

// Called while a long question is answered, every few thousand steps, with their number; a step is
// about 32 codes looked through or one place measured. What it throws ends the question.
using OnWork = std::function<void(std::size_t steps)>;

// Returns whether there is a place for each operand such that each two neighbours in the list are
// at most distances[i] apart, in either order and without sharing units. Requires: one distance
// less than operands, each at most kMaxNearDistance; at least one operand. Throws: what `on_work`
// throws; it may be empty.
bool stand_near(std::span<const ForwardCode> codes, std::span<const CodeRuns> operands,
                std::span<const std::uint32_t> distances, const OnWork& on_work);

}  // namespace dragoman::schema
