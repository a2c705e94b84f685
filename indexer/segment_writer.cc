// SPDX-License-Identifier: GPL-3.0-or-later
// Parts in order → postings in a single file, and the sidecars.
#include "indexer/segment_writer.h"

#include "core/schema/manifest.h"
#include "core/schema/schema.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTombstonesName = "tombstones.1";

}  // namespace

SegmentWriter::SegmentWriter(const fs::path& index, std::string name, std::string gazetteer_hash)
    : final_path_(schema::segment_path(index, name)),
      work_path_(final_path_.parent_path() / ("." + name + ".new")),
      gazetteer_hash_(std::move(gazetteer_hash)) {
  fs::remove_all(work_path_);
  fs::create_directories(work_path_);
  forward_.open(schema::forward_path(work_path_));
  articles_.emplace(schema::articles_path(work_path_));
}

SegmentWriter::~SegmentWriter() {
  std::error_code ignored;
  if (!finished_) fs::remove_all(work_path_, ignored);
}

std::vector<std::string> SegmentWriter::add(SegmentPart part) {
  runs_.push_back(std::move(part.run));
  run_rows_.push_back(static_cast<std::uint32_t>(part.rows.size()));
  lengths_.insert(lengths_.end(), part.lengths.begin(), part.lengths.end());
  forward_.append(part.forward);
  source_bytes_ += part.source_bytes;
  for (const std::string& record : part.records) articles_->add(record);
  std::vector<std::string> replaced;
  for (std::size_t i = 0; i < part.rows.size(); ++i) {
    const std::size_t row = columns_.rows();
    columns_.add(part.rows[i]);
    const auto [entry, is_new] = rows_by_id_.try_emplace(part.ids[i], row);
    if (is_new) continue;
    dead_rows_.push_back(entry->second);
    entry->second = row;
    replaced.push_back(std::move(part.ids[i]));
  }
  return replaced;
}

std::string SegmentWriter::finish() {
  merge_runs(runs_, run_rows_, lengths_, schema::postings_path(work_path_));
  for (const fs::path& run : runs_) fs::remove(run);
  columns_.write(schema::columns_path(work_path_));
  forward_.write(schema::forward_path(work_path_));
  articles_->finish();
  std::string tombstones_name;
  if (!dead_rows_.empty()) {
    schema::Tombstones tombstones(columns_.rows());
    for (const std::size_t row : dead_rows_) tombstones.add(row);
    tombstones_name = kTombstonesName;
    tombstones.write(work_path_ / tombstones_name);
  }
  schema::write_manifest(work_path_,
                         {{schema::kFormatVersion, text::kAnalyserVersion, gazetteer_hash_},
                          columns_.rows(),
                          source_bytes_});
  fs::rename(work_path_, final_path_);
  schema::sync_directory(final_path_.parent_path());
  finished_ = true;
  return tombstones_name;
}

}  // namespace dragoman::indexer
