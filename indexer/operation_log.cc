// SPDX-License-Identifier: GPL-3.0-or-later
// Operations ↔ lines, and appending them so that a crash or a full disk leaves the log as it was.
#include "indexer/operation_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "core/article_json.h"
#include "core/schema/whole_write.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kPutStart = R"({"op":"put","article":)";
constexpr const char* kSuffix = ".ndjson";
constexpr std::size_t kBufferBytes = 1u << 20;

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

Result<Operation> put_of(std::string_view article_json) {
  auto article = article_from_json(article_json);
  if (!article) return article.problem();
  return Operation{false, std::move(*article)};
}

// Names of log files, 000001.ndjson upwards; anything else in the folder is somebody's.
bool is_log_name(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot != std::string::npos && dot > 0 && dot < 10 &&
         name.find_first_not_of("0123456789") == dot && name.substr(dot) == kSuffix;
}

std::vector<std::string> log_names(const fs::path& index) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(index / "log", ignored)) {
    std::string name = entry.path().filename().string();
    if (is_log_name(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return std::stoul(a) < std::stoul(b);
  });
  return names;
}

std::string next_log_name(const fs::path& index) {
  const std::vector<std::string> names = log_names(index);
  const unsigned long number = names.empty() ? 1 : std::stoul(names.back()) + 1;
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%06lu%s", number, kSuffix);
  return buffer.data();
}

fs::path made_log_path(const fs::path& index, const std::string& name) {
  fs::create_directories(index / "log");
  return schema::log_path(index, name);
}

}  // namespace

std::string put_line(const Article& article) {
  return std::string(kPutStart) + article_to_ndjson(article) + "}\n";
}

std::string delete_line(std::string_view id) {
  const nlohmann::ordered_json line = {{"op", "delete"}, {"id", id}};
  return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Operation> operation_from_json(std::string_view line) {
  // Our own lines, nearly all there are, are not parsed twice.
  if (line.starts_with(kPutStart) && line.ends_with('}'))
    return put_of(line.substr(kPutStart.size(), line.size() - kPutStart.size() - 1));
  const Problem bad{"bad_operation", "The line is no operation of the log.", ""};
  const json parsed = json::parse(line, nullptr, false);
  if (!parsed.is_object()) return bad;
  const auto op = parsed.find("op");
  if (op == parsed.end() || !op->is_string()) return bad;
  const auto id = parsed.find("id");
  if (*op == "delete" && id != parsed.end() && id->is_string()) {
    Operation out{true, {}};
    out.article.id = id->get<std::string>();
    return out;
  }
  const auto article = parsed.find("article");
  if (*op != "put" || article == parsed.end()) return bad;
  return put_of(article->dump());
}

LogReader::LogReader(const fs::path& file, std::uint64_t from, std::uint64_t to)
    : path_(file), file_(file, std::ios::binary), offset_(from), end_(to) {
  if (file_) file_.seekg(static_cast<std::streamoff>(from));
}

std::optional<LoggedOperation> LogReader::next() {
  if (offset_ >= end_ || !std::getline(file_, line_)) return std::nullopt;
  const std::uint64_t start = offset_;
  const bool whole = !file_.eof();
  offset_ += line_.size() + (whole ? 1 : 0);
  const Problem damaged{"damaged_log", "The line is no operation of the log and was left out.",
                        path_.filename().string() + " at byte " + std::to_string(start)};
  if (!whole) return LoggedOperation{start, damaged};
  auto operation = operation_from_json(line_);
  return LoggedOperation{start, operation ? std::move(operation) : Result<Operation>(damaged)};
}

std::optional<Problem> LogReader::fault() const {
  if (offset_ >= end_) return std::nullopt;
  return Problem{"damaged_log",
                 "The log is shorter than CURRENT says (" + std::to_string(offset_) + " of " +
                     std::to_string(end_) + " bytes).",
                 path_.filename().string()};
}

DurableFile::DurableFile(fs::path path, std::uint64_t from) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) fail("cannot open", path_);
  const off_t end = ::lseek(file_, 0, SEEK_END);
  size_ = std::min(from, end < 0 ? 0 : static_cast<std::uint64_t>(end));
  if (end >= 0 && ::ftruncate(file_, static_cast<off_t>(size_)) == 0) return;
  const int error = errno;
  ::close(file_);
  errno = error;
  fail("cannot cut", path_);
}

