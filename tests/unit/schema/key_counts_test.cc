// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/key_counts.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace dragoman::schema;

TEST_CASE("a rough count is never too low, and stops at 255") {
  std::mt19937 random(3);
  RoughCounts rough(5000);
  std::map<std::uint32_t, std::uint32_t> exact;
  for (int i = 0; i < 5000; ++i) {
    const auto key = static_cast<std::uint32_t>(random() % 3000 * 0x01000193u);
    rough.add(key);
    ++exact[key];
  }
  for (const auto& [key, count] : exact) CHECK(rough.of(key) >= count);
  for (int i = 0; i < 1000; ++i) rough.add(7);
  CHECK(rough.of(7) == 255);
}

TEST_CASE("a key table keeps the values of many keys, 0 and the greatest among them") {
  std::mt19937 random(4);
  std::map<std::uint32_t, std::uint32_t> expected;
  KeyTable table;
  CHECK(table.find(0) == 0);
  for (int i = 0; i < 20'000; ++i) {
    const auto key = static_cast<std::uint32_t>(random() % 7000 * 0x9E3779B9u);
    ++table[key];
    ++expected[key];
  }
  for (const std::uint32_t key : {0u, UINT32_MAX}) table[key] = expected[key] = 5;
  for (const auto& [key, value] : expected) CHECK(table.find(key) == value);
  CHECK(table.find(12345) == (expected.contains(12345) ? expected[12345] : 0));
  const auto sorted = table.sorted();
  CHECK(std::map(sorted.begin(), sorted.end()) == expected);
  CHECK(std::is_sorted(sorted.begin(), sorted.end()));
}
