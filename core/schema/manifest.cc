// SPDX-License-Identifier: GPL-3.0-or-later
// CURRENT and manifests as JSON. Reading foreign or damaged files gives Problems; writing is
// durable or throws.
#include "core/schema/manifest.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/schema/schema.h"
#include "core/schema/whole_write.h"
#include "core/text/analysis.h"

namespace dragoman::schema {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

Problem damaged(const fs::path& path) {
  return {"damaged_index", "The index file cannot be read.", path.string()};
}

// Returns a discarded value when the file is missing or is no JSON object.
json read_object(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return json(json::value_t::discarded);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  json value = json::parse(text, nullptr, false);
  return value.is_object() ? value : json(json::value_t::discarded);
}

std::string describe(std::uint32_t format, std::uint32_t analyser) {
  return "format " + std::to_string(format) + " and analyser " + std::to_string(analyser);
}

Problem wrong_version(const fs::path& path, const std::string& has, const std::string& needs) {
  return {"wrong_version",
          "The index has " + has + ", this program needs " + needs +
              ": build it again from its articles.",
          path.string()};
}

std::uint64_t number(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool is_plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name[0] != '.';
}

// Returns whether the member, if there is one, makes sense.
bool read_log(const json& object, LogPosition& log) {
  const auto found = object.find("log");
  if (found == object.end()) return true;
  if (!found->is_object()) return false;
  log = {text_of(*found, "name"), number(*found, "bytes")};
  return is_plain_name(log.name);
}

}  // namespace

fs::path current_file(const fs::path& index) { return index / "CURRENT"; }
fs::path segment_path(const fs::path& index, const std::string& name) {
  return index / "segments" / name;
}
fs::path postings_path(const fs::path& segment) { return segment / "postings.glass"; }
fs::path columns_path(const fs::path& segment) { return segment / "columns.bin"; }
fs::path stories_path(const fs::path& segment) { return segment / "stories.bin"; }
fs::path forward_path(const fs::path& segment) { return segment / "forward.bin"; }
fs::path articles_path(const fs::path& segment) { return segment / "articles.bin"; }
fs::path manifest_path(const fs::path& segment) { return segment / "manifest.json"; }
fs::path lock_path(const fs::path& index) { return index / "lock"; }
fs::path log_path(const fs::path& index, const std::string& name) { return index / "log" / name; }

Result<Current> read_current(const fs::path& index) {
  const fs::path path = current_file(index);
  std::error_code error;
  const bool exists = fs::exists(path, error);
  if (error)
    return Problem{"unreadable", "The index cannot be read: " + error.message(), path.string()};
  if (!exists) return Problem{"no_index", "There is no index here.", index.string()};
  const json object = read_object(path);
  if (object.is_discarded() || !object.contains("format")) return damaged(path);
  const std::uint64_t format = number(object, "format");
  if (format != kFormatVersion) {
    return wrong_version(path, "format " + std::to_string(format),
                         "format " + std::to_string(kFormatVersion));
  }
  Current current;
  current.revision = number(object, "revision");
  const auto segments = object.find("segments");
  if (segments == object.end() || !segments->is_array()) return damaged(path);
  for (const json& entry : *segments) {
    if (!entry.is_object()) return damaged(path);
    LiveSegment segment{text_of(entry, "name"), text_of(entry, "tombstones")};
    if (!is_plain_name(segment.name)) return damaged(path);
    if (!segment.tombstones.empty() && !is_plain_name(segment.tombstones)) return damaged(path);
    current.segments.push_back(std::move(segment));
  }
  if (!read_log(object, current.log)) return damaged(path);
  return current;
}

LogPosition read_log_position(const fs::path& index) {
  const json object = read_object(current_file(index));
  LogPosition log;
  return !object.is_discarded() && read_log(object, log) ? log : LogPosition();
}

Result<SegmentManifest> read_manifest(const fs::path& segment) {
  const fs::path path = manifest_path(segment);
  const json object = read_object(path);
  if (object.is_discarded()) return damaged(path);
  SegmentManifest manifest;
  manifest.versions.format = static_cast<std::uint32_t>(number(object, "format"));
  manifest.versions.analyser = static_cast<std::uint32_t>(number(object, "analyser"));
  manifest.versions.gazetteer = text_of(object, "gazetteer");
  manifest.articles = number(object, "articles");
  manifest.source_bytes = number(object, "source_bytes");
  if (manifest.versions.format != kFormatVersion ||
      manifest.versions.analyser != text::kAnalyserVersion) {
    return wrong_version(path, describe(manifest.versions.format, manifest.versions.analyser),
                         describe(kFormatVersion, text::kAnalyserVersion));
  }
  return manifest;
}

bool write_current(const fs::path& index, const Current& current) {
  nlohmann::ordered_json object = {{"format", kFormatVersion}, {"revision", current.revision}};
  object["segments"] = nlohmann::ordered_json::array();
  for (const LiveSegment& segment : current.segments) {
    nlohmann::ordered_json entry = {{"name", segment.name}};
    if (!segment.tombstones.empty()) entry["tombstones"] = segment.tombstones;
    object["segments"].push_back(std::move(entry));
  }
  if (!current.log.name.empty())
    object["log"] = {{"name", current.log.name}, {"bytes", current.log.bytes}};
  return replace_file(current_file(index), object.dump(1) + "\n");
}

void write_manifest(const fs::path& segment, const SegmentManifest& manifest) {
  const nlohmann::ordered_json object = {{"format", manifest.versions.format},
                                         {"analyser", manifest.versions.analyser},
                                         {"gazetteer", manifest.versions.gazetteer},
                                         {"articles", manifest.articles},
                                         {"source_bytes", manifest.source_bytes}};
  if (!replace_file(manifest_path(segment), object.dump(1) + "\n")) fail("cannot sync", segment);
}

bool replace_file(const fs::path& path, const std::string& bytes) {
  const fs::path temporary = path.parent_path() / ("." + path.filename().string() + ".new");
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail("cannot create", temporary);
  const bool synced = write_whole(file, bytes.data(), bytes.size()) && ::fsync(file) == 0;
  const int sync_error = errno;
  const bool good = ::close(file) == 0 && synced && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) {
    const int error = synced ? errno : sync_error;
    ::unlink(temporary.c_str());
    errno = error;
    fail("cannot replace", path);
  }
  return try_sync_directory(path.parent_path());
}

bool try_sync_directory(const fs::path& directory) {
  const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  errno = error;
  return synced;
}

void sync_directory(const fs::path& directory) {
  if (!try_sync_directory(directory)) fail("cannot sync", directory);
}

}  // namespace dragoman::schema
