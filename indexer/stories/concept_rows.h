// SPDX-License-Identifier: GPL-3.0-or-later
// The concepts of a run of articles, row by row, as gathered while they are analysed; and what each
// weighs for likeness. Generic over kinds of concept: what has a term has a weight.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/stories/telling_words.h"

namespace dragoman::indexer {

class ConceptRows {
 public:
  // Adds a row: distinct terms with their wdf.
  void add(const std::vector<std::pair<std::string, std::uint32_t>>& concepts);
  void append(const ConceptRows& part);
  std::size_t rows() const { return offsets_.size() - 1; }

  // Weighs the concepts: `articles` in all, `elsewhere` those outside these rows that have a term.
  void weigh(double articles, const std::function<std::uint64_t(const std::string&)>& elsewhere);
  // Adds at most kMaxConcepts features. Requires: weigh() was called.
  void pick(std::size_t row, std::vector<WeightedFeature>& out) const;

  static constexpr std::size_t kMaxConcepts = 48;

 private:
  struct Concept {
    std::string term;
    std::uint64_t articles = 0;
    double idf = 0;
  };
  std::unordered_map<std::uint32_t, Concept> concepts_;  // by key
  std::vector<std::uint64_t> offsets_ = {0};
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint8_t> wdfs_;
};

}  // namespace dragoman::indexer
