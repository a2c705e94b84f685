// SPDX-License-Identifier: GPL-3.0-or-later
// Batches of articles → a segment writer: the calling thread fetches batches, `jobs` threads each
// analyse one and sort its postings, the calling thread takes them back in order. So the same input
// gives the same segment, whatever the number of threads. Knows neither inputs nor the log.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/article.h"
#include "core/entities/recognizer.h"
#include "indexer/analysed_article.h"
#include "indexer/segment_writer.h"

namespace dragoman::indexer {

inline constexpr std::size_t kBatchArticles = 20000;

// No id twice: the order within a batch means nothing.
struct Batch {
  std::vector<Article> articles;
  std::vector<std::string> removed;  // ids
  bool empty() const { return articles.empty() && removed.empty(); }
};

// What became of one batch.
struct BatchOutcome {
  std::uint64_t articles = 0;
  std::uint64_t source_bytes = 0;
  double concept_cpu_seconds = 0;  // of finding leaders, countries, topics, things and dates
  std::vector<std::pair<std::string, std::string>> notes;  // code, article id
  std::vector<std::string> replaced;                       // ids that the segment already held
};

struct PipelineOptions {
  std::uint32_t jobs = 1;
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;
  const std::atomic<bool>* stop = nullptr;
};

class AnalysisPipeline {
 public:
  // Returns the next batch of about so many bytes of text; an empty one at the end.
  using Fetch = std::function<Batch(std::uint64_t max_bytes)>;
  using Settled = std::function<void(const BatchOutcome&)>;

  AnalysisPipeline(const entities::Recognizer& recognizer, const PipelineOptions& options);
  // Returns when all batches are settled or it was stopped. Without a writer nothing is written.
  // Throws what the disk throws.
  void run(const Fetch& fetch, SegmentWriter* writer, const Settled& settled);
  bool stopped() const { return options_.stop != nullptr && *options_.stop; }

 private:
  PipelineOptions options_;
  std::uint64_t batch_bytes_;
  std::vector<ArticleAnalyser> analysers_;  // one a job
};

// Bytes of title, summary and body.
inline std::uint64_t text_bytes(const Article& article) {
  return article.title.size() + article.summary.size() + article.body.size();
}

}  // namespace dragoman::indexer
