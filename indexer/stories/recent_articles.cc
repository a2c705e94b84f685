// SPDX-License-Identifier: GPL-3.0-or-later
// Posting lists in memory, shortest first, newest entries first.
#include "indexer/stories/recent_articles.h"

#include <algorithm>
#include <functional>

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMinPrune = 1u << 18;  // entries

}  // namespace

void RecentArticles::add(std::uint32_t number, const std::vector<StoryFeature>& features) {
  for (const StoryFeature& feature : features) {
    if (articles_.size() <= feature.number)
      articles_.resize(
          std::max<std::size_t>(feature.number + std::size_t{1}, 2 * articles_.size()));
    articles_[feature.number].push_back({number, feature.weight});
  }
  entries_ += features.size();
}

void RecentArticles::add(std::uint32_t number, const StoryFeatures& features) {
  add(number, features.concepts());
  add(number, features.words());
  if (sums_.size() <= number) sums_.resize(number + std::size_t{1});
  if (entries_ > 2 * kept_at_prune_ + kMinPrune) prune();
}

void RecentArticles::forget_before(std::uint32_t number) { first_ = std::max(first_, number); }

void RecentArticles::prune() {
  entries_ = 0;
  for (std::vector<Entry>& list : articles_) {
    if (list.empty()) continue;
    if (list.back().number < first_) {
      std::vector<Entry>().swap(list);
      continue;
    }
    const auto live = std::find_if(list.begin(), list.end(),
                                   [this](const Entry& entry) { return entry.number >= first_; });
    list.erase(list.begin(), live);
    entries_ += list.size();
  }
  kept_at_prune_ = entries_;
}

void RecentArticles::find(const std::vector<StoryFeature>& features) {
  for (const StoryFeature& feature : features) {
    if (feature.number >= articles_.size()) continue;
    const std::vector<Entry>& all = articles_[feature.number];
    if (all.empty() || all.back().number < first_) continue;
    const auto live = std::lower_bound(
        all.begin(), all.end(), first_,
        [](const Entry& entry, std::uint32_t number) { return entry.number < number; });
    lists_.push_back({static_cast<std::size_t>(all.end() - live), all.data() + all.size(),
                      feature.number, feature.weight});
  }
}

// Gives every article in the shortest lists the sum of what it shares.
void RecentArticles::sum_up() {
  std::sort(lists_.begin(), lists_.end(), [](const List& a, const List& b) {
    return a.length != b.length ? a.length < b.length : a.feature < b.feature;
  });
  touched_.clear();
  std::size_t looks = 0;
  for (const List& list : lists_) {
    if (looks + list.length > kMaxLooks && looks > 0) break;
    const std::size_t length = std::min(list.length, kMaxLooks);
    looks += length;
    for (const Entry* entry = list.end - length; entry != list.end; ++entry) {
      std::uint32_t& sum = sums_[entry->number];
      if (sum == 0) touched_.push_back(entry->number);
      sum += std::uint32_t{entry->weight} * list.weight;
    }
  }
}

const std::vector<std::uint32_t>& RecentArticles::candidates(const StoryFeatures& features) {
  lists_.clear();
  find(features.concepts());
  find(features.words());
  sum_up();
  ranked_.clear();
  for (const std::uint32_t number : touched_) {
    ranked_.push_back(std::uint64_t{sums_[number]} << 32 | (UINT32_MAX - number));
    sums_[number] = 0;
  }
  if (ranked_.size() > kMaxCandidates) {
    std::nth_element(ranked_.begin(), ranked_.begin() + kMaxCandidates, ranked_.end(),
                     std::greater<>());
    ranked_.resize(kMaxCandidates);
  }
  found_.clear();
  for (const std::uint64_t rank : ranked_)
    found_.push_back(UINT32_MAX - static_cast<std::uint32_t>(rank));
  std::sort(found_.begin(), found_.end());
  return found_;
}

}  // namespace dragoman::indexer
