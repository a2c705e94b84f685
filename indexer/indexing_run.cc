// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline: one thread reads and extracts a batch, `jobs` threads analyse it, one thread writes the batch
// before. Order is kept, so that the same input gives the same index.
#include "indexer/indexing_run.h"

#include <sys/resource.h>
#include <xapian.h>

#include <chrono>
#include <future>
#include <thread>

#include "indexer/analysed_article.h"
#include "indexer/extraction/language.h"
#include "indexer/extraction/scrape.h"
#include "indexer/index_directory.h"
#include "indexer/segment_writer.h"
#include "indexer/sources/input_walk.h"

namespace dragoman::indexer {
namespace {

// A batch ends at either bound: enough to keep all threads busy, little enough to hold twice in memory.
constexpr std::size_t kBatchArticles = 256;
constexpr std::size_t kBatchBytes = 8u << 20;

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Reads and extracts; counts what is bad in the report.
class ArticleReader {
 public:
  ArticleReader(const RunOptions& options, IndexingReport& report)
      : walk_(plan_inputs(options.inputs), options.limits), report_(report) {}

  std::vector<Article> next_batch(const std::atomic<bool>* stop) {
    std::vector<Article> batch;
    std::size_t bytes = 0;
    while (batch.size() < kBatchArticles && bytes < kBatchBytes && (stop == nullptr || !*stop)) {
      auto item = walk_.next();
      if (!item) break;
      const std::size_t before = batch.size();
      take(std::move(*item), batch);
      for (std::size_t i = before; i < batch.size(); ++i) bytes += batch[i].body.size() + batch[i].summary.size();
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
    for (const std::string& note : item->notes) ++report_.notes[note];
    if (item->article) {
      ++report_.items;
      item->article->language = refine_language(item->article->language, item->article->body);
      batch.push_back(std::move(*item->article));
      return;
    }
    std::vector<std::string> notes;
    std::vector<Article> articles = extract_scrape(item->text, &notes);
    for (const std::string& note : notes) ++report_.notes[note];
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

std::vector<AnalysedArticle> analyse_batch(std::vector<Article> articles, std::vector<ArticleAnalyser>& analysers) {
  std::vector<AnalysedArticle> out(articles.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](ArticleAnalyser& analyser) {
    for (std::size_t i = next++; i < articles.size(); i = next++) out[i] = analyser.analyse(std::move(articles[i]));
  };
  std::vector<std::future<void>> others;
  for (std::size_t j = 1; j < analysers.size(); ++j) {
    others.push_back(std::async(std::launch::async, work, std::ref(analysers[j])));
  }
  work(analysers[0]);
  for (auto& other : others) other.get();
  return out;
}

struct WriteResult {
  std::uint64_t replaced = 0;
  std::uint64_t bytes = 0;
};

WriteResult write_batch(const std::vector<AnalysedArticle>& batch, SegmentWriter* writer) {
  WriteResult result;
  for (const AnalysedArticle& analysed : batch) {
    result.bytes += analysed.article.title.size() + analysed.article.summary.size() + analysed.article.body.size();
    if (writer != nullptr && !writer->add(analysed)) ++result.replaced;
  }
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
      auto locked = IndexDirectory::lock(options_.index, options_.wait_ms, options_.mode == RunMode::kAdd);
      if (!locked) {
        report_.problems.push_back(std::move(locked.problem()));
        return false;
      }
      directory = std::move(*locked);
      name = directory->next_segment_name();
      writer = std::make_unique<SegmentWriter>(options_.index, name, recognizer_.gazetteer().hash());
    }
    pump(writer.get());
    if (stopped()) {
      report_.stopped = "interrupted by a signal; the index is as it was";
      return false;
    }
    if (writer == nullptr) return report_.indexed > 0;
    if (report_.indexed == 0) {
      report_.problems.push_back({"no_articles", "No article was found; the index is as it was.", options_.index.string()});
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

  void pump(SegmentWriter* writer) {
    ArticleReader reader(options_, report_);
    std::vector<ArticleAnalyser> analysers;
    for (std::uint32_t i = 0; i < std::max(options_.jobs, 1u); ++i) analysers.emplace_back(recognizer_);
    std::vector<AnalysedArticle> ready;
    std::future<WriteResult> writing;
    const auto settle = [&] {
      if (!writing.valid()) return;
      const WriteResult result = writing.get();
      report_.source_bytes += result.bytes;
      if (result.replaced > 0) report_.notes["duplicate_id"] += result.replaced;
      report_.indexed -= result.replaced;
    };
    while (!stopped()) {
      std::vector<Article> articles = reader.next_batch(options_.stop);
      if (articles.empty()) break;
      std::vector<AnalysedArticle> analysed = analyse_batch(std::move(articles), analysers);
      settle();
      ready = std::move(analysed);
      report_.indexed += ready.size();
      for (const AnalysedArticle& article : ready) {
        for (const std::string& note : article.notes) ++report_.notes[note];
      }
      writing = std::async(std::launch::async, [&ready, writer] { return write_batch(ready, writer); });
      if (options_.on_progress) options_.on_progress(reader.progress());
    }
    settle();
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
  outcome.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.report.cpu_seconds = cpu_seconds() - cpu_start;
  if (!changed) outcome.report.indexed = 0;
  outcome.exit = outcome.report.exit_code(changed);
  return outcome;
}

}  // namespace dragoman::indexer