DurableFile::~DurableFile() { ::close(file_); }

void DurableFile::append(std::string_view bytes) {
  buffer_ += bytes;
  size_ += bytes.size();
  if (buffer_.size() >= kBufferBytes) flush();
}

void DurableFile::flush() {
  const auto at = static_cast<off_t>(size_ - buffer_.size());
  if (!schema::write_whole_at(file_, buffer_.data(), buffer_.size(), at))
    fail("cannot write", path_);
  buffer_.clear();
}

void DurableFile::sync() {
  flush();
  if (::fsync(file_) != 0) fail("cannot sync", path_);
}

void DurableFile::cut(std::uint64_t size) noexcept {
  (void)!::ftruncate(file_, static_cast<off_t>(size));
}

LogAppender::LogAppender(const fs::path& index, schema::LogPosition from)
    : index_(index),
      name_(from.name.empty() ? next_log_name(index) : std::move(from.name)),
      file_(made_log_path(index, name_), from.bytes),
      start_(file_.size()) {
  // A log that is shorter than CURRENT says may end in half a line; what follows must not hang on
  // it.
  if (start_ < from.bytes) file_.append("\n");
}

LogAppender::~LogAppender() {
  if (!finished_) file_.cut(start_);
}

void LogAppender::append(std::string_view bytes) { file_.append(bytes); }

void LogAppender::append_file(const fs::path& source, std::uint64_t from, std::uint64_t to) {
  std::ifstream in(source, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  std::vector<char> buffer(kBufferBytes);
  while (from < to) {
    const std::uint64_t want = std::min<std::uint64_t>(buffer.size(), to - from);
    if (!in.read(buffer.data(), static_cast<std::streamsize>(want))) {
      errno = EIO;
      fail("cannot read", source);
    }
    append({buffer.data(), want});
    from += want;
  }
}

schema::LogPosition LogAppender::finish() {
  file_.sync();
  if (start_ == 0) {
    schema::sync_directory(index_ / "log");
    schema::sync_directory(index_);
  }
  finished_ = true;
  return {name_, file_.size()};
}

schema::LogPosition salvaged_log_position(const fs::path& index) {
  const std::vector<std::string> names = log_names(index);
  if (names.empty()) return {};
  std::ifstream file(schema::log_path(index, names.back()), std::ios::binary);
  schema::LogPosition position{names.back(), 0};
  for (std::string line; std::getline(file, line) && !file.eof();)
    position.bytes += line.size() + 1;
  return position;
}

schema::LogPosition adopt_log(const fs::path& index, const fs::path& file) {
  schema::LogPosition position{next_log_name(index), fs::file_size(file)};
  fs::rename(file, made_log_path(index, position.name));
  schema::sync_directory(index / "log");
  return position;
}

std::uint64_t count_operations(const fs::path& index, const schema::LogPosition& to) {
  std::ifstream file(schema::log_path(index, to.name), std::ios::binary);
  std::uint64_t lines = 0;
  std::uint64_t bytes = 0;
  for (std::string line; bytes < to.bytes && std::getline(file, line); ++lines)
    bytes += line.size() + 1;
  return lines;
}

void delete_other_logs(const fs::path& index, const std::string& name) {
  std::error_code ignored;
  for (const std::string& other : log_names(index)) {
    if (other != name) fs::remove(schema::log_path(index, other), ignored);
  }
}

}  // namespace dragoman::indexer
