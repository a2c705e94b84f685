// SPDX-License-Identifier: GPL-3.0-or-later
// The files that say what an index holds: CURRENT (the live segments) and each segment's manifest.
// Both are JSON and are only ever replaced whole: write-temp, fsync, rename, fsync of the
// directory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace dragoman::schema {

// Versions that must agree before a segment's terms can be trusted.
struct Versions {
  std::uint32_t format = 0;
  std::uint32_t analyser = 0;
  std::string gazetteer;  // hash; a difference is reported, not refused
};

struct SegmentManifest {
  Versions versions;
  std::uint64_t articles = 0;      // rows, removed ones included
  std::uint64_t source_bytes = 0;  // bytes of title, summary and body
};

struct LiveSegment {
  std::string name;        // folder under segments/
  std::string tombstones;  // file under the segment's folder, empty when nothing was removed
};

// How far the operation log counts: what stands behind `bytes` was never switched to.
struct LogPosition {
  std::string name;  // file under log/, empty when nothing was ever logged
  std::uint64_t bytes = 0;
};

struct Current {
  std::uint64_t revision = 0;  // grows with every switch
  std::vector<LiveSegment> segments;
  LogPosition log = {};
};

// Names inside an index directory.
std::filesystem::path current_file(const std::filesystem::path& index);
std::filesystem::path segment_path(const std::filesystem::path& index, const std::string& name);
std::filesystem::path postings_path(const std::filesystem::path& segment);
std::filesystem::path columns_path(const std::filesystem::path& segment);
std::filesystem::path forward_path(const std::filesystem::path& segment);
std::filesystem::path articles_path(const std::filesystem::path& segment);
std::filesystem::path stories_path(const std::filesystem::path& segment);
std::filesystem::path manifest_path(const std::filesystem::path& segment);
std::filesystem::path lock_path(const std::filesystem::path& index);
std::filesystem::path log_path(const std::filesystem::path& index, const std::string& name);

// Problems: no_index (no CURRENT), damaged_index, wrong_version (one sentence naming both
// versions).
Result<Current> read_current(const std::filesystem::path& index);
// The log's position in a CURRENT of any format, so that a build finds the log of an index that it
// cannot read otherwise. No name when there is no CURRENT or it names none.
LogPosition read_log_position(const std::filesystem::path& index);
Result<SegmentManifest> read_manifest(const std::filesystem::path& segment);

// Throw std::system_error on failure; the old file then still stands. write_current returns what
// replace_file does.
[[nodiscard]] bool write_current(const std::filesystem::path& index, const Current& current);
void write_manifest(const std::filesystem::path& segment, const SegmentManifest& manifest);

// Replaces a file whole and durably. Returns false when the new file stands but its name could not
// be synced, so that a power cut may bring the old one back. Throws std::system_error; the old file
// then still stands.
[[nodiscard]] bool replace_file(const std::filesystem::path& path, const std::string& bytes);
// Returns false with errno when it failed.
bool try_sync_directory(const std::filesystem::path& directory);
// Throws std::system_error when it failed.
void sync_directory(const std::filesystem::path& directory);

}  // namespace dragoman::schema
