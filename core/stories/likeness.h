// SPDX-License-Identifier: GPL-3.0-or-later
// How alike two articles are: over their concepts, whatever their languages, and over their words.
// Pure arithmetic on features; decides nothing.
#pragma once

#include <array>
#include <cstdint>

#include "core/schema/stories_file.h"
#include "core/stories/features.h"

namespace dragoman::stories {

struct Likeness {
  double words = 0;                                   // cosine, 0..1
  double concepts = 0;                                // cosine, 0..1
  std::array<std::uint32_t, kFeatureKinds> shared{};  // distinct features in common, by kind
  std::uint32_t fewer_words = 0;  // how many words the article with fewer of them is compared by

  std::uint32_t of(FeatureKind kind) const { return shared[static_cast<std::size_t>(kind)]; }
};

// Returns the cosine of two vectors from their product and the products of each with itself.
double cosine(std::uint64_t product, std::uint64_t a, std::uint64_t b);

Likeness likeness(schema::FeatureView a, schema::FeatureView b);

}  // namespace dragoman::stories
