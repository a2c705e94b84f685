// SPDX-License-Identifier: GPL-3.0-or-later
// One rule for words, of articles in one language; one for concepts, whatever the languages.
#include "indexer/stories/same_event.h"

namespace dragoman::indexer {
namespace {

using stories::FeatureKind;
using stories::Likeness;

// Cosines from which two articles report one event.
constexpr double kWords = 0.6;
constexpr double kUndatedWords = 0.65;  // no day tells this summit from the next
constexpr double kSeriesWords = 0.95;   // as good as the same text
constexpr double kConcepts = 0.7;
constexpr double kUndatedConcepts = 0.75;
// From which an article has still to do with the founder of a story.
constexpr double kFounderWords = 0.25;
constexpr double kFounderConcepts = 0.5;

// A cosine of fewer shared features says little: one rare name makes it.
constexpr std::uint32_t kMinSharedWords = 8;
constexpr std::uint32_t kMinSharedConcepts = 4;

// Topics and countries are what unlike events have in common: it takes two leaders, or one and a
// place or a day.
bool share_actors(const Likeness& likeness) {
  const std::uint32_t leaders = likeness.of(FeatureKind::kLeader);
  const std::uint32_t marks = likeness.of(FeatureKind::kCity) + likeness.of(FeatureKind::kDay);
  return leaders >= 2 || (leaders >= 1 && marks >= 1);
}

std::uint32_t shared_concepts(const Likeness& likeness) {
  std::uint32_t out = 0;
  for (const std::uint32_t count : likeness.shared) out += count;
  return out - likeness.of(FeatureKind::kWord);
}

double by_words(const Likeness& likeness, const PairFacts& facts) {
  if (!facts.same_language || likeness.of(FeatureKind::kWord) < kMinSharedWords) return 0;
  const double least = facts.is_series ? kSeriesWords : facts.is_dated ? kWords : kUndatedWords;
  return likeness.words >= least ? 1 + likeness.words : 0;
}

// In one language words tell more, unless there are too few articles to know its common words.
double by_concepts(const Likeness& likeness, const PairFacts& facts) {
  if (facts.is_series || (facts.same_language && facts.is_dated)) return 0;
  if (!share_actors(likeness) || shared_concepts(likeness) < kMinSharedConcepts) return 0;
  const double least = facts.is_dated ? kConcepts : kUndatedConcepts;
  return likeness.concepts >= least ? likeness.concepts : 0;
}

}  // namespace

double same_event(const Likeness& likeness, const PairFacts& facts) {
  if (facts.is_founder) {
    const bool akin = (facts.same_language && likeness.words >= kFounderWords) ||
                      (likeness.concepts >= kFounderConcepts && share_actors(likeness));
    return akin ? 1 : 0;
  }
  const double words = by_words(likeness, facts);
  return words > 0 ? words : by_concepts(likeness, facts);
}

}  // namespace dragoman::indexer
