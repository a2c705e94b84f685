// SPDX-License-Identifier: GPL-3.0-or-later
// Scores of the rows of a set: BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance
// Framework") a term at a time over the posting lists, with the statistics of all segments, so that
// a score does not depend on how articles lie in them. Xapian's matcher, which goes document by
// document through a tree of virtual calls, takes several times as long for the sets that facets
// are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/search/collection_size.h"
#include "server/search/deadline.h"
#include "server/search/query_plan.h"
#include "server/search/set_pass.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

class Scorer {
 public:
  // Borrows the snapshot and its handles. Throws Xapian::Error and DeadlineExceeded, as do all
  // members.
  Scorer(const std::vector<ScoreGroup>& groups, const Snapshot& snapshot, Handles& handles,
         Deadline& deadline);

  // Returns the score of each row of a set of the segment's, in the set's order.
  std::vector<float> scores(std::size_t segment, const RowSet& rows, Deadline& deadline);

  // Returns what a form of the groups scores at most; 0 for any other.
  float weight(const std::string& form) const;
  // Returns the share of its weight, 0 to 1, that a word scores by its occurrences in a text of
  // this length over the mean of its language.
  static float saturation(float occurrences, float relative_length);

 private:
  // One posting list that adds to a score.
  struct Term {
    std::string term;
    float weight = 0;  // what it gives at most
  };
  // A word: as typed, in the title, and in any of its forms.
  struct Word {
    Term exact;
    Term title;
    std::vector<std::string> family;  // the exact form included; empty: no other forms
    float family_weight = 0;
  };
  struct Group {
    std::vector<Word> words;
    Term topic;  // the concept; term empty: none
  };
  class SegmentRun;

  Group weighed(const ScoreGroup& group, const CollectionSizes& sizes);
  static Word weighed(const ScoredForm& scored, text::Script script, const CollectionSizes& sizes);
  void prefer_own_language(std::size_t segment, const RowSet& rows,
                           std::vector<float>& scores) const;

  const Snapshot& snapshot_;
  Handles& handles_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, float> weights_;  // by form
  std::optional<text::StemLanguage> language_;      // of the query, when it is certain
};

}  // namespace dragoman::search
