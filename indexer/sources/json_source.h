// SPDX-License-Identifier: GPL-3.0-or-later
// A .json file → articles: one object, an array of objects, or objects one behind the other. Knows
// brackets and the article record.
#pragma once

#include <vector>

#include "indexer/sources/byte_reader.h"
#include "indexer/sources/source.h"

namespace dragoman::indexer {

// Streams: holds one object at a time. Problems as NdjsonSource; `where` names the line on which an
// object begins; line_too_long for an object over max_line_bytes; bad_json for text between
// objects, or an object cut by the end.
class JsonSource : public Source {
 public:
  JsonSource(std::unique_ptr<ByteReader> input, std::string name, const IngestLimits& limits);
  std::optional<Result<RawItem>> next() override;
  std::uint64_t bytes_read() const override { return input_->bytes_read(); }

 private:
  bool next_byte(char& c);
  // Reads to the end of the object whose "{" was just taken; returns false when the input ends
  // before.
  bool read_object();
  void keep(char c);
  Result<RawItem> skip_stray_text(char first);
  std::optional<Result<RawItem>> at_end();
  std::string where(std::uint64_t line) const { return name_ + ":" + std::to_string(line); }

  std::unique_ptr<ByteReader> input_;
  std::string name_;
  std::uint64_t max_object_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  std::string object_;
  bool too_long_ = false;
  bool any_ = false;
  bool ended_ = false;
};

}  // namespace dragoman::indexer
