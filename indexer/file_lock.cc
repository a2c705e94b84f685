// SPDX-License-Identifier: GPL-3.0-or-later
// flock on an open file description: two holders exclude each other within one process, too.
#include "indexer/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace dragoman::indexer {
namespace {

std::string read_holder(int file) {
  std::array<char, 64> buffer{};
  const ssize_t length = ::pread(file, buffer.data(), buffer.size(), 0);
  std::string text(buffer.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

void write_holder(int file) {
  const std::string text = "process " + std::to_string(::getpid()) + "\n";
  if (::ftruncate(file, 0) == 0) (void)!::pwrite(file, text.data(), text.size(), 0);
}

bool take(int file, std::uint32_t wait_ms) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& file, std::uint32_t wait_ms,
                                   const char* activity) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (opened < 0) {
    return Problem{"unwritable",
                   "The index cannot be locked: " + std::generic_category().message(errno),
                   file.string()};
  }
  FileLock lock(opened);
  if (!take(opened, wait_ms)) {
    return Problem{"locked",
                   "Another indexer (" + read_holder(opened) + ") is " + activity + "; waited " +
                       std::to_string(wait_ms) + " ms.",
                   file.parent_path().string()};
  }
  write_holder(opened);
  return lock;
}

bool FileLock::is_free(const std::filesystem::path& file) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (opened < 0) return errno == ENOENT;
  const bool free = ::flock(opened, LOCK_EX | LOCK_NB) == 0;
  ::close(opened);
  return free;
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace dragoman::indexer
