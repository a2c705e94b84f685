// SPDX-License-Identifier: GPL-3.0-or-later
// The index as its one writer sees it: takes the lock, names segments, switches CURRENT atomically,
// deletes what nothing refers to. The only code that changes an index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/schema/manifest.h"
#include "core/schema/segment.h"
#include "core/schema/tombstones.h"

namespace dragoman::indexer {

class IndexDirectory {
 public:
  // Creates the directory if need be and waits at most wait_ms for the lock.
  // Problems: locked (naming the holder), damaged_index, wrong_version (only when
  // require_readable), no_space.
  static Result<std::unique_ptr<IndexDirectory>> lock(const std::filesystem::path& index,
                                                      std::uint32_t wait_ms, bool require_readable);
  ~IndexDirectory();
  IndexDirectory(const IndexDirectory&) = delete;
  IndexDirectory& operator=(const IndexDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  const schema::Current& current() const { return current_; }
  std::string next_segment_name() const;

  // Each switches CURRENT and then deletes what is no longer referred to. Throw std::system_error,
  // Xapian::Error.
  void replace_all(const std::string& segment, const std::string& tombstones);
  // Adds a segment; its ids replace those of older segments. Returns how many articles were
  // replaced.
  std::uint64_t append(const std::string& segment, const std::string& tombstones);
  // Returns the ids that are not in the index.
  std::vector<std::string> remove(const std::vector<std::string>& ids);

 private:
  IndexDirectory(std::filesystem::path path, int lock_file);
  // Marks the ids dead in the given live segments, in memory and in tombstone files of
  // new names; returns for each id whether it was found.
  std::vector<bool> bury(const std::vector<std::string>& ids,
                         std::vector<schema::LiveSegment>& segments) const;
  void switch_to(std::vector<schema::LiveSegment> segments);
  void delete_unreferenced() const;

  std::filesystem::path path_;
  int lock_file_ = -1;
  schema::Current current_;
};

}  // namespace dragoman::indexer
