// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text → its outermost objects, found by brackets and strings alone, each read as one article.
// Linear time, bounded memory. Must not know the members of an article.
#include "indexer/sources/json_source.h"

#include <cstring>

#include "indexer/sources/ndjson_source.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

// What may stand between objects: white space, the brackets and commas of an array, a byte order
// mark.
bool is_separator(char c) {
  return c != '\0' && std::strchr(" \t\r\n,[]\xEF\xBB\xBF", c) != nullptr;
}

}  // namespace

JsonSource::JsonSource(std::unique_ptr<ByteReader> input, std::string name,
                       const IngestLimits& limits)
    : input_(std::move(input)),
      name_(std::move(name)),
      max_object_bytes_(limits.max_line_bytes),
      buffer_(kBufferBytes) {}

std::optional<Result<RawItem>> JsonSource::next() {
  char c = 0;
  while (next_byte(c)) {
    if (is_separator(c)) continue;
    any_ = true;
    if (c != '{') return skip_stray_text(c);
    const std::uint64_t first_line = line_;
    if (!read_object()) {
      if (input_->fault()) break;
      return Problem{"bad_json", "the object is not closed before the file ends",
                     where(first_line)};
    }
    if (too_long_) {
      return Problem{"line_too_long",
                     "the object is longer than " + std::to_string(max_object_bytes_) + " bytes",
                     where(first_line)};
    }
    return item_from_json(object_, where(first_line));
  }
  return at_end();
}

bool JsonSource::next_byte(char& c) {
  if (begin_ == end_) {
    begin_ = 0;
    end_ = input_->read(buffer_);
    if (end_ == 0) return false;
  }
  c = buffer_[begin_++];
  if (c == '\n') ++line_;
  return true;
}

bool JsonSource::read_object() {
  object_.clear();
  too_long_ = false;
  std::uint64_t depth = 0;
  bool in_string = false;
  bool escaped = false;
  char c = '{';
  do {
    keep(c);
    if (escaped) {
      escaped = false;
    } else if (in_string) {
      if (c == '\\') escaped = true;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return true;
    }
  } while (next_byte(c));
  return false;
}

void JsonSource::keep(char c) {
  if (too_long_) return;
  if (object_.size() >= max_object_bytes_) {
    too_long_ = true;
    std::string().swap(object_);
    return;
  }
  object_ += c;
}

// One Problem for all that stands before the next object or line end.
Result<RawItem> JsonSource::skip_stray_text(char first) {
  const std::uint64_t line = line_;
  char c = first;
  while (c != '\n' && next_byte(c)) {
    if (c != '{') continue;
    --begin_;
    break;
  }
  return Problem{"bad_json", "text that is no JSON object stands where an article should",
                 where(line)};
}

std::optional<Result<RawItem>> JsonSource::at_end() {
  if (ended_) return std::nullopt;
  ended_ = true;
  if (auto fault = input_->fault()) {
    fault->where = name_;
    fault->message += " after line " + std::to_string(line_);
    return std::move(*fault);
  }
  if (!any_) return Problem{"empty_file", "the file holds no object", name_};
  return std::nullopt;
}

}  // namespace dragoman::indexer
