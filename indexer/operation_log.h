// SPDX-License-Identifier: GPL-3.0-or-later
// The operation log: what was added and removed, in order, as lines of NDJSON, so that a full build
// can do it again. A line counts only up to the length that CURRENT names: a batch becomes part of
// the log in the same atomic switch that makes it visible. Knows lines and files, not segments.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "core/article.h"
#include "core/result.h"
#include "core/schema/manifest.h"

namespace dragoman::indexer {

// One operation: put holds a whole article, a delete its id alone.
struct Operation {
  bool is_delete = false;
  Article article;
};

// One line, with the line end. On disk: {"op":"put","article":{…}} or {"op":"delete","id":"…"}.
std::string put_line(const Article& article);
std::string delete_line(std::string_view id);
// Problems: bad_operation, or those of article_from_json.
Result<Operation> operation_from_json(std::string_view line);

struct LoggedOperation {
  std::uint64_t offset = 0;     // of the line in the file
  Result<Operation> operation;  // Problem damaged_log, with its place
};

// Reads the lines of one stretch of a log file.
class LogReader {
 public:
  // From byte `from` (the start of a line) to `to`. A file that cannot be opened has no lines.
  LogReader(const std::filesystem::path& file, std::uint64_t from, std::uint64_t to);
  std::optional<LoggedOperation> next();
  // Returns a Problem damaged_log when the file ended before `to`.
  std::optional<Problem> fault() const;
  std::uint64_t offset() const { return offset_; }

 private:
  std::filesystem::path path_;
  std::ifstream file_;
  std::uint64_t offset_;
  std::uint64_t end_;
  std::string line_;
};

// A file that is written from a given byte on; what stood behind is cut off. Throws
// std::system_error.
class DurableFile {
 public:
  explicit DurableFile(std::filesystem::path path, std::uint64_t from = 0);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  // A file that ended before `from` has a smaller size than it from the start.
  std::uint64_t size() const { return size_; }
  void append(std::string_view bytes);
  void flush();
  void sync();
  // Gives the space behind `size` back; failing is no harm.
  void cut(std::uint64_t size) noexcept;

 private:
  std::filesystem::path path_;
  int file_ = -1;
  std::string buffer_;
  std::uint64_t size_ = 0;  // with what is in the buffer
};

// Appends to a log file, durably. Bytes behind the start belong to a batch that was never switched
// to and are cut off.
class LogAppender {
 public:
  // Opens log/<name>, or makes a new one when there is no name. Requires: the index lock is held.
  // Throws std::system_error, as do all members.
  LogAppender(const std::filesystem::path& index, schema::LogPosition from);
  // Cuts off what was appended unless finish() returned.
  ~LogAppender();
  LogAppender(const LogAppender&) = delete;
  LogAppender& operator=(const LogAppender&) = delete;

  void append(std::string_view bytes);
  // Appends a stretch of another file.
  void append_file(const std::filesystem::path& source, std::uint64_t from, std::uint64_t to);
  // Syncs; returns where the log now ends.
  schema::LogPosition finish();

 private:
  std::filesystem::path index_;
  std::string name_;
  DurableFile file_;
  std::uint64_t start_;
  bool finished_ = false;
};

// Returns the position that holds when CURRENT cannot be read: all whole lines of the newest log
// file. No name when there is none.
schema::LogPosition salvaged_log_position(const std::filesystem::path& index);
// Renames a synced file to a new log file. Requires: the index lock is held. Throws
// std::system_error.
schema::LogPosition adopt_log(const std::filesystem::path& index,
                              const std::filesystem::path& file);
// Returns how many lines the log has up to this position.
std::uint64_t count_operations(const std::filesystem::path& index, const schema::LogPosition& to);
// Deletes all log files but this. Requires: the index lock is held.
void delete_other_logs(const std::filesystem::path& index, const std::string& name);

}  // namespace dragoman::indexer
