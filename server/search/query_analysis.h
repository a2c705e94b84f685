// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of a parsed query, each analysed and resolved once: units, clauses, names, and what the
// values of fields stand for. What the planner builds from.
#pragma once

#include <map>
#include <vector>

#include "server/search/query_clauses.h"
#include "server/search/query_plan.h"
#include "server/search/query_values.h"

namespace dragoman::search {

// One leaf of the query.
struct AnalysedLeaf {
  const text::Analysis* analysis = nullptr;
  std::vector<Piece> pieces;      // names merged
  std::vector<Piece> cut_pieces;  // and CJK runs cut at names
  std::vector<NamedSpan> terms;   // of the vocabulary
  SetQuery field;                 // kField: what must hold
  // By unit, the other forms of words that stand alone.
  std::map<std::uint32_t, std::vector<std::string>> families;
};
using AnalysedLeaves = std::map<const QueryNode*, AnalysedLeaf>;

class LeafAnalyser {
 public:
  // All are borrowed.
  LeafAnalyser(const PlanOptions& options, const entities::Recognizer& recognizer,
               text::Analyser& analyser)
      : options_(options),
        recognizer_(recognizer),
        analyser_(analyser),
        values_(recognizer, options.names) {}

  // Puts analyses, notes and `cut` into the plan.
  AnalysedLeaves analyse(const QueryNode& root, QueryPlan& plan);

 private:
  void add(const QueryNode& node, bool beside_near);
  void resolve(const QueryNode& node, AnalysedLeaf& leaf);
  void cut_to_limit(text::Analysis& analysis);
  void add_families(AnalysedLeaf& leaf) const;

  const PlanOptions& options_;
  const entities::Recognizer& recognizer_;
  text::Analyser& analyser_;
  ValueResolver values_;
  QueryPlan* plan_ = nullptr;
  std::size_t units_left_ = 0;
  AnalysedLeaves leaves_;
};

// Whether the node has a text of its own.
bool is_leaf(const QueryNode& node);
// Whether the value of a title: is the beginning of a word.
bool is_prefix_value(const QueryNode& node);

}  // namespace dragoman::search
