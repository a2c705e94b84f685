// SPDX-License-Identifier: GPL-3.0-or-later
// The index as its one writer sees it: takes the lock, puts finished segments into place, logs,
// switches CURRENT atomically, deletes what nothing refers to. The only code that changes an index.
// The lock is held for the change itself, never while articles are read or analysed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/schema/manifest.h"
#include "core/schema/segment.h"
#include "core/schema/tombstones.h"
#include "indexer/file_lock.h"
#include "indexer/work_folder.h"

namespace dragoman::indexer {

// A segment that is written but not yet in place, and what it means for older ones.
struct NewSegment {
  std::optional<WorkFolder> folder;           // none when only ids were removed
  std::string tombstones;                     // file in the folder, empty when none
  std::vector<std::string> ids;               // of its live articles: they replace older ones
  std::vector<std::string> removed;           // ids to remove from older segments
  std::filesystem::path operations;           // lines for the log, in the folder; empty when none
  double story_cpu_seconds = 0;               // what finding its stories took
  std::vector<std::string> damaged_founders;  // ids of articles that could not join their story
};

// A segment that is to take the place of others.
struct MergedSegment {
  std::vector<schema::LiveSegment> sources;          // as they were when they were read
  std::vector<std::vector<std::uint32_t>> new_rows;  // [source][row]; kNoRow = left out
  std::optional<WorkFolder> folder;                  // none when no article was left
  std::uint64_t rows = 0;
};
inline constexpr std::uint32_t kNoRow = UINT32_MAX;

class IndexDirectory {
 public:
  // Makes the directory, durably, if it is not there. Problems: unwritable.
  static std::optional<Problem> make(const std::filesystem::path& index);
  // Creates the directory if need be and waits at most wait_ms for the lock.
  // Problems: locked (naming the holder), unwritable, no_space; damaged_index and wrong_version (of
  // CURRENT or any segment) only when require_readable.
  static Result<std::unique_ptr<IndexDirectory>> lock(const std::filesystem::path& index,
                                                      std::uint32_t wait_ms, bool require_readable);
  IndexDirectory(const IndexDirectory&) = delete;
  IndexDirectory& operator=(const IndexDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // When CURRENT could not be read: no segments, and the log that was found nevertheless.
  const schema::Current& current() const { return current_; }
  WorkFolder make_work_folder() const { return WorkFolder::make(path_ / "segments"); }

  // False when a switch was made and is seen, but could not be synced: a power cut may undo it.
  bool is_synced() const { return is_synced_; }

  // Each logs, switches CURRENT and then deletes what is no longer referred to; until the switch
  // nothing is changed, whatever happens. All throw std::system_error, Xapian::Error.

  // The new segments, each over the ones before, become the whole index, with this log. Returns the
  // number of articles.
  std::uint64_t replace_all(std::vector<NewSegment> segments, const schema::LogPosition& log);
  // Adds a segment; its ids replace those of older segments. Returns how many were replaced.
  std::uint64_t append(NewSegment segment);
  // Returns the ids that are not in the index.
  std::vector<std::string> remove(const std::vector<std::string>& ids);
  // Puts a merged segment in the place of its first source, with what was removed meanwhile.
  // Returns false, and changes nothing, when a source is no longer live or no segment would be
  // left.
  bool replace_merged(MergedSegment merged);

 private:
  IndexDirectory(std::filesystem::path path, FileLock lock);
  std::optional<Problem> read_state(bool require_readable);
  // Renames the segment into place; returns its name.
  std::string publish(WorkFolder& folder) const;
  // Marks the ids dead in the given segments, in memory and in tombstone files of new names;
  // returns for each id whether it was found.
  std::vector<bool> bury(const std::vector<std::string>& ids,
                         std::vector<schema::LiveSegment>& segments) const;
  std::string write_tombstones(const schema::Tombstones& tombstones,
                               const std::string& segment) const;
  void switch_to(std::vector<schema::LiveSegment> segments, schema::LogPosition log);
  void delete_unreferenced() const;

  std::filesystem::path path_;
  FileLock lock_;
  schema::Current current_;
  bool is_synced_ = true;
};

}  // namespace dragoman::indexer
