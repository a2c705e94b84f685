// SPDX-License-Identifier: GPL-3.0-or-later
// An article after its one analysis: everything a segment stores about it, computed without
// touching the index, so that it can be done on any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/article.h"
#include "core/entities/recognizer.h"
#include "core/schema/columns.h"
#include "core/text/analysis.h"

namespace dragoman::indexer {

struct AnalysedArticle {
  Article article;  // completed: entity ids, valid text
  text::Analysis title;
  text::Analysis summary;
  text::Analysis body;
  std::vector<std::pair<std::string, std::uint32_t>> concepts;  // distinct terms with their wdf
  schema::ColumnRow row;
  std::vector<std::string> notes;  // counted warnings, e.g. unknown_leader
  double concept_cpu_seconds = 0;  // what finding its concepts took
};

// Thread safety: one per thread; the recognizer is shared and const.
class ArticleAnalyser {
 public:
  explicit ArticleAnalyser(const entities::Recognizer& recognizer);
  // Requires: the article has an id and a title or a body.
  AnalysedArticle analyse(Article article);

 private:
  void recognise(AnalysedArticle& out);
  static void add_mentioned_dates(AnalysedArticle& out);
  // A given value may be an id or a name of the gazetteer's; nullptr when it is neither.
  const entities::Entity* resolve_given(entities::Kind kind, const std::string& value);
  // Replaces what came in by the gazetteer's ids; what it does not know is dropped with a note.
  void resolve_given_values(entities::Kind kind, std::vector<std::string>& values,
                            AnalysedArticle& out);
  const entities::Recognizer& recognizer_;
  text::Analyser analyser_;
  std::unordered_map<std::string, const entities::Entity*>
      names_;  // by kind and folded name; made when first needed
};

}  // namespace dragoman::indexer
