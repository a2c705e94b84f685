// SPDX-License-Identifier: GPL-3.0-or-later
// Lock, log, switch, clean up. A segment is never modified: removals are new tombstone files beside
// it.
#include "indexer/index_directory.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <set>
#include <string_view>
#include <system_error>

#include "core/schema/schema.h"
#include "indexer/operation_log.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// Below this much free space no write is begun: CURRENT and tombstones must always fit.
constexpr std::uintmax_t kMinFreeBytes = 16u << 20;

// Milliseconds since 1970, or one more than before: an index made anew in the same place must not
// come back to a revision that a running server has seen.
std::uint64_t next_revision(std::uint64_t before) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto clock = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return std::max(before + 1, static_cast<std::uint64_t>(std::max<std::int64_t>(clock, 0)));
}

// 000001. Anything else in the folder is somebody's and is left alone.
bool is_segment_name(std::string_view name) {
  return !name.empty() && name.size() < 10 &&
         name.find_first_not_of("0123456789") == std::string_view::npos;
}

std::shared_ptr<const schema::Segment> open_or_throw(const fs::path& index,
                                                     const schema::LiveSegment& live) {
  auto opened = schema::Segment::open(index, live);
  if (!opened) throw std::runtime_error(opened.problem().message + " " + opened.problem().where);
  return std::move(*opened);
}

}  // namespace

IndexDirectory::IndexDirectory(fs::path path, FileLock lock)
    : path_(std::move(path)), lock_(std::move(lock)) {}

std::optional<Problem> IndexDirectory::make(const fs::path& index) {
  std::error_code error;
  const bool is_new = fs::create_directories(index, error);
  if (!error && is_new) {
    if (!schema::try_sync_directory(index / "..")) error.assign(errno, std::generic_category());
  }
  if (!error) fs::create_directory(index / "segments", error);
  if (!error) return std::nullopt;
  return Problem{"unwritable", "The index directory cannot be made: " + error.message(),
                 index.string()};
}

Result<std::unique_ptr<IndexDirectory>> IndexDirectory::lock(const fs::path& index,
                                                             std::uint32_t wait_ms,
                                                             bool require_readable) {
  if (auto problem = make(index)) return std::move(*problem);
  auto lock = FileLock::acquire(schema::lock_path(index), wait_ms, "writing this index");
  if (!lock) return lock.problem();
  std::unique_ptr<IndexDirectory> directory(new IndexDirectory(index, std::move(*lock)));
  // What killed writers left goes first: it may be what fills the disk.
  WorkFolder::delete_dead(index / "segments");
  auto problem = directory->read_state(require_readable);
  std::error_code error;
  const fs::space_info space = fs::space(index, error);
  if (!error && space.available < kMinFreeBytes)
    return Problem{"no_space", "The disk has less than 16 MiB free.", index.string()};
  if (problem) return std::move(*problem);
  return directory;
}

std::optional<Problem> IndexDirectory::read_state(bool require_readable) {
  auto current = schema::read_current(path_);
  if (!current) {
    const Problem& problem = current.problem();
    if (problem.code == "no_index") return std::nullopt;
    if (require_readable) return problem;
    current_.log = schema::read_log_position(path_);
    if (current_.log.name.empty() && problem.code == "damaged_index")
      current_.log = salvaged_log_position(path_);
    return std::nullopt;
  }
  current_ = std::move(*current);
  // The switch to this state may have been killed, or its disk failed, before it was synced.
  if (schema::try_sync_directory(path_)) delete_unreferenced();
  if (!require_readable) return std::nullopt;
  for (const schema::LiveSegment& live : current_.segments) {
    const auto manifest = schema::read_manifest(schema::segment_path(path_, live.name));
    if (!manifest) return manifest.problem();
  }
  return std::nullopt;
}

std::string IndexDirectory::publish(WorkFolder& folder) const {
  unsigned long highest = 0;
  for (const auto& entry : fs::directory_iterator(path_ / "segments")) {
    const std::string name = entry.path().filename().string();
    if (is_segment_name(name)) highest = std::max(highest, std::stoul(name));
  }
  std::array<char, 24> name{};
  std::snprintf(name.data(), name.size(), "%06lu", highest + 1);
  folder.publish(schema::segment_path(path_, name.data()));
  return name.data();
}

std::uint64_t IndexDirectory::replace_all(std::vector<NewSegment> segments,
                                          const schema::LogPosition& log) {
  std::vector<schema::LiveSegment> live;
  std::ptrdiff_t articles = 0;
  for (NewSegment& segment : segments) {
    for (const auto* ids : {&segment.removed, &segment.ids}) {
      const std::vector<bool> found = bury(*ids, live);
      articles -= std::count(found.begin(), found.end(), true);
    }
    articles += static_cast<std::ptrdiff_t>(segment.ids.size());
    if (segment.folder) live.push_back({publish(*segment.folder), segment.tombstones});
  }
  switch_to(std::move(live), log);
  return static_cast<std::uint64_t>(articles);
}

