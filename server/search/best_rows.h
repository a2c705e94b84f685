// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the first few rows of an order out of a stream of rows: a heap whose top is the worst kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace dragoman::search {

// `Before(a, b)`: whether a row with key a comes before one with key b; a strict weak order.
template <class Key, class Row, class Before>
class BestRows {
 public:
  BestRows(std::size_t limit, Before before) : limit_(limit), before_(before) {}

  // Returns the row there is no place for: this one, or one that was kept until now.
  std::optional<std::pair<Key, Row>> add(const Key& key, const Row& row) {
    if (kept_.size() < limit_) {
      kept_.emplace_back(key, row);
      if (kept_.size() == limit_) std::make_heap(kept_.begin(), kept_.end(), by_key());
      return std::nullopt;
    }
    if (limit_ == 0 || !before_(key, kept_.front().first)) return std::pair(key, row);
    std::pop_heap(kept_.begin(), kept_.end(), by_key());
    const auto worst = std::exchange(kept_.back(), {key, row});
    std::push_heap(kept_.begin(), kept_.end(), by_key());
    return worst;
  }
  // Returns what is kept, in order, from the `first` on. Leaves nothing.
  std::vector<Row> take(std::size_t first) {
    std::sort(kept_.begin(), kept_.end(), by_key());
    std::vector<Row> rows;
    if (first < kept_.size()) rows.reserve(kept_.size() - first);
    for (std::size_t i = first; i < kept_.size(); ++i) rows.push_back(kept_[i].second);
    std::vector<std::pair<Key, Row>>().swap(kept_);
    return rows;
  }

 private:
  auto by_key() const {
    return [this](const auto& a, const auto& b) { return before_(a.first, b.first); };
  }

  std::size_t limit_;
  Before before_;
  std::vector<std::pair<Key, Row>> kept_;
};

}  // namespace dragoman::search
