// SPDX-License-Identifier: GPL-3.0-or-later
// .work-N with a locked file inside that says whether its maker lives.
#include "indexer/work_folder.h"

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "core/schema/manifest.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrefix = ".work-";
constexpr const char* kOwner = "owner";

}  // namespace

WorkFolder::WorkFolder(fs::path path, FileLock owner)
    : path_(std::move(path)), owner_(std::move(owner)) {}

WorkFolder WorkFolder::make(const fs::path& segments) {
  for (unsigned number = 1;; ++number) {
    const fs::path path = segments / (kPrefix + std::to_string(number));
    if (!fs::create_directory(path)) continue;
    auto owner = FileLock::acquire(path / kOwner, 0, "working here");
    if (owner) return {path, std::move(*owner)};
    std::error_code ignored;
    fs::remove_all(path, ignored);
    throw std::runtime_error(owner.problem().message + " " + owner.problem().where);
  }
}

void WorkFolder::delete_dead(const fs::path& segments) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(segments, ignored)) {
    const fs::path& path = entry.path();
    if (!path.filename().string().starts_with(kPrefix)) continue;
    if (FileLock::is_free(path / kOwner)) fs::remove_all(path, ignored);
  }
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), owner_(std::exchange(other.owner_, std::nullopt)) {}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

void WorkFolder::publish(const fs::path& destination) {
  fs::remove(path_ / kOwner);
  fs::rename(path_, destination);
  path_.clear();
  owner_.reset();
  schema::sync_directory(destination);
  schema::sync_directory(destination.parent_path());
}

}  // namespace dragoman::indexer
