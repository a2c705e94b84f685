// SPDX-License-Identifier: GPL-3.0-or-later
// Nearness over codes: distances, orders, chains, gaps, fields; and the same as brute force.
#include "core/schema/forward_match.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace dragoman::schema;

namespace {

using Codes = std::vector<ForwardCode>;

bool near(const Codes& codes, const std::vector<Codes>& operands,
          const std::vector<std::uint32_t>& distances) {
  std::vector<CodeRuns> runs;
  for (const Codes& operand : operands) runs.push_back({{operand, {}}});
  return stand_near(codes, runs, distances, {});
}

constexpr ForwardCode kFirstHalf = kFirstPairedCode;
constexpr ForwardCode kSecondHalf = kSecondHalfCode;

}  // namespace

TEST_CASE("units are near when at most so many others stand between, in either order") {
  const Codes codes = {10, 11, 12, 13, 14, kFieldEndCode};
  CHECK(near(codes, {{10}, {13}}, {2}));
  CHECK_FALSE(near(codes, {{10}, {13}}, {1}));
  CHECK(near(codes, {{13}, {10}}, {2}));
  CHECK_FALSE(near(codes, {{13}, {10}}, {1}));
  CHECK(near(codes, {{10}, {11}}, {0}));
  CHECK(near(codes, {{11}, {10}}, {0}));
  CHECK_FALSE(near(codes, {{10}, {99}}, {5}));
  CHECK(near(codes, {{10, 11}, {14}}, {2}));
  CHECK_FALSE(near(codes, {{10, 11}, {14}}, {1}));
}

TEST_CASE("a unit is not near itself, and operands share no unit") {
  CHECK_FALSE(near({10, 11, kFieldEndCode}, {{10}, {10}}, {9}));
  CHECK(near({10, 11, 10, kFieldEndCode}, {{10}, {10}}, {1}));
  CHECK_FALSE(near({10, 11, 12, kFieldEndCode}, {{10, 11}, {11, 12}}, {9}));
  CHECK(near({10, 11, 11, 12, kFieldEndCode}, {{10, 11}, {11, 12}}, {0}));
}

TEST_CASE("a comma counts as one unit, a sentence as a hundred, and no field's end is crossed") {
  CHECK(near({10, kWeakGapCode, 11}, {{10}, {11}}, {1}));
  CHECK_FALSE(near({10, kWeakGapCode, 11}, {{10}, {11}}, {0}));
  CHECK(near({10, kStrongGapCode, 11}, {{10}, {11}}, {100}));
  CHECK_FALSE(near({10, kStrongGapCode, 11}, {{10}, {11}}, {99}));
  CHECK_FALSE(near({10, kFieldEndCode, 11}, {{10}, {11}}, {kMaxNearDistance}));
}

TEST_CASE("a unit of two codes is one unit") {
  const Codes codes = {10, kFirstHalf, kSecondHalf, kFirstHalf, kSecondHalf + 1, 11};
  CHECK(near(codes, {{10}, {11}}, {2}));
  CHECK_FALSE(near(codes, {{10}, {11}}, {1}));
  CHECK(near(codes, {{kFirstHalf, kSecondHalf + 1}, {11}}, {0}));
  CHECK_FALSE(near(codes, {{kFirstHalf, kSecondHalf + 2}, {11}}, {9}));
}

TEST_CASE("in a chain each operand is near the one before, by the same places") {
  const Codes codes = {10, 20, 20, 20, 11, 20, 20, 20, 20, 12, 20, 11};
  CHECK(near(codes, {{10}, {11}, {12}}, {3, 4}));
  CHECK_FALSE(near(codes, {{10}, {11}, {12}}, {3, 3}));  // the 11 that is near 12 is far from 10
  CHECK_FALSE(near(codes, {{10}, {11}, {12}}, {2, 4}));
}

