// SPDX-License-Identifier: GPL-3.0-or-later
// Features by number: that they lead to the same as features by key, slowly.
#include "indexer/stories/story_features.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "indexer/stories/bursts.h"
#include "indexer/stories/recent_articles.h"

using namespace dragoman;
using namespace dragoman::indexer;
using stories::FeatureKind;

namespace {

struct Keyed {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint8_t> weights;
  schema::FeatureView view() const { return {keys, weights}; }
};

// Articles with features of all kinds, some frequent and some of one article alone.
std::vector<Keyed> made_up(std::size_t count) {
  std::mt19937 random(11);
  std::vector<Keyed> out(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::map<std::uint32_t, std::uint8_t> features;
    for (int j = 0; j < 40; ++j)
      features[static_cast<std::uint32_t>(random() % (j % 3 == 0 ? 64 : 4096))] =
          static_cast<std::uint8_t>(1 + random() % 255);
    features[100'000 + 8 * i + 7] = 200;
    for (const auto& [key, weight] : features) {
      out[i].keys.push_back(key);
      out[i].weights.push_back(weight);
    }
  }
  return out;
}

FeatureNumbers numbers_of(const std::vector<Keyed>& articles) {
  static const std::vector<std::shared_ptr<const schema::Segment>> kNone;
  return {kNone, 40 * articles.size(), [&articles](auto visit) {
            for (const Keyed& article : articles) visit(article.keys, true);
          }};
}

}  // namespace

TEST_CASE("numbers ascend as keys do, and only what several articles have gets one") {
  const std::vector<Keyed> articles = made_up(60);
  std::map<std::uint32_t, std::uint32_t> counts;
  for (const Keyed& article : articles)
    for (const std::uint32_t key : article.keys) ++counts[key];
  const FeatureNumbers numbers = numbers_of(articles);
  std::uint32_t before = FeatureNumbers::kLone;
  std::size_t lone = 0;
  for (const auto& [key, count] : counts) {
    const std::uint32_t number = numbers.number(key);
    if (number == FeatureNumbers::kLone) {
      CHECK(count == 1);
      ++lone;
      continue;
    }
    CHECK(numbers.total(number) == count);
    CHECK(number == before + 1);  // kLone + 1 is 0
    before = number;
  }
  CHECK(lone > 30);
}

TEST_CASE("articles are as alike by numbers as by keys") {
  const std::vector<Keyed> articles = made_up(40);
  const FeatureNumbers numbers = numbers_of(articles);
  const Bursts bursts(numbers, 3);
  std::vector<StoryFeatures> features;
  for (const Keyed& article : articles) features.push_back(bursts.unweighed(article.view()));
  FeatureComparer comparer;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    comparer.hold(features[i]);
    for (std::size_t j = 0; j < articles.size(); ++j) {
      using Parts = FeatureComparer::Parts;
      const auto expected = stories::likeness(articles[i].view(), articles[j].view());
      const auto both = comparer.likeness(features[j], Parts::kBoth);
      if (i != j) {  // of itself a lone feature is not told
        CHECK(both.words == expected.words);
        CHECK(both.concepts == expected.concepts);
        CHECK(both.shared == expected.shared);
      }
      CHECK(both.fewer_words == expected.fewer_words);
      CHECK(comparer.likeness(features[j], Parts::kWords).words == both.words);
      CHECK(comparer.likeness(features[j], Parts::kWords).concepts == 0);
      CHECK(comparer.likeness(features[j], Parts::kConcepts).concepts == both.concepts);
    }
  }
}

TEST_CASE("a feature keeps the share of its weight that stands around the day") {
  const std::vector<Keyed> articles = made_up(200);
  const FeatureNumbers numbers = numbers_of(articles);
  const auto day_of = [](std::size_t i) { return static_cast<Day>(100 + i / 9); };
  Bursts bursts(numbers, 3);
  std::size_t end = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    for (; end < articles.size() && day_of(end) <= day_of(i) + 3; ++end)
      bursts.add(day_of(end), articles[end].view(), true);
    const StoryFeatures found = bursts.next();
    std::map<std::uint32_t, std::uint8_t> weights;  // by number
    for (const auto* part : {&found.concepts(), &found.words()})
      for (const StoryFeature& feature : *part) weights[feature.number] = feature.weight;
    for (std::size_t f = 0; f < articles[i].keys.size(); ++f) {
      const std::uint32_t key = articles[i].keys[f];
      if (numbers.number(key) == FeatureNumbers::kLone) continue;
      double around = 0;
      double all = 0;
      for (std::size_t j = 0; j < articles.size(); ++j) {
        const auto& keys = articles[j].keys;
        if (!std::binary_search(keys.begin(), keys.end(), key)) continue;
        ++all;
        if (std::abs(day_of(j) - day_of(i)) <= 3) ++around;
      }
      const double kept = articles[i].weights[f] * std::pow(around / all, 0.7);
      CHECK(weights.at(numbers.number(key)) == std::max(1.0, std::round(kept)));
    }
  }
}

TEST_CASE("the candidates are those that share most, and none that were forgotten") {
  const std::vector<Keyed> articles = made_up(40);
  const FeatureNumbers numbers = numbers_of(articles);
  const Bursts bursts(numbers, 3);
  RecentArticles recent;
  std::vector<StoryFeatures> features;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    features.push_back(bursts.unweighed(articles[i].view()));
    recent.add(i, features.back());
  }
  constexpr std::uint32_t kFirst = 5;
  recent.forget_before(kFirst);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> expected;  // by what they share, most first
    for (std::uint32_t j = kFirst; j < articles.size(); ++j) {
      std::int64_t shared = 0;
      for (std::size_t a = 0; a < articles[i].keys.size(); ++a)
        for (std::size_t b = 0; b < articles[j].keys.size(); ++b)
          if (articles[i].keys[a] == articles[j].keys[b] &&
              numbers.number(articles[i].keys[a]) != FeatureNumbers::kLone)
            shared += articles[i].weights[a] * articles[j].weights[b];
      if (shared > 0) expected.emplace_back(-shared, j);
    }
    std::sort(expected.begin(), expected.end());
    if (expected.size() > RecentArticles::kMaxCandidates)
      expected.resize(RecentArticles::kMaxCandidates);
    std::vector<std::uint32_t> numbers_expected;
    for (const auto& [shared, j] : expected) numbers_expected.push_back(j);
    std::sort(numbers_expected.begin(), numbers_expected.end());
    CHECK(recent.candidates(features[i]) == numbers_expected);
  }
}
