// SPDX-License-Identifier: GPL-3.0-or-later
// Raw items → articles: a record is complete, a text is taken apart by extraction.
#include "indexer/article_reader.h"

#include "indexer/extraction/language.h"
#include "indexer/extraction/scrape.h"

namespace dragoman::indexer {
namespace {

// The text an article's language is told from: the body, else what there is.
std::string language_sample(const Article& article) {
  return article.body.empty() ? article.title + "\n" + article.summary : article.body;
}

}  // namespace

ArticleReader::ArticleReader(const RunOptions& options, IndexingReport& report)
    : walk_(plan_inputs(options.inputs), options.limits), stop_(options.stop), report_(report) {}

Batch ArticleReader::next_batch(std::uint64_t max_bytes) {
  Batch batch;
  std::uint64_t bytes = 0;
  while (batch.articles.size() < kBatchArticles && bytes < max_bytes &&
         (stop_ == nullptr || !*stop_)) {
    auto item = walk_.next();
    if (!item) break;
    const std::size_t before = batch.articles.size();
    take(std::move(*item), batch.articles);
    for (std::size_t i = before; i < batch.articles.size(); ++i)
      bytes += text_bytes(batch.articles[i]);
  }
  return batch;
}

void ArticleReader::take(Result<RawItem> item, std::vector<Article>& batch) {
  if (!item && item.problem().code == "skipped_format") {
    ++report_.notes["skipped_format"];
    return;
  }
  if (!item) {
    ++report_.items;
    report_.reject(std::move(item.problem()));
    return;
  }
  for (const std::string& note : item->notes) report_.warn(note, item->where);
  if (item->article) {
    ++report_.items;
    item->article->language =
        refine_language(item->article->language, language_sample(*item->article));
    batch.push_back(std::move(*item->article));
    return;
  }
  std::vector<std::string> notes;
  std::vector<Article> articles = extract_scrape(item->text, &notes);
  for (const std::string& note : notes) report_.warn(note, item->where);
  if (articles.empty()) {
    ++report_.items;
    report_.reject({"no_text", "No article was found in this text.", item->where});
  }
  report_.items += articles.size();
  for (Article& article : articles) batch.push_back(std::move(article));
}

}  // namespace dragoman::indexer
