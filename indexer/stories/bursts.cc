// SPDX-License-Identifier: GPL-3.0-or-later
// Counts go up at the window's end and down at its begin.
#include "indexer/stories/bursts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dragoman::indexer {
namespace {

// How much a feature that is as frequent at other times counts: its share of the articles around
// the day, to this power.
constexpr double kBurstPower = 0.7;
constexpr std::uint32_t kTabled = 64;

double share(std::uint32_t around, std::uint32_t all) {
  return std::pow(static_cast<double>(around) / all, kBurstPower);
}

double kept(std::uint32_t around, std::uint32_t all) {
  static const auto kTable = [] {
    std::array<std::array<double, kTabled>, kTabled> table{};
    for (std::uint32_t i = 1; i < kTabled; ++i)
      for (std::uint32_t j = i; j < kTabled; ++j) table[i][j] = share(i, j);
    return table;
  }();
  return all < kTabled ? kTable[around][all] : share(around, all);
}

std::uint8_t weigh(std::uint8_t weight, std::uint32_t around, std::uint32_t total) {
  if (around >= total) return std::max<std::uint8_t>(weight, 1);
  return static_cast<std::uint8_t>(std::max(1.0, std::round(weight * kept(around, total))));
}

}  // namespace

void Bursts::add(Day day, schema::FeatureView features, bool is_new) {
  Article& article = window_.emplace_back();
  article.day = day;
  article.numbered.reserve(features.keys.size());
  for (std::size_t i = 0; i < features.keys.size(); ++i) {
    const std::uint32_t key = features.keys[i];
    const std::uint32_t number = numbers_.number(key);
    const std::uint8_t weight = features.weights[i];
    if (number == FeatureNumbers::kLone) {
      article.lone.add_lone(stories::kind_of(key),
                            weigh(weight, 1, numbers_.lone_total(key, is_new)));
      continue;
    }
    article.numbered.push_back({number, weight, stories::kind_of(key)});
    if (near_.size() <= number)
      near_.resize(std::max<std::size_t>(number + std::size_t{1}, 2 * near_.size()));
    ++near_[number];
  }
}

StoryFeatures Bursts::next() {
  const Day first = window_[next_].day - days_around_;
  for (; window_.front().day < first; window_.pop_front(), --next_)
    for (const StoryFeature& feature : window_.front().numbered) --near_[feature.number];
  Article& article = window_[next_++];
  StoryFeatures out = std::move(article.lone);
  out.reserve(article.numbered);
  for (const StoryFeature& feature : article.numbered)
    out.add({feature.number,
             weigh(feature.weight, near_[feature.number], numbers_.total(feature.number)),
             feature.kind});
  return out;
}

StoryFeatures Bursts::unweighed(schema::FeatureView features) const {
  StoryFeatures out;
  for (std::size_t i = 0; i < features.keys.size(); ++i) {
    const std::uint32_t number = numbers_.number(features.keys[i]);
    const stories::FeatureKind kind = stories::kind_of(features.keys[i]);
    if (number == FeatureNumbers::kLone)
      out.add_lone(kind, features.weights[i]);
    else
      out.add({number, features.weights[i], kind});
  }
  return out;
}

}  // namespace dragoman::indexer