TEST_CASE("an operand may be one of several runs, or end in one of several units") {
  const Codes codes = {10, 11, kFieldEndCode};
  const auto is_near = [&codes](CodeRuns first) {
    return stand_near(codes, std::vector<CodeRuns>{std::move(first), {{{11}, {}}}},
                      std::vector<std::uint32_t>{0}, {});
  };
  CHECK(is_near({{{99}, {}}, {{10}, {}}}));
  CHECK_FALSE(is_near({{{99}, {}}}));
  CHECK_FALSE(is_near({}));
  CHECK(is_near({{{}, {5, 10 - kMarkerCodes}}}));
  CHECK_FALSE(is_near({{{}, {5, 6}}}));
  const std::vector<std::uint32_t> none;
  CHECK(stand_near(codes, std::vector<CodeRuns>{{{{10}, {11 - kMarkerCodes}}}}, none, {}));
  CHECK_FALSE(stand_near(codes, std::vector<CodeRuns>{{{{11}, {11 - kMarkerCodes}}}}, none, {}));
  const Codes paired = {10, kFirstHalf, kSecondHalf};
  const std::uint32_t id = kFirstPairedCode - kMarkerCodes;
  CHECK(stand_near(paired, std::vector<CodeRuns>{{{{10}, {id}}}}, none, {}));
  CHECK_FALSE(stand_near(paired, std::vector<CodeRuns>{{{{10}, {id + 1}}}}, none, {}));
}

TEST_CASE("runs are found where a naive search finds them, at every alignment of the codes") {
  std::mt19937 random(5);
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    Codes codes(random() % 70);
    for (ForwardCode& code : codes) code = static_cast<ForwardCode>(3 + random() % 3);
    Codes run(1 + random() % 6);
    for (ForwardCode& code : run) code = static_cast<ForwardCode>(3 + random() % 3);
    const bool expected =
        std::search(codes.begin(), codes.end(), run.begin(), run.end()) != codes.end();
    found += expected ? 1 : 0;
    REQUIRE(contains_run(codes, run) == expected);
  }
  CHECK(found > 1000);
}

TEST_CASE("a long question tells of its work as it goes, and ends when it is told to") {
  constexpr std::size_t kCodes = 100'000;
  const Codes codes(kCodes, 10);
  const std::vector<CodeRuns> operands(50, {{{10}, {}}});
  const std::vector<std::uint32_t> distances(49, kMaxNearDistance);
  std::size_t steps = 0;
  std::size_t most = 0;
  const OnWork count = [&](std::size_t since) {
    steps += since;
    most = std::max(most, since);
  };
  CHECK(stand_near(codes, operands, distances, count));
  CHECK(steps > 90 * kCodes);  // each place of each operand is found and measured
  CHECK(most < 2 * kCodes / 10);
  int calls = 0;
  const auto stop = [&calls](std::size_t) {
    if (++calls == 3) throw 7;
  };
  CHECK_THROWS_AS(stand_near(codes, operands, distances, stop), int);
  CHECK(calls == 3);
}

TEST_CASE("open runs and alternatives tell of their work too") {
  constexpr std::size_t kCodes = 50'000;
  Codes codes;
  for (std::size_t i = 0; i < kCodes; ++i) codes.push_back(static_cast<ForwardCode>(10 + i % 2));
  std::size_t steps = 0;
  const OnWork count = [&](std::size_t since) { steps += since; };
  const std::vector<std::uint32_t> none;
  CHECK_FALSE(stand_near(codes, std::vector<CodeRuns>{{{{}, {5, 6}}}}, none, count));
  CHECK(steps > kCodes * 9 / 10);
  steps = 0;
  const std::vector<CodeRuns> either = {{{{11}, {}}, {{10}, {}}}, {{{11}, {}}, {{10}, {}}}};
  CHECK(stand_near(codes, either, std::vector<std::uint32_t>{0}, count));
  CHECK(steps > 6 * kCodes);  // places of two runs are put in order
}
