// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments of the command line → planned files → items. The walk never stops at a path it cannot
// read: that is a Problem among the items. Must not know articles or extraction.
#include "indexer/sources/input_walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>

#include "indexer/sources/json_source.h"
#include "indexer/sources/ndjson_source.h"
#include "indexer/sources/text_source.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

std::string lower_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<InputFormat> format_of(const fs::path& path) {
  fs::path name = lower_ascii(path.filename().string());
  const bool compressed = name.extension() == ".gz" || name.extension() == ".zst";
  if (compressed) name = name.stem();
  const fs::path suffix = name.extension();
  if (suffix == ".ndjson" || suffix == ".jsonl") return InputFormat::kNdjson;
  if (suffix == ".json") return InputFormat::kJson;
  if (suffix == ".txt") return InputFormat::kText;
  if (compressed && suffix.empty()) return InputFormat::kNdjson;
  return std::nullopt;
}

class Planner {
 public:
  void add_argument(const std::string& argument) {
    if (argument == "-") {
      inputs_.push_back({argument, InputFormat::kNdjson, 0, std::nullopt});
      return;
    }
    add(argument, true);
  }
  std::vector<PlannedInput> take() { return std::move(inputs_); }

 private:
  void add(const std::string& path, bool named) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      add_problem(path, "unreadable", std::strerror(errno));
    } else if (S_ISDIR(status.st_mode)) {
      // A link may lead back up, or to a place seen before.
      if (seen_.insert({status.st_dev, status.st_ino}).second || named) add_directory(path);
    } else {
      add_file(path, named, S_ISREG(status.st_mode), static_cast<std::uint64_t>(status.st_size));
    }
  }
  void add_file(const std::string& path, bool named, bool regular, std::uint64_t bytes) {
    if (!regular && !named) {
      add_problem(path, "unreadable", "is neither a file nor a directory");
      return;
    }
    const auto format = format_of(path);
    if (!format && regular) {
      // A README beside the articles is no fault; a file that was named is meant.
      add_problem(path, named ? "unknown_format" : "skipped_format",
                  "no format is known by this suffix");
      return;
    }
    // A pipe that is named on the command line has no suffix.
    inputs_.push_back(
        {path, format.value_or(InputFormat::kNdjson), regular ? bytes : 0, std::nullopt});
  }
  void add_directory(const std::string& path) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (!name.starts_with('.')) names.push_back(name);
    }
    if (error) add_problem(path, "unreadable", error.message());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) add((fs::path(path) / name).string(), false);
  }
  void add_problem(const std::string& path, const char* code, const std::string& message) {
    inputs_.push_back({path, InputFormat::kText, 0, Problem{code, message, path}});
  }

  std::vector<PlannedInput> inputs_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

}  // namespace

std::vector<PlannedInput> plan_inputs(const std::vector<std::string>& arguments) {
  Planner planner;
  for (const std::string& argument : arguments) planner.add_argument(argument);
  return planner.take();
}

InputWalk::InputWalk(std::vector<PlannedInput> inputs, const IngestLimits& limits)
    : inputs_(std::move(inputs)), limits_(limits) {
  for (const PlannedInput& input : inputs_) total_bytes_ += input.bytes;
}

std::optional<Result<RawItem>> InputWalk::next() {
  while (true) {
    if (current_ != nullptr) {
      if (auto item = current_->next()) return item;
      finished_bytes_ += current_->bytes_read();
      current_.reset();
      ++position_;
    }
    if (position_ == inputs_.size()) return std::nullopt;
    if (auto problem = open()) {
      ++position_;
      return std::move(*problem);
    }
  }
}

std::optional<Problem> InputWalk::open() {
  const PlannedInput& input = inputs_[position_];
  if (input.problem) return input.problem;
  auto reader = open_byte_reader(input.path);
  if (!reader) return std::move(reader.problem());
  switch (input.format) {
    case InputFormat::kNdjson:
      current_ = std::make_unique<NdjsonSource>(std::move(*reader), input.path, limits_);
      break;
    case InputFormat::kJson:
      current_ = std::make_unique<JsonSource>(std::move(*reader), input.path, limits_);
      break;
    case InputFormat::kText:
      current_ = std::make_unique<TextSource>(std::move(*reader), input.path, limits_);
      break;
  }
  return std::nullopt;
}

std::uint64_t InputWalk::bytes_read() const {
  return finished_bytes_ + (current_ != nullptr ? current_->bytes_read() : 0);
}

}  // namespace dragoman::indexer
