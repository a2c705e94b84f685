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
// So much more it takes when the titles say other things, as of a page that carries other news too
// and of a war's reports; and when days lie between, as of the next round or the next landing.
constexpr double kOtherTitle = 0.08;
constexpr double kDaysBetween = 0.1;  // of words
constexpr double kDaysBetweenConcepts = 0.2;
constexpr int kNextDay = 1;
constexpr double kConcepts = 0.6;
constexpr double kUndatedConcepts = 0.75;
// From which an article has still to do with another one of a story.
constexpr double kAkinWords = 0.2;
constexpr double kAkinConcepts = 0.5;

// A cosine of fewer shared features says little: one rare name makes it.
constexpr std::uint32_t kMinSharedWords = 8;
constexpr std::uint32_t kMinSharedConcepts = 4;
// A text of fewer telling words announces something: on another day the next of its kind. At most
// 48 are kept of a text.
constexpr std::uint32_t kMinWordsOfText = 30;

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

double least_words(const PairFacts& facts) {
  if (facts.is_series) return kSeriesWords;
  double least = facts.is_dated ? kWords : kUndatedWords;
  if (!facts.is_titled_alike) least += kOtherTitle;
  if (facts.days_apart > kNextDay) least += kDaysBetween;
  return least;
}

double by_words(const Likeness& likeness, const PairFacts& facts) {
  if (!facts.same_language || likeness.of(FeatureKind::kWord) < kMinSharedWords) return 0;
  if (facts.days_apart > 0 && likeness.fewer_words < kMinWordsOfText) return 0;
  return likeness.words >= least_words(facts) ? 1 + likeness.words : 0;
}

// In one language words tell more, unless there are too few articles to know its common words.
double by_concepts(const Likeness& likeness, const PairFacts& facts) {
  if (facts.is_series || (facts.same_language && facts.is_dated)) return 0;
  if (!share_actors(likeness) || shared_concepts(likeness) < kMinSharedConcepts) return 0;
  double least = facts.is_dated ? kConcepts : kUndatedConcepts;
  if (facts.days_apart > kNextDay) least += kDaysBetweenConcepts;
  return likeness.concepts >= least ? likeness.concepts : 0;
}

}  // namespace

double same_event(const Likeness& likeness, const PairFacts& facts) {
  const double words = by_words(likeness, facts);
  return words > 0 ? words : by_concepts(likeness, facts);
}

bool akin(const Likeness& likeness, const PairFacts& facts) {
  if (facts.same_language && likeness.words >= kAkinWords) return true;
  if (facts.same_language && facts.is_dated) return false;
  return likeness.concepts >= kAkinConcepts && share_actors(likeness);
}

}  // namespace dragoman::indexer
