// SPDX-License-Identifier: GPL-3.0-or-later
// A folder in which a segment is made, beside the finished ones. While its process lives nobody
// deletes it; what a dead process left is deleted by the next writer. Knows nothing of segments.
#pragma once

#include <filesystem>
#include <optional>

#include "indexer/file_lock.h"

namespace dragoman::indexer {

class WorkFolder {
 public:
  // Makes a new, empty folder. Requires: the index lock is held, so that nobody takes the folder
  // for a dead one before it is locked. Throws std::system_error, std::runtime_error.
  static WorkFolder make(const std::filesystem::path& segments);
  // Deletes the folders of dead processes. Requires: the index lock is held.
  static void delete_dead(const std::filesystem::path& segments);

  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;
  // Deletes the folder unless it was published.
  ~WorkFolder();

  const std::filesystem::path& path() const { return path_; }
  // Renames the folder, durably. Requires: the index lock is held; everything in it is synced.
  // Throws std::system_error.
  void publish(const std::filesystem::path& destination);

 private:
  WorkFolder(std::filesystem::path path, FileLock owner);

  std::filesystem::path path_;  // empty when published or moved from
  std::optional<FileLock> owner_;
};

}  // namespace dragoman::indexer
