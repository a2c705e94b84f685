// SPDX-License-Identifier: GPL-3.0-or-later
// Lines → batches in which each id stands once, the last operation of it.
#include "indexer/log_replay.h"

#include <algorithm>
#include <fstream>

namespace dragoman::indexer {

namespace fs = std::filesystem;

LogReplay::LogReplay(fs::path index, schema::LogPosition from, const std::atomic<bool>* stop)
    : index_(std::move(index)), position_(std::move(from)), stop_(stop) {}

std::uint64_t LogReplay::behind(const schema::LogPosition& to) const {
  if (to.name != position_.name) return to.bytes;
  return to.bytes > position_.bytes ? to.bytes - position_.bytes : 0;
}

void LogReplay::run(const schema::LogPosition& to, AnalysisPipeline& pipeline,
                    SegmentWriter& writer, IndexingReport& report) {
  if (to.name != position_.name) position_ = {to.name, 0};  // the first operation ever made it
  if (behind(to) == 0) return;
  LogReader lines(schema::log_path(index_, to.name), position_.bytes, to.bytes);
  const auto fetch = [&](std::uint64_t max_bytes) { return next_batch(lines, max_bytes, report); };
  const auto settled = [&report](const BatchOutcome& outcome) {
    report.concept_cpu_seconds += outcome.concept_cpu_seconds;
    for (const auto& [code, id] : outcome.notes) report.warn(code, "article " + id);
  };
  pipeline.run(fetch, &writer, settled);
  if (pipeline.stopped()) return;
  if (const auto fault = lines.fault()) {
    damaged_ = true;
    report.warn(fault->code, fault->where);
  }
  position_ = to;
}

Batch LogReplay::next_batch(LogReader& lines, std::uint64_t max_bytes, IndexingReport& report) {
  std::vector<Operation> operations;
  std::unordered_map<std::string, std::size_t> places;
  std::uint64_t bytes = 0;
  while (bytes < max_bytes && places.size() < kBatchArticles && (stop_ == nullptr || !*stop_)) {
    auto line = lines.next();
    if (!line) break;
    if (!line->operation) {
      damaged_ = true;
      report.warn(line->operation.problem().code, line->operation.problem().where);
      continue;
    }
    Operation& operation = *line->operation;
    ++operations_;
    ++report.replayed;
    last_line_[operation.article.id] = line->offset;
    bytes += text_bytes(operation.article);
    const auto [place, is_new] = places.try_emplace(operation.article.id, operations.size());
    if (is_new)
      operations.push_back(std::move(operation));
    else
      operations[place->second] = std::move(operation);
  }
  Batch batch;
  for (Operation& operation : operations) {
    if (operation.is_delete)
      batch.removed.push_back(std::move(operation.article.id));
    else
      batch.articles.push_back(std::move(operation.article));
  }
  return batch;
}

void LogReplay::write_shrunk(const fs::path& file) const {
  std::vector<std::uint64_t> offsets;
  offsets.reserve(last_line_.size());
  for (const auto& [id, offset] : last_line_) offsets.push_back(offset);
  std::sort(offsets.begin(), offsets.end());
  std::ifstream log(schema::log_path(index_, position_.name), std::ios::binary);
  DurableFile out(file);
  std::string line;
  for (const std::uint64_t offset : offsets) {
    log.seekg(static_cast<std::streamoff>(offset));
    if (!std::getline(log, line)) throw std::runtime_error("the log cannot be read again");
    out.append(line + "\n");
  }
  out.sync();
}

}  // namespace dragoman::indexer
