// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs → batches of articles as they are read: sources, extraction and language, before any
// analysis. Counts what is bad in the report.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "indexer/analysis_pipeline.h"
#include "indexer/indexing_report.h"
#include "indexer/indexing_run.h"
#include "indexer/sources/input_walk.h"

namespace dragoman::indexer {

class ArticleReader {
 public:
  ArticleReader(const RunOptions& options, IndexingReport& report);

  // Returns the next articles, of about max_bytes of text; none at the end or when stopped.
  Batch next_batch(std::uint64_t max_bytes);
  Progress progress() const { return {report_.items, walk_.bytes_read(), walk_.total_bytes()}; }

 private:
  void take(Result<RawItem> item, std::vector<Article>& batch);

  InputWalk walk_;
  const std::atomic<bool>* stop_;
  IndexingReport& report_;
};

}  // namespace dragoman::indexer
