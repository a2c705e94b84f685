// SPDX-License-Identifier: GPL-3.0-or-later
// Concept terms → weighted features.
#include "indexer/stories/concept_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/stories/features.h"

namespace dragoman::indexer {
namespace {

using stories::kFeatureKinds;

// How rare a concept of each kind is taken to be before an archive shows it: in a small one
// everything is rare or everything frequent. By FeatureKind.
constexpr std::array<double, kFeatureKinds> kExpectedIdf = {5, 2.2, 2, 5, 2.5, 4.5, 3, 0};
constexpr double kExpectedArticles = 500;  // from here on the archive itself counts for more
constexpr double kMaxIdf = 9;
constexpr double kMinIdf = 0.3;
// By wdf (core/schema/schema.h): given only, one mention, two, three and more.
constexpr std::array<double, 5> kMentioned = {0.5, 0.5, 0.6, 0.8, 1};
constexpr double kWeightScale = 25;

}  // namespace

void ConceptRows::add(const std::vector<std::pair<std::string, std::uint32_t>>& concepts) {
  for (const auto& [term, wdf] : concepts) {
    const std::uint32_t key = stories::concept_key(term);
    Concept& known = concepts_[key];
    if (known.articles++ == 0) known.term = term;
    keys_.push_back(key);
    wdfs_.push_back(static_cast<std::uint8_t>(std::min(wdf, 4u)));
  }
  offsets_.push_back(keys_.size());
}

void ConceptRows::append(const ConceptRows& part) {
  for (const auto& [key, other] : part.concepts_) {
    Concept& known = concepts_[key];
    if (known.term.empty()) known.term = other.term;
    known.articles += other.articles;
  }
  for (std::size_t row = 0; row < part.rows(); ++row)
    offsets_.push_back(keys_.size() + part.offsets_[row + 1]);
  keys_.insert(keys_.end(), part.keys_.begin(), part.keys_.end());
  wdfs_.insert(wdfs_.end(), part.wdfs_.begin(), part.wdfs_.end());
}

void ConceptRows::weigh(double articles,
                        const std::function<std::uint64_t(const std::string&)>& elsewhere) {
  for (auto& [key, known] : concepts_) {
    const double having = static_cast<double>(known.articles + elsewhere(known.term));
    const double seen = std::log((articles + 1) / (having + 0.5));
    const double expected = kExpectedIdf[static_cast<std::size_t>(stories::kind_of(key))];
    known.idf = (articles * seen + kExpectedArticles * expected) / (articles + kExpectedArticles);
    known.idf = std::clamp(known.idf, 0.0, kMaxIdf);
  }
}

void ConceptRows::pick(std::size_t row, std::vector<WeightedFeature>& out) const {
  std::vector<std::pair<double, std::uint32_t>> weighed;
  for (std::size_t i = offsets_[row]; i < offsets_[row + 1]; ++i) {
    const double idf = concepts_.at(keys_[i]).idf;
    if (idf >= kMinIdf) weighed.emplace_back(idf * kMentioned[wdfs_[i]], keys_[i]);
  }
  std::sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (weighed.size() > kMaxConcepts) weighed.resize(kMaxConcepts);
  for (const auto& [weight, key] : weighed) {
    const double scaled = std::clamp(std::round(weight * kWeightScale), 1.0, 255.0);
    out.push_back({key, static_cast<std::uint8_t>(scaled)});
  }
}

}  // namespace dragoman::indexer
