// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed words, phrases and names of a query → what to score and what to mark, into its plan.
// Knows nothing of what matches.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/search/query_clauses.h"
#include "server/search/query_plan.h"

namespace dragoman::search {

class PlanMarks {
 public:
  // All are borrowed.
  PlanMarks(const entities::Gazetteer& gazetteer, const std::string& label_language,
            QueryPlan& plan)
      : gazetteer_(gazetteer), label_language_(label_language), plan_(plan) {}

  struct Words {
    const std::vector<Piece>& pieces;
    const std::vector<NamedSpan>& terms;
  };
  // Bare words: each piece alone, names and terms of the vocabulary with their concepts.
  void add_words(const std::string& text, const text::Analysis& analysis, const Words& words);
  // The other forms of words, by unit. Requires: the words were added before.
  void add_families(const text::Analysis& analysis,
                    const std::map<std::uint32_t, std::vector<std::string>>& families);
  // Words that stand together.
  void add_phrase(const text::Analysis& analysis);
  // A word by its beginning, behind other words. Its forms are not known here: they do not score.
  void add_prefix(const text::Analysis& analysis);
  // Sorts, and leaves out what stands twice.
  void finish();

 private:
  // Returns the part of the query that the run stands for: `part`, else a new one, or that of the
  // same run before.
  QueryPart add_run(MarkedRun run, std::optional<QueryPart> part = std::nullopt);
  QueryPart add_piece(const text::Analysis& analysis, const Piece& piece,
                      const std::vector<NamedSpan>& terms);
  void add_score(const text::Analysis& analysis, const Piece& piece, QueryPart part,
                 const std::vector<NamedSpan>& terms = {});
  void add_pairs(const text::Analysis& analysis);
  // The group of a term under this run; nullptr when there is none.
  ScoreGroup* term_group(const Clause& run, const std::vector<NamedSpan>& terms);
  void add_named(const std::string& text, const text::Analysis& analysis, const Piece& piece,
                 QueryPart part);
  void add_term(ExpandedSpan span, MarkedEntity term);
  ExpandedSpan expanded(const std::string& text, const text::Analysis& analysis,
                        const NamedSpan& span) const;
  std::string concept_term(entities::EntityIndex index) const;

  const entities::Gazetteer& gazetteer_;
  const std::string& label_language_;
  QueryPlan& plan_;
  std::map<std::uint32_t, std::size_t>
      term_groups_;  // by a term's first unit, of the text under way
};

}  // namespace dragoman::search
