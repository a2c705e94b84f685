// SPDX-License-Identifier: GPL-3.0-or-later
// Posting lists in memory, shortest first, newest entries first.
#include "indexer/stories/recent_articles.h"

#include <algorithm>
#include <utility>

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMinPrune = 1u << 18;  // entries

}  // namespace

void RecentArticles::add(std::uint32_t number, schema::FeatureView features) {
  for (std::size_t i = 0; i < features.keys.size(); ++i)
    articles_[features.keys[i]].push_back({number, features.weights[i]});
  if (sums_.size() <= number) sums_.resize(number + 1);
  entries_ += features.keys.size();
  if (entries_ > 2 * kept_at_prune_ + kMinPrune) prune();
}

void RecentArticles::forget_before(std::uint32_t number) { first_ = std::max(first_, number); }

void RecentArticles::prune() {
  entries_ = 0;
  for (auto it = articles_.begin(); it != articles_.end();) {
    std::vector<Entry>& list = it->second;
    const auto live = std::find_if(list.begin(), list.end(),
                                   [this](const Entry& entry) { return entry.number >= first_; });
    list.erase(list.begin(), live);
    entries_ += list.size();
    it = list.empty() ? articles_.erase(it) : std::next(it);
  }
  kept_at_prune_ = entries_;
}

std::vector<std::uint32_t> RecentArticles::candidates(schema::FeatureView features) {
  struct List {
    std::size_t length;  // live ones
    const Entry* end;
    std::uint32_t key;
    std::uint8_t weight;
  };
  std::vector<List> lists;
  for (std::size_t i = 0; i < features.keys.size(); ++i) {
    const auto found = articles_.find(features.keys[i]);
    if (found == articles_.end()) continue;
    const std::vector<Entry>& all = found->second;
    const auto live = std::lower_bound(
        all.begin(), all.end(), first_,
        [](const Entry& entry, std::uint32_t number) { return entry.number < number; });
    const auto length = static_cast<std::size_t>(all.end() - live);
    if (length > 0)
      lists.push_back({length, all.data() + all.size(), features.keys[i], features.weights[i]});
  }
  std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) {
    return a.length != b.length ? a.length < b.length : a.key < b.key;
  });
  touched_.clear();
  std::size_t looks = 0;
  for (const List& list : lists) {
    if (looks + list.length > kMaxLooks && looks > 0) break;
    const std::size_t length = std::min(list.length, kMaxLooks);
    looks += length;
    for (const Entry* entry = list.end - length; entry != list.end; ++entry) {
      std::uint64_t& sum = sums_[entry->number];
      if (sum == 0) touched_.push_back(entry->number);
      sum += std::uint64_t{entry->weight} * list.weight;
    }
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> best;
  best.reserve(touched_.size());
  for (const std::uint32_t number : touched_) {
    best.emplace_back(sums_[number], number);
    sums_[number] = 0;
  }
  const std::size_t kept = std::min(best.size(), kMaxCandidates);
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(kept), best.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < kept; ++i) out.push_back(best[i].second);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace dragoman::indexer
