// SPDX-License-Identifier: GPL-3.0-or-later
// A ring of `jobs` batches under way, settled in the order in which they were fetched.
#include "indexer/analysis_pipeline.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <optional>

#include "indexer/segment_part.h"

namespace dragoman::indexer {
namespace {

// What a job holds for each byte of its batch's text: the text, its terms and postings, its forward
// codes, some 13 bytes measured; and a batch is read ahead.
constexpr std::uint64_t kMemoryPerTextByte = 20;
constexpr std::uint64_t kMinBatchBytes = 1u << 20;

// What a thread makes of one batch.
struct BatchResult {
  SegmentPart part;  // empty in a dry run
  std::vector<std::string> removed;
  BatchOutcome outcome;
};

BatchResult run_batch(Batch batch, ArticleAnalyser& analyser, const std::filesystem::path& path,
                      const std::atomic<bool>* stop) {
  BatchResult result;
  std::optional<SegmentPartBuilder> builder;
  if (!path.empty()) builder.emplace(path);
  for (Article& article : batch.articles) {
    if (stop != nullptr && *stop) break;  // what was made is thrown away by the caller
    result.outcome.source_bytes += text_bytes(article);
    const AnalysedArticle analysed = analyser.analyse(std::move(article));
    article = {};
    result.outcome.concept_cpu_seconds += analysed.concept_cpu_seconds;
    for (const std::string& note : analysed.notes) {
      result.outcome.notes.emplace_back(note, analysed.article.id);
    }
    if (builder) builder->add(analysed);
  }
  result.outcome.articles = batch.articles.size();
  result.removed = std::move(batch.removed);
  if (builder) result.part = builder->finish();
  return result;
}

void settle(BatchResult result, SegmentWriter* writer, const AnalysisPipeline::Settled& settled) {
  if (writer != nullptr) {
    for (const std::string& id : result.removed) writer->remove(id);
    result.outcome.replaced = writer->add(std::move(result.part));
  }
  settled(result.outcome);
}

}  // namespace

AnalysisPipeline::AnalysisPipeline(const entities::Recognizer& recognizer,
                                   const PipelineOptions& options)
    : options_(options) {
  options_.jobs = std::max(options_.jobs, 1u);
  batch_bytes_ =
      std::max(options_.memory_bytes / (options_.jobs * kMemoryPerTextByte), kMinBatchBytes);
  for (std::uint32_t i = 0; i < options_.jobs; ++i) analysers_.emplace_back(recognizer);
}

void AnalysisPipeline::run(const Fetch& fetch, SegmentWriter* writer, const Settled& settled) {
  const std::size_t jobs = options_.jobs;
  std::vector<std::future<BatchResult>> slots(jobs);
  std::size_t turn = 0;
  for (; !stopped(); ++turn) {
    Batch batch = fetch(batch_bytes_);
    if (batch.empty()) break;
    std::future<BatchResult>& slot = slots[turn % jobs];
    if (slot.valid()) settle(slot.get(), writer, settled);
    const std::filesystem::path path =
        writer != nullptr ? writer->new_part_path() : std::filesystem::path();
    slot = std::async(std::launch::async, run_batch, std::move(batch),
                      std::ref(analysers_[turn % jobs]), path, options_.stop);
  }
  for (std::size_t i = 0; i < jobs; ++i) {
    std::future<BatchResult>& slot = slots[(turn + i) % jobs];
    if (slot.valid()) settle(slot.get(), writer, settled);
  }
}

}  // namespace dragoman::indexer
