// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of rows, each by one thread, added in order.
#include "indexer/stories/feature_rows.h"

#include <algorithm>
#include <future>
#include <vector>

#include "core/schema/schema.h"
#include "core/stories/languages.h"
#include "indexer/stories/telling_words.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kBlockRows = 2048;

// The features of a block, row by row.
struct Block {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint8_t> weights;
  std::vector<std::size_t> ends;  // by row
};

// One thread's part in the work.
class Worker {
 public:
  Worker(const NewRows& rows, const ArchiveCounts& archive, TellingWords& words)
      : rows_(rows), archive_(archive), picker_(words, archive.by_language(), elsewhere(archive)) {}

  void count(std::size_t first, std::size_t end) {
    for (std::size_t row = first; row < end; ++row) picker_.count(row);
  }

  Block pick(std::size_t first, std::size_t end) {
    Block out;
    for (std::size_t row = first; row < end; ++row) {
      features_.clear();
      picker_.pick(row, archive_.language(row), features_);
      rows_.concepts.pick(row, features_);
      std::sort(features_.begin(), features_.end(), [](const auto& a, const auto& b) {
        return a.key != b.key ? a.key < b.key : a.weight > b.weight;
      });
      const std::size_t begin = out.keys.size();
      for (const WeightedFeature& feature : features_) {
        if (out.keys.size() > begin && out.keys.back() == feature.key) continue;
        out.keys.push_back(feature.key);
        out.weights.push_back(feature.weight);
      }
      out.ends.push_back(out.keys.size());
    }
    return out;
  }

 private:
  static WordPicker::Elsewhere elsewhere(const ArchiveCounts& archive) {
    if (!archive.has_earlier()) return {};
    return
        [&archive](std::string_view form) { return archive.elsewhere(schema::surface_term(form)); };
  }

  const NewRows& rows_;
  const ArchiveCounts& archive_;
  WordPicker picker_;
  std::vector<WeightedFeature> features_;
};

// Calls work(worker, first, end) for all blocks of rows, each worker in a thread of its own, and
// then done(result) for each block in order.
template <class Work, class Done>
void for_each_block(std::vector<Worker>& workers, std::size_t rows, Work work, Done done) {
  for (std::size_t next = 0; next < rows;) {
    std::vector<std::future<decltype(work(workers[0], next, next))>> results;
    for (Worker& worker : workers) {
      const std::size_t first = std::min(next, rows);
      next = std::min(first + kBlockRows, rows);
      const auto policy = workers.size() > 1 ? std::launch::async : std::launch::deferred;
      results.push_back(std::async(policy, work, std::ref(worker), first, next));
    }
    for (auto& result : results) done(result);
  }
}

}  // namespace

void add_features(const NewRows& rows, const ArchiveCounts& archive, std::uint32_t jobs,
                  schema::StoriesWriter& out) {
  std::vector<TellingWords::Language> languages;
  for (std::size_t row = 0; row < rows.columns.rows(); ++row)
    languages.push_back(text::stem_language(stories::base_language(rows.columns, row)));
  TellingWords words(rows.forward, std::move(languages));
  rows.concepts.weigh(archive.articles(),
                      [&](const std::string& term) { return archive.elsewhere(term); });
  // Handles on earlier segments are for one thread.
  const std::uint32_t threads = archive.has_earlier() ? 1 : std::max(jobs, 1u);
  std::vector<Worker> workers;
  for (std::uint32_t i = 0; i < threads; ++i) workers.emplace_back(rows, archive, words);
  for_each_block(
      workers, rows.columns.rows(),
      [](Worker& worker, std::size_t first, std::size_t end) { worker.count(first, end); },
      [](std::future<void>& done) { done.get(); });
  for_each_block(
      workers, rows.columns.rows(),
      [](Worker& worker, std::size_t first, std::size_t end) { return worker.pick(first, end); },
      [&out](std::future<Block>& picked) {
        const Block block = picked.get();
        std::size_t begin = 0;
        for (const std::size_t end : block.ends) {
          out.add({std::span(block.keys).subspan(begin, end - begin),
                   std::span(block.weights).subspan(begin, end - begin)},
                  "");
          begin = end;
        }
      });
}

}  // namespace dragoman::indexer
