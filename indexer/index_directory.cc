// SPDX-License-Identifier: GPL-3.0-or-later
// Lock, switch, clean up. A segment is never modified: removals are new tombstone files beside it.
#include "indexer/index_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <set>
#include <string_view>
#include <system_error>
#include <thread>

#include "core/schema/schema.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// Below this much free space no write is begun: CURRENT and tombstones must always fit.
constexpr std::uintmax_t kMinFreeBytes = 16u << 20;

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

// Milliseconds since 1970, or one more than before: an index made anew in the same place must not
// come back to a revision that a running server has seen.
std::uint64_t next_revision(std::uint64_t before) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto clock = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return std::max(before + 1, static_cast<std::uint64_t>(std::max<std::int64_t>(clock, 0)));
}

// 000001, or .000001.new while it is made. Anything else in the folder is somebody's and is left
// alone.
bool is_segment_name(std::string_view name) {
  if (name.starts_with('.') && name.ends_with(".new")) name = name.substr(1, name.size() - 5);
  return !name.empty() && name.size() < 10 &&
         name.find_first_not_of("0123456789") == std::string_view::npos;
}

bool acquire(int file, std::uint32_t wait_ms) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

}  // namespace

IndexDirectory::IndexDirectory(fs::path path, int lock_file)
    : path_(std::move(path)), lock_file_(lock_file) {}

IndexDirectory::~IndexDirectory() { ::close(lock_file_); }

Result<std::unique_ptr<IndexDirectory>> IndexDirectory::lock(const fs::path& index,
                                                             std::uint32_t wait_ms,
                                                             bool require_readable) {
  std::error_code error;
  fs::create_directories(index / "segments", error);
  if (error)
    return Problem{"unwritable", "The index directory cannot be made: " + error.message(),
                   index.string()};
  const int file = ::open(schema::lock_path(index).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return Problem{"unwritable",
                   "The index cannot be locked: " + std::generic_category().message(errno),
                   index.string()};
  }
  std::unique_ptr<IndexDirectory> directory(new IndexDirectory(index, file));
  if (!acquire(file, wait_ms)) {
    return Problem{"locked",
                   "Another indexer (" + read_holder(file) + ") is writing this index; waited " +
                       std::to_string(wait_ms) + " ms.",
                   index.string()};
  }
  write_holder(file);
  const fs::space_info space = fs::space(index, error);
  if (!error && space.available < kMinFreeBytes) {
    return Problem{"no_space", "The disk of the index has less than 16 MiB free.", index.string()};
  }
  auto current = schema::read_current(index);
  if (current) {
    directory->current_ = std::move(*current);
  } else if (require_readable && current.problem().code != "no_index") {
    return current.problem();
  }
  return directory;
}

std::string IndexDirectory::next_segment_name() const {
  unsigned long highest = 0;
  for (const auto& entry : fs::directory_iterator(path_ / "segments")) {
    const std::string name = entry.path().filename().string();
    if (is_segment_name(name) && name[0] != '.') highest = std::max(highest, std::stoul(name));
  }
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%06lu", highest + 1);
  return buffer.data();
}

void IndexDirectory::replace_all(const std::string& segment, const std::string& tombstones) {
  switch_to({{segment, tombstones}});
}

std::uint64_t IndexDirectory::append(const std::string& segment, const std::string& tombstones) {
  auto opened = schema::Segment::open(path_, {segment, tombstones});
  if (!opened) throw std::runtime_error(opened.problem().message);
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < (*opened)->rows(); ++row) {
    if (!(*opened)->is_live(row)) continue;
    auto article = (*opened)->read_article(row);
    if (!article) throw std::runtime_error(article.problem().message);
    ids.push_back(std::move(article->id));
  }
  std::vector<schema::LiveSegment> segments = current_.segments;
  const std::vector<bool> found = bury(ids, segments);
  segments.push_back({segment, tombstones});
  switch_to(std::move(segments));
  return static_cast<std::uint64_t>(std::count(found.begin(), found.end(), true));
}

std::vector<std::string> IndexDirectory::remove(const std::vector<std::string>& ids) {
  std::vector<schema::LiveSegment> segments = current_.segments;
  const std::vector<bool> found = bury(ids, segments);
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!found[i]) unknown.push_back(ids[i]);
  }
  if (unknown.size() < ids.size()) switch_to(std::move(segments));
  return unknown;
}

std::vector<bool> IndexDirectory::bury(const std::vector<std::string>& ids,
                                       std::vector<schema::LiveSegment>& segments) const {
  std::vector<bool> found(ids.size(), false);
  for (schema::LiveSegment& live : segments) {
    auto opened = schema::Segment::open(path_, live);
    if (!opened) throw std::runtime_error(opened.problem().message + " " + opened.problem().where);
    const schema::Segment& segment = **opened;
    const Xapian::Database postings = segment.open_postings();
    schema::Tombstones tombstones = segment.tombstones();
    bool changed = false;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto row = schema::find_row(segment, postings, ids[i]);
      if (!row) continue;
      tombstones.add(*row);
      found[i] = changed = true;
    }
    if (!changed) continue;
    const std::string name = "tombstones." + std::to_string(current_.revision + 1);
    const fs::path folder = schema::segment_path(path_, live.name);
    tombstones.write(folder / name);
    schema::sync_directory(folder);
    live.tombstones = name;
  }
  return found;
}

void IndexDirectory::switch_to(std::vector<schema::LiveSegment> segments) {
  schema::Current next{next_revision(current_.revision), std::move(segments)};
  schema::write_current(path_, next);
  current_ = std::move(next);
  delete_unreferenced();
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
}

}  // namespace dragoman::indexer