std::uint64_t IndexDirectory::append(NewSegment segment) {
  schema::LogPosition log = current_.log;
  if (!segment.operations.empty()) {
    LogAppender appender(path_, log);
    appender.append_file(segment.operations, 0, fs::file_size(segment.operations));
    log = appender.finish();
    fs::remove(segment.operations);
  }
  std::vector<schema::LiveSegment> segments = current_.segments;
  const std::vector<bool> found = bury(segment.ids, segments);
  segments.push_back({publish(*segment.folder), segment.tombstones});
  switch_to(std::move(segments), std::move(log));
  return static_cast<std::uint64_t>(std::count(found.begin(), found.end(), true));
}

std::vector<std::string> IndexDirectory::remove(const std::vector<std::string>& ids) {
  std::vector<schema::LiveSegment> segments = current_.segments;
  const std::vector<bool> found = bury(ids, segments);
  std::vector<std::string> unknown;
  std::string lines;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (found[i])
      lines += delete_line(ids[i]);
    else
      unknown.push_back(ids[i]);
  }
  if (lines.empty()) return unknown;
  LogAppender appender(path_, current_.log);
  appender.append(lines);
  switch_to(std::move(segments), appender.finish());
  return unknown;
}

bool IndexDirectory::replace_merged(MergedSegment merged) {
  std::vector<schema::LiveSegment> segments;
  std::optional<std::size_t> place;
  schema::Tombstones tombstones(merged.rows);
  std::size_t known = 0;
  for (const schema::LiveSegment& live : current_.segments) {
    const auto source =
        std::find_if(merged.sources.begin(), merged.sources.end(),
                     [&live](const schema::LiveSegment& s) { return s.name == live.name; });
    if (source == merged.sources.end()) {
      segments.push_back(live);
      continue;
    }
    ++known;
    if (!place) {
      place = segments.size();
      if (merged.folder) segments.emplace_back();
    }
    if (live.tombstones == source->tombstones) continue;
    const auto& rows = merged.new_rows[static_cast<std::size_t>(source - merged.sources.begin())];
    const auto now = open_or_throw(path_, live);
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (rows[row] != kNoRow && !now->is_live(row)) tombstones.add(rows[row]);
  }
  if (known != merged.sources.size() || segments.empty()) return false;
  if (merged.folder) {
    segments[*place].name = publish(*merged.folder);
    if (tombstones.count() > 0)
      segments[*place].tombstones = write_tombstones(tombstones, segments[*place].name);
  }
  switch_to(std::move(segments), current_.log);
  return true;
}

std::vector<bool> IndexDirectory::bury(const std::vector<std::string>& ids,
                                       std::vector<schema::LiveSegment>& segments) const {
  std::vector<bool> found(ids.size(), false);
  if (ids.empty()) return found;
  for (schema::LiveSegment& live : segments) {
    const auto segment = open_or_throw(path_, live);
    const Xapian::Database postings = segment->open_postings();
    schema::Tombstones tombstones = segment->tombstones();
    bool changed = false;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto row = schema::find_row(*segment, postings, ids[i]);
      if (!row) continue;
      tombstones.add(*row);
      found[i] = changed = true;
    }
    if (changed) live.tombstones = write_tombstones(tombstones, live.name);
  }
  return found;
}

std::string IndexDirectory::write_tombstones(const schema::Tombstones& tombstones,
                                             const std::string& segment) const {
  const fs::path folder = schema::segment_path(path_, segment);
  std::string name = "tombstones." + std::to_string(current_.revision + 1);
  tombstones.write(folder / name);
  schema::sync_directory(folder);
  return name;
}

void IndexDirectory::switch_to(std::vector<schema::LiveSegment> segments, schema::LogPosition log) {
  schema::Current next{next_revision(current_.revision), std::move(segments), std::move(log)};
  is_synced_ = schema::write_current(path_, next);
  current_ = std::move(next);
  if (is_synced_) delete_unreferenced();  // else the old state may come back and needs its files
}

void IndexDirectory::delete_unreferenced() const {
  std::set<std::string> live;
  std::error_code ignored;
  for (const schema::LiveSegment& segment : current_.segments) {
    live.insert(segment.name);
    for (const auto& entry :
         fs::directory_iterator(schema::segment_path(path_, segment.name), ignored)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("tombstones.") && name != segment.tombstones)
        fs::remove(entry.path(), ignored);
    }
  }
  for (const auto& entry : fs::directory_iterator(path_ / "segments", ignored)) {
    const std::string name = entry.path().filename().string();
    if (is_segment_name(name) && !live.contains(name)) fs::remove_all(entry.path(), ignored);
  }
  delete_other_logs(path_, current_.log.name);
}

}  // namespace dragoman::indexer
