// SPDX-License-Identifier: GPL-3.0-or-later
// Parsed query → what to match, what to score, what to mark. Uses the same core/text and
// core/entities as the indexer, so that a query and an article are cut alike. Knows no snapshot: of
// the index it only asks for the other forms of words and for what names mean there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/highlight_query.h"
#include "server/search/name_index.h"
#include "server/search/query_ast.h"
#include "server/search/query_names.h"
#include "server/search/set_query.h"

namespace dragoman::search {

// How much of a text must hold (docs/query-language.md, match=auto): every word with each CJK run
// adjacent; CJK runs cut at recognised names, pieces adjacent; 70 % of words and bigrams; any of
// them.
enum class Strictness : std::uint8_t { kAllWords, kPieces, kMost, kAny };

struct MatchStep {
  std::string relaxed;  // as QueryEcho::relaxed
  SetQuery set;
  bool by_terms = false;  // terms of the vocabulary stand for what is called so in any language
};

// A surface form and the other forms of the same word, which count less.
struct ScoredForm {
  std::string form;
  std::vector<std::string> family;
};

// What is scored together: the forms of one clause, or of one name or term next to its concept.
struct ScoreGroup {
  std::vector<ScoredForm> forms;
  std::string concept_term;                    // index term, empty when none
  text::Script script = text::Script::kOther;  // of the forms
  bool is_vocabulary = false;                  // the concept is a term of the vocabulary
};

// Two words that were typed side by side, as forms of the groups.
struct WordPair {
  std::string first;
  std::string second;
};

// What ranking works with.
struct Scoring {
  std::vector<ScoreGroup> groups;
  std::vector<WordPair> pairs;  // of spaced scripts: Han and kana have their bigrams
};

struct QueryPlan {
  std::vector<std::unique_ptr<text::Analysis>> analyses;  // owned here, borrowed by the sets
  std::vector<MatchStep> steps;  // tried in order until one matches; never empty
  Scoring score;
  HighlightQuery highlights;
  std::vector<ExpandedSpan> expanded;
  // The terms of the vocabulary in the query, which only steps `by_terms` expand.
  struct Terms {
    std::vector<ExpandedSpan> expanded;
    std::vector<MarkedEntity> entities;  // to be marked
  } terms;
  std::vector<QueryNote> notes;  // what only the gazetteer can tell of the query
  bool cut = false;              // the query had more than max_units; the rest was left out
};

struct PlanOptions {
  MatchMode match = MatchMode::kAuto;
  bool expand = true;
  std::string label_language = "en";
  std::uint32_t max_units = QueryLimits{}.max_units;  // over all texts of the query
  // Returns the other forms that the index has of a bare word; empty: words mean themselves alone.
  std::function<std::vector<std::string>(std::string_view form, text::Script script)> other_forms;
  const NameIndex* names = nullptr;  // of the gazetteer; without it unknown values take long
  IsUsualName is_usual_name;         // of names that may be words; empty: all are
};

// Makes what the plan scores, marks and tells that of a step: with terms of the vocabulary or
// without. Requires: called once.
void settle_terms(bool by_terms, QueryPlan& plan);

// Requires: the parsed query is not empty.
QueryPlan plan_query(const ParsedQuery& query, const PlanOptions& options,
                     const entities::Recognizer& recognizer, text::Analyser& analyser);

}  // namespace dragoman::search
