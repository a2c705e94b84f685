// SPDX-License-Identifier: GPL-3.0-or-later
// A lock file (flock) that names the process which holds it; released when the object goes or the
// process ends, however it ends. Knows nothing of what it protects.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/result.h"

namespace dragoman::indexer {

class FileLock {
 public:
  // Waits at most wait_ms; `activity` completes "Another indexer (process N) is …".
  // Problems: locked (naming the holder), unwritable.
  static Result<FileLock> acquire(const std::filesystem::path& file, std::uint32_t wait_ms,
                                  const char* activity);
  // Returns whether nobody holds the lock of this file. A file that cannot be opened counts as
  // held, a missing one as free.
  static bool is_free(const std::filesystem::path& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace dragoman::indexer
