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

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kPutStart = R"({"op":"put","article":)";
constexpr const char* kSuffix = ".ndjson";

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

LogAppender::LogAppender(const fs::path& index, schema::LogPosition from)
    : position_(std::move(from)), start_(position_.bytes) {
  fs::create_directories(index / "log");
  if (position_.name.empty()) {
    position_ = {next_log_name(index), 0};
    start_ = 0;
    is_new_ = true;
  }
  path_ = schema::log_path(index, position_.name);
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) fail("cannot open", path_);
  // A log that is shorter than CURRENT says has lost lines; what is appended must not look as if it
  // stood where they did, nor hang on half a line.
  const off_t size = ::lseek(file_, 0, SEEK_END);
  if (size >= 0 && static_cast<std::uint64_t>(size) < start_) {
    start_ = position_.bytes = static_cast<std::uint64_t>(size);
    char last = '\n';
    if (size > 0 && ::pread(file_, &last, 1, size - 1) == 1 && last != '\n') append("\n");
  } else if (size < 0 || ::ftruncate(file_, static_cast<off_t>(start_)) != 0) {
    const int error = errno;
    ::close(file_);
    errno = error;
    fail("cannot cut", path_);
  }
}

LogAppender::~LogAppender() {
  if (!finished_) (void)!::ftruncate(file_, static_cast<off_t>(start_));
  ::close(file_);
}

void LogAppender::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(position_.bytes));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path_);
    position_.bytes += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void LogAppender::append_file(const fs::path& source, std::uint64_t from, std::uint64_t to) {
  std::ifstream in(source, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  std::vector<char> buffer(std::size_t{1} << 20);
  while (from < to) {
    const auto want = static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), to - from));
    in.read(buffer.data(), want);
    const std::streamsize got = in.gcount();
    append({buffer.data(), static_cast<std::size_t>(got)});
    from += static_cast<std::uint64_t>(got);
    if (got < want) {
      errno = EIO;
      fail("cannot read", source);
    }
  }
}

schema::LogPosition LogAppender::finish() {
  if (::fsync(file_) != 0) fail("cannot sync", path_);
  if (is_new_) {
    schema::sync_directory(path_.parent_path());
    schema::sync_directory(path_.parent_path().parent_path());
  }
  finished_ = true;
  return position_;
}

schema::LogPosition salvaged_log_position(const fs::path& index) {
  const std::vector<std::string> names = log_names(index);
  if (names.empty()) return {};
  std::ifstream file(schema::log_path(index, names.back()), std::ios::binary);
  schema::LogPosition position{names.back(), 0};
  for (std::string line; std::getline(file, line) && !file.eof();) position.bytes += line.size() + 1;
  return position;
}

std::string next_log_name(const fs::path& index) {
  const std::vector<std::string> names = log_names(index);
  const unsigned long number = names.empty() ? 1 : std::stoul(names.back()) + 1;
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%06lu%s", number, kSuffix);
  return buffer.data();
}

void delete_other_logs(const fs::path& index, const std::string& name) {
  std::error_code ignored;
  for (const std::string& other : log_names(index)) {
    if (other != name) fs::remove(schema::log_path(index, other), ignored);
  }
}

}  // namespace dragoman::indexer
