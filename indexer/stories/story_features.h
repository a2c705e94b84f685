// SPDX-License-Identifier: GPL-3.0-or-later
// The features of one article as the grouping compares them: those that other articles have too, by
// a number in place of the key, and of the others only what they add to the lengths.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/stories/features.h"
#include "core/stories/likeness.h"

namespace dragoman::indexer {

struct StoryFeature {
  std::uint32_t number = 0;  // small: work arrays are indexed by it; ascends as keys do
  std::uint8_t weight = 0;
  stories::FeatureKind kind = stories::FeatureKind::kWord;
};

class StoryFeatures {
 public:
  void add(const StoryFeature& feature);
  // Makes room for just these.
  void reserve(const std::vector<StoryFeature>& features);
  // Adds a feature that no other article has.
  void add_lone(stories::FeatureKind kind, std::uint8_t weight) { measure(kind, weight); }

  const std::vector<StoryFeature>& concepts() const { return concepts_; }
  const std::vector<StoryFeature>& words() const { return words_; }
  // Sums of the squares of all weights.
  std::uint64_t concepts_square() const { return concepts_square_; }
  std::uint64_t words_square() const { return words_square_; }
  // How many words there are, lone ones too.
  std::uint32_t word_count() const { return word_count_; }

 private:
  void measure(stories::FeatureKind kind, std::uint8_t weight);

  std::vector<StoryFeature> concepts_;
  std::vector<StoryFeature> words_;
  std::uint64_t concepts_square_ = 0;
  std::uint64_t words_square_ = 0;
  std::uint32_t word_count_ = 0;
};

// Compares one article with many. Thread safety: one thread each.
class FeatureComparer {
 public:
  enum class Parts { kWords, kConcepts, kBoth };

  // From now on likeness() is that to this article. Requires: it lives as long as likeness() is
  // asked.
  void hold(const StoryFeatures& article);
  // Returns the same as stories::likeness() for what `parts` asks for, 0 for the rest.
  stories::Likeness likeness(const StoryFeatures& other, Parts parts) const;

 private:
  void mark(const std::vector<StoryFeature>& features);

  const StoryFeatures* held_ = nullptr;
  std::vector<std::uint8_t> weights_;  // of what is held, by number; 0: not there
  std::vector<std::uint32_t> marked_;  // numbers with a weight
};

}  // namespace dragoman::indexer
