// SPDX-License-Identifier: GPL-3.0-or-later
// Analysed articles → a run of postings, and the rows of the sidecars.
#include "indexer/segment_part.h"

#include <array>

#include "core/schema/article_codec.h"
#include "core/schema/schema.h"

namespace dragoman::indexer {

SegmentPartBuilder::SegmentPartBuilder(std::filesystem::path path) { part_.run = std::move(path); }

void SegmentPartBuilder::add(const AnalysedArticle& analysed) {
  const Article& article = analysed.article;
  postings_.begin_row();
  add_terms(analysed.title, true);
  add_terms(analysed.summary, false);
  add_terms(analysed.body, false);
  for (const auto& [term, wdf] : analysed.concepts) postings_.add(term, wdf);
  postings_.add(schema::id_term(article.id), 0);

  part_.records.push_back(schema::encode_article(article));
  const std::array<const text::Analysis*, 3> fields = {&analysed.title, &analysed.summary,
                                                       &analysed.body};
  part_.forward.add(fields, text::stem_language(article.language));
  part_.concepts.add(analysed.concepts);
  if (!article.story.empty()) part_.given_stories.emplace_back(part_.rows.size(), article.story);
  part_.rows.push_back(analysed.row);
  part_.ids.push_back(article.id);
  part_.source_bytes += article.title.size() + article.summary.size() + article.body.size();
}

void SegmentPartBuilder::add_terms(const text::Analysis& analysis, bool is_title) {
  text::index_terms(analysis, terms_);
  for (const text::Term& term : terms_) {
    postings_.add(schema::surface_term(term.form, scratch_), 1);
    if (is_title) postings_.add(schema::title_term(term.form), 1);
  }
}

SegmentPart SegmentPartBuilder::finish() {
  postings_.write(part_.run);
  part_.lengths = postings_.lengths();
  return std::move(part_);
}

}  // namespace dragoman::indexer
