// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two articles report one event, from how alike they are. The thresholds are here and
// nowhere else; docs/decisions/0005-stories.md says what they rest on. Pure.
#pragma once

#include "core/stories/likeness.h"

namespace dragoman::indexer {

// What is known of two articles beside their features.
struct PairFacts {
  bool same_language = false;
  bool is_dated = false;         // both tell a day, and the days are near
  bool is_series = false;        // of two days under much the same title: a bulletin, a column;
                                 // or of one day that only tells when they were imported
  bool is_titled_alike = false;  // their titles share something, numbers apart
  int days_apart = 0;            // 0 too when not dated
};

// Returns how sure it is, above 0 and comparable among the pairs of one article; 0 when they are
// taken for different events.
double same_event(const stories::Likeness& likeness, const PairFacts& facts);
// Returns whether two articles may be in one story when a third one leads from one to the other.
bool akin(const stories::Likeness& likeness, const PairFacts& facts);

}  // namespace dragoman::indexer
