// SPDX-License-Identifier: GPL-3.0-or-later
// Parts in order → postings in a single file, and the sidecars.
#include "indexer/segment_writer.h"

#include "core/schema/manifest.h"
#include "core/schema/schema.h"
#include "indexer/cpu_time.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTombstonesName = "tombstones.1";

}  // namespace

SegmentWriter::SegmentWriter(WorkFolder folder, std::string gazetteer_hash)
    : folder_(std::move(folder)), gazetteer_hash_(std::move(gazetteer_hash)) {
  forward_.open(schema::forward_path(folder_.path()));
  articles_.emplace(schema::articles_path(folder_.path()));
}

std::vector<std::string> SegmentWriter::add(SegmentPart part) {
  runs_.push_back(std::move(part.run));
  run_rows_.push_back(static_cast<std::uint32_t>(part.rows.size()));
  lengths_.insert(lengths_.end(), part.lengths.begin(), part.lengths.end());
  forward_.append(part.forward);
  source_bytes_ += part.source_bytes;
  for (const std::string& record : part.records) articles_->add(record);
  std::vector<std::string> replaced;
  concepts_.append(part.concepts);
  for (auto& [row, story] : part.given_stories)
    given_stories_.emplace(columns_.rows() + row, std::move(story));
  for (std::size_t i = 0; i < part.rows.size(); ++i) {
    const std::size_t row = columns_.rows();
    columns_.add(part.rows[i]);
    const auto [entry, is_new] = rows_by_id_.try_emplace(part.ids[i], row);
    ids_.push_back(part.ids[i]);
    if (is_new) continue;
    dead_rows_.push_back(entry->second);
    entry->second = row;
    replaced.push_back(std::move(part.ids[i]));
  }
  return replaced;
}

void SegmentWriter::remove(const std::string& id) {
  removed_.push_back(id);
  const auto entry = rows_by_id_.find(id);
  if (entry == rows_by_id_.end()) return;
  dead_rows_.push_back(entry->second);
  rows_by_id_.erase(entry);
}

NewSegment SegmentWriter::finish(const EarlierSegments& earlier, std::uint32_t jobs) {
  NewSegment out;
  out.removed = std::move(removed_);
  const std::size_t rows = columns_.rows();
  if (rows == 0) return out;
  write_files();
  const double cpu_start = process_cpu_seconds();  // nothing but its threads runs now
  out.damaged_founders = write_stories(earlier, jobs);
  out.story_cpu_seconds = process_cpu_seconds() - cpu_start;
  schema::write_manifest(
      folder_.path(),
      {{schema::kFormatVersion, text::kAnalyserVersion, gazetteer_hash_}, rows, source_bytes_});
  if (!dead_rows_.empty()) {
    schema::Tombstones tombstones(rows);
    for (const std::size_t row : dead_rows_) tombstones.add(row);
    out.tombstones = kTombstonesName;
    tombstones.write(folder_.path() / out.tombstones);
  }
  out.ids.reserve(rows_by_id_.size());
  for (const auto& [id, row] : rows_by_id_) out.ids.push_back(id);
  rows_by_id_.clear();
  out.folder.emplace(std::move(folder_));
  return out;
}

void SegmentWriter::write_files() {
  const fs::path& folder = folder_.path();
  merge_runs(runs_, run_rows_, lengths_, schema::postings_path(folder));
  for (const fs::path& run : runs_) fs::remove(run);
  // What is written goes: finding stories needs the memory.
  lengths_ = {};
  columns_.write(schema::columns_path(folder));
  columns_ = {};
  forward_.write(schema::forward_path(folder));
  forward_ = {};
  articles_->finish();
  articles_.reset();
}

std::vector<std::string> SegmentWriter::write_stories(const EarlierSegments& earlier,
                                                      std::uint32_t jobs) {
  const schema::Columns columns(schema::columns_path(folder_.path()));
  const schema::ForwardFile forward(schema::forward_path(folder_.path()));
  std::vector<bool> dead(columns.rows(), false);
  for (const std::size_t row : dead_rows_) dead[row] = true;
  schema::StoriesWriter out(schema::stories_path(folder_.path()));
  auto damaged_founders =
      find_stories({columns, forward, concepts_, ids_, given_stories_, dead}, earlier, jobs, out);
  out.write();
  return damaged_founders;
}

}  // namespace dragoman::indexer
