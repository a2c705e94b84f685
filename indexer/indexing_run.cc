// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline: one thread reads and extracts batches, `jobs` threads each analyse one and write
// its postings, the first thread takes them back in order. So the same input gives the same index,
// whatever the number of threads.
#include "indexer/indexing_run.h"

#include <sys/resource.h>
#include <xapian.h>

#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include "indexer/analysed_article.h"
#include "indexer/extraction/language.h"
#include "indexer/extraction/scrape.h"
#include "indexer/index_directory.h"
#include "indexer/segment_part.h"
#include "indexer/segment_writer.h"
#include "indexer/sources/input_walk.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// What a job holds for each byte of its batch's text: the text, its terms and postings, its forward
// codes, some 13 bytes measured; and a batch is read ahead.
constexpr std::uint64_t kMemoryPerTextByte = 20;
constexpr std::uint64_t kMinBatchBytes = 1u << 20;
constexpr std::size_t kBatchArticles = 20000;

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// The text an article's language is told from: the body, else what there is.
std::string language_sample(const Article& article) {
  return article.body.empty() ? article.title + "\n" + article.summary : article.body;
}

// Reads and extracts; counts what is bad in the report.
class ArticleReader {
 public:
  ArticleReader(const RunOptions& options, IndexingReport& report)
      : walk_(plan_inputs(options.inputs), options.limits), report_(report) {}

  std::vector<Article> next_batch(std::uint64_t max_bytes, const std::atomic<bool>* stop) {
    std::vector<Article> batch;
    std::uint64_t bytes = 0;
    while (batch.size() < kBatchArticles && bytes < max_bytes && (stop == nullptr || !*stop)) {
      auto item = walk_.next();
      if (!item) break;
      const std::size_t before = batch.size();
      take(std::move(*item), batch);
      for (std::size_t i = before; i < batch.size(); ++i)
        bytes += batch[i].body.size() + batch[i].summary.size();
    }
    return batch;
  }

  Progress progress() const { return {report_.items, walk_.bytes_read(), walk_.total_bytes()}; }

 private:
  void take(Result<RawItem> item, std::vector<Article>& batch) {
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

  InputWalk walk_;
  IndexingReport& report_;
};

// What a thread makes of one batch.
struct BatchResult {
  SegmentPart part;  // empty in a dry run
  std::uint64_t articles = 0;
  std::vector<std::pair<std::string, std::string>> notes;  // code, article id
};

BatchResult run_batch(std::vector<Article> articles, ArticleAnalyser& analyser,
                      const fs::path& part_path) {
  BatchResult result;
  std::optional<SegmentPartBuilder> builder;
  if (!part_path.empty()) builder.emplace(part_path);
  for (Article& article : articles) {
    const AnalysedArticle analysed = analyser.analyse(std::move(article));
    article = {};
    for (const std::string& note : analysed.notes) {
      result.notes.emplace_back(note, analysed.article.id);
    }
    if (builder) builder->add(analysed);
  }
  result.articles = articles.size();
  if (builder) result.part = builder->finish();
  return result;
}

class Run {
 public:
  Run(const RunOptions& options, const entities::Recognizer& recognizer, IndexingReport& report)
      : options_(options), recognizer_(recognizer), report_(report) {}

  // Returns whether the index was switched. Throws what the disk or Xapian throw.
  bool execute() {
    std::unique_ptr<IndexDirectory> directory;
    std::unique_ptr<SegmentWriter> writer;
    std::string name;
    if (!options_.dry_run) {
      auto locked =
          IndexDirectory::lock(options_.index, options_.wait_ms, options_.mode == RunMode::kAdd);
      if (!locked) {
        report_.problems.push_back(std::move(locked.problem()));
        return false;
      }
      directory = std::move(*locked);
      name = directory->next_segment_name();
      writer =
          std::make_unique<SegmentWriter>(options_.index, name, recognizer_.gazetteer().hash());
    }
    pump(writer.get());
    if (stopped()) {
      report_.stopped = "interrupted by a signal; the index is as it was";
      return false;
    }
    if (writer == nullptr) return report_.indexed > 0;
    if (report_.indexed == 0) {
      report_.problems.push_back({"no_articles", "No article was found; the index is as it was.",
                                  options_.index.string()});
      return false;
    }
    const std::string tombstones = writer->finish();
    writer.reset();
    if (options_.mode == RunMode::kBuild) {
      directory->replace_all(name, tombstones);
    } else {
      report_.replaced += directory->append(name, tombstones);
    }
    return true;
  }

 private:
  bool stopped() const { return options_.stop != nullptr && *options_.stop; }

  // Keeps `jobs` batches under way and takes them back in reading order. Slot i has its own
  // analyser.
  void pump(SegmentWriter* writer) {
    ArticleReader reader(options_, report_);
    const std::size_t jobs = std::max(options_.jobs, 1u);
    const std::uint64_t batch_bytes =
        std::max(options_.memory_bytes / (jobs * kMemoryPerTextByte), kMinBatchBytes);
    std::vector<ArticleAnalyser> analysers;
    for (std::size_t i = 0; i < jobs; ++i) analysers.emplace_back(recognizer_);
    std::vector<std::future<BatchResult>> slots(jobs);
    std::size_t turn = 0;
    for (; !stopped(); ++turn) {
      std::vector<Article> articles = reader.next_batch(batch_bytes, options_.stop);
      if (articles.empty()) break;
      std::future<BatchResult>& slot = slots[turn % jobs];
      if (slot.valid()) settle(slot.get(), writer);
      const fs::path part = writer != nullptr ? writer->new_part_path() : fs::path();
      slot = std::async(std::launch::async, run_batch, std::move(articles),
                        std::ref(analysers[turn % jobs]), part);
      if (options_.on_progress) options_.on_progress(reader.progress());
    }
    for (std::size_t i = 0; i < jobs; ++i) {
      std::future<BatchResult>& slot = slots[(turn + i) % jobs];
      if (slot.valid()) settle(slot.get(), writer);
    }
  }

  void settle(BatchResult result, SegmentWriter* writer) {
    report_.indexed += result.articles;
    report_.source_bytes += result.part.source_bytes;
    for (const auto& [code, id] : result.notes) report_.warn(code, "article " + id);
    if (writer == nullptr) return;
    const std::vector<std::string> replaced = writer->add(std::move(result.part));
    report_.indexed -= replaced.size();
    for (const std::string& id : replaced) report_.warn("duplicate_id", "article " + id);
  }

  const RunOptions& options_;
  const entities::Recognizer& recognizer_;
  IndexingReport& report_;
};

}  // namespace

RunOutcome run_indexing(const RunOptions& options, const entities::Recognizer& recognizer) {
  RunOutcome outcome;
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = cpu_seconds();
  bool changed = false;
  try {
    changed = Run(options, recognizer, outcome.report).execute();
  } catch (const Xapian::Error& error) {
    outcome.report.stopped = error.get_description();
  } catch (const std::exception& error) {
    outcome.report.stopped = error.what();
  }
  outcome.report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.report.cpu_seconds = cpu_seconds() - cpu_start;
  if (!changed) outcome.report.indexed = 0;
  outcome.exit = outcome.report.exit_code(changed);
  return outcome;
}

}  // namespace dragoman::indexer
