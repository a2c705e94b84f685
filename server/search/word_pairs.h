// SPDX-License-Identifier: GPL-3.0-or-later
// Where words that were typed side by side stand side by side, in any of their forms: what the best
// rows gain by it. An article's words are read in its forward file, which is too much for every row
// of a set; a set's best hundred are enough for the first ten to come out the same (measured on
// three judged sets, docs/quality.md).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/query_plan.h"
#include "server/search/scorer.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

class WordPairs {
 public:
  // Borrows the snapshot.
  WordPairs(const Scoring& scoring, const Scorer& scorer, const Snapshot& snapshot);
  ~WordPairs();

  bool empty() const { return pairs_.empty(); }
  // Returns what is added to a row's score, at least 0. Throws DeadlineExceeded.
  float gain(std::uint32_t segment, std::uint32_t row, Deadline& deadline);

 private:
  using Words = std::uint64_t;  // a bit for each word
  struct Pair {
    Words first = 0;
    Words second = 0;
    float weight = 0;
  };
  // The words that each form of a segment stands for.
  class FormTable;

  const FormTable& table_of(std::uint32_t segment);
  void add_pair(const WordPair& pair, const Scorer& scorer);
  Words bit_of(const std::string& form);

  const Snapshot& snapshot_;
  std::map<std::string, std::vector<std::string>> families_;
  std::vector<std::string> words_;  // by bit
  std::vector<Pair> pairs_;
  std::map<std::uint32_t, FormTable> tables_;  // by segment, made when first asked for
};

}  // namespace dragoman::search
