// SPDX-License-Identifier: GPL-3.0-or-later
// Two sorted lists of features walked together.
#include "core/stories/likeness.h"

#include <algorithm>
#include <cmath>

namespace dragoman::stories {
namespace {

struct Sums {
  std::uint64_t words = 0;
  std::uint64_t concepts = 0;
  std::uint32_t word_count = 0;
  void add(std::uint32_t key, std::uint64_t product) {
    const bool is_word = kind_of(key) == FeatureKind::kWord;
    (is_word ? words : concepts) += product;
    if (is_word) ++word_count;
  }
};

Sums squares(schema::FeatureView view) {
  Sums out;
  for (std::size_t i = 0; i < view.keys.size(); ++i)
    out.add(view.keys[i], std::uint64_t{view.weights[i]} * view.weights[i]);
  return out;
}

}  // namespace

double cosine(std::uint64_t product, std::uint64_t a, std::uint64_t b) {
  if (product == 0) return 0;
  return static_cast<double>(product) / std::sqrt(static_cast<double>(a) * static_cast<double>(b));
}

Likeness likeness(schema::FeatureView a, schema::FeatureView b) {
  Likeness out;
  Sums products;
  for (std::size_t i = 0, j = 0; i < a.keys.size() && j < b.keys.size();) {
    if (a.keys[i] != b.keys[j]) {
      ++(a.keys[i] < b.keys[j] ? i : j);
      continue;
    }
    products.add(a.keys[i], std::uint64_t{a.weights[i]} * b.weights[j]);
    ++out.shared[static_cast<std::size_t>(kind_of(a.keys[i]))];
    ++i;
    ++j;
  }
  const Sums of_a = squares(a);
  const Sums of_b = squares(b);
  out.fewer_words = std::min(of_a.word_count, of_b.word_count);
  out.words = cosine(products.words, of_a.words, of_b.words);
  out.concepts = cosine(products.concepts, of_a.concepts, of_b.concepts);
  return out;
}

}  // namespace dragoman::stories
