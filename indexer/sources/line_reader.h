// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes → lines of bounded length. Knows nothing of what a line holds.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/sources/byte_reader.h"

namespace dragoman::indexer {

// One line without its end (\n or \r\n). When `too_long`, the text is empty: the line was skipped,
// not held.
struct Line {
  std::string_view text;     // valid until the next call
  std::uint64_t number = 0;  // from 1
  bool too_long = false;
};

class LineReader {
 public:
  LineReader(std::unique_ptr<ByteReader> input, std::uint64_t max_line_bytes);

  // Returns the next line, nullopt at the end or at a fault. A last line that a fault cut short is
  // not returned. A byte order mark before the first line is skipped.
  std::optional<Line> next();
  std::optional<Problem> fault() const { return input_->fault(); }
  std::uint64_t bytes_read() const { return input_->bytes_read(); }
  std::uint64_t line_number() const { return number_; }

 private:
  bool refill();
  Line finish_line();
  void collect(std::string_view piece);

  std::unique_ptr<ByteReader> input_;
  std::uint64_t max_line_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string line_;
  bool too_long_ = false;
  std::uint64_t number_ = 0;
};

}  // namespace dragoman::indexer
