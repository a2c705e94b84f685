// SPDX-License-Identifier: GPL-3.0-or-later
// One article's weights spread out by number, another's walked over them.
#include "indexer/stories/story_features.h"

#include <algorithm>
#include <cmath>

namespace dragoman::indexer {

using stories::FeatureKind;
using stories::Likeness;

void StoryFeatures::measure(FeatureKind kind, std::uint8_t weight) {
  const bool is_word = kind == FeatureKind::kWord;
  (is_word ? words_square_ : concepts_square_) += std::uint64_t{weight} * weight;
  if (is_word) ++word_count_;
}

void StoryFeatures::add(const StoryFeature& feature) {
  (feature.kind == FeatureKind::kWord ? words_ : concepts_).push_back(feature);
  measure(feature.kind, feature.weight);
}

void StoryFeatures::reserve(const std::vector<StoryFeature>& features) {
  const auto words = static_cast<std::size_t>(std::count_if(
      features.begin(), features.end(),
      [](const StoryFeature& feature) { return feature.kind == FeatureKind::kWord; }));
  words_.reserve(words);
  concepts_.reserve(features.size() - words);
}

void FeatureComparer::mark(const std::vector<StoryFeature>& features) {
  for (const StoryFeature& feature : features) {
    if (weights_.size() <= feature.number)
      weights_.resize(std::max<std::size_t>(feature.number + std::size_t{1}, 2 * weights_.size()));
    weights_[feature.number] = feature.weight;
    marked_.push_back(feature.number);
  }
}

void FeatureComparer::hold(const StoryFeatures& article) {
  for (const std::uint32_t number : marked_) weights_[number] = 0;
  marked_.clear();
  held_ = &article;
  mark(article.concepts());
  mark(article.words());
}

Likeness FeatureComparer::likeness(const StoryFeatures& other, Parts parts) const {
  Likeness out;
  const auto held = [this](const StoryFeature& feature) -> std::uint32_t {
    return feature.number < weights_.size() ? weights_[feature.number] : 0;
  };
  if (parts != Parts::kConcepts) {
    std::uint64_t product = 0;
    std::uint32_t shared = 0;
    for (const StoryFeature& feature : other.words()) {
      const std::uint32_t weight = held(feature);
      product += weight * feature.weight;
      shared += weight != 0 ? 1 : 0;
    }
    out.shared[static_cast<std::size_t>(FeatureKind::kWord)] = shared;
    out.fewer_words = std::min(held_->word_count(), other.word_count());
    out.words = stories::cosine(product, held_->words_square(), other.words_square());
  }
  if (parts != Parts::kWords) {
    std::uint64_t product = 0;
    for (const StoryFeature& feature : other.concepts()) {
      const std::uint32_t weight = held(feature);
      product += weight * feature.weight;
      out.shared[static_cast<std::size_t>(feature.kind)] += weight != 0 ? 1 : 0;
    }
    out.concepts = stories::cosine(product, held_->concepts_square(), other.concepts_square());
  }
  return out;
}

}  // namespace dragoman::indexer
