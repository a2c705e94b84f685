// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the features of all articles in, small numbers for those that several articles have out,
// and in how many articles each feature stands. A feature of one article alone gets no number: it
// can lead to no other article.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/schema/key_counts.h"
#include "core/schema/segment.h"

namespace dragoman::indexer {

class FeatureNumbers {
 public:
  static constexpr std::uint32_t kLone = UINT32_MAX;

  // Calls walk(visit) twice, which must call visit(keys, is_new) for each article the same way.
  // Articles that are not new count by what their segments say of frequent features. Borrows
  // `earlier`.
  template <class Walk>
  FeatureNumbers(const std::vector<std::shared_ptr<const schema::Segment>>& earlier,
                 std::size_t features, Walk walk)
      : earlier_(earlier) {
    schema::RoughCounts rough(features);
    walk([&rough](std::span<const std::uint32_t> keys, bool) {
      for (const std::uint32_t key : keys) rough.add(key);
    });
    schema::KeyTable seen;  // by key, new articles + 1
    walk([&](std::span<const std::uint32_t> keys, bool is_new) {
      for (const std::uint32_t key : keys) {
        if (rough.of(key) < 2) continue;
        std::uint32_t& count = seen[key];
        count = std::max(count, 1u) + (is_new ? 1 : 0);
      }
    });
    number(std::move(seen));
  }

  // Returns kLone for what has no number. Numbers ascend as keys do.
  std::uint32_t number(std::uint32_t key) const { return numbers_.find(key) - 1; }
  // Articles with a numbered feature: new ones, and those of earlier segments where it is frequent.
  std::uint32_t total(std::uint32_t number) const { return totals_[number]; }
  // The same of a key without number, for an article that has it.
  std::uint32_t lone_total(std::uint32_t key, bool is_new) const {
    return (is_new ? 1 : 0) + elsewhere(key);
  }

 private:
  void number(schema::KeyTable seen);
  std::uint32_t elsewhere(std::uint32_t key) const;

  const std::vector<std::shared_ptr<const schema::Segment>>& earlier_;
  schema::KeyTable numbers_;  // + 1, by key
  std::vector<std::uint32_t> totals_;
};

}  // namespace dragoman::indexer
