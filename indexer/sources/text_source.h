// SPDX-License-Identifier: GPL-3.0-or-later
// A text file → one raw item for extraction. Knows encodings, not pages.
#pragma once

#include "indexer/sources/byte_reader.h"
#include "indexer/sources/source.h"

namespace dragoman::indexer {

// Gives one item with `text` (and the note ill_formed_utf8 when bytes had to be replaced), or one
// Problem: empty_file, file_too_large, not_text, damaged_archive, read_error. `where` is the name.
class TextSource : public Source {
 public:
  TextSource(std::unique_ptr<ByteReader> input, std::string name, const IngestLimits& limits);
  std::optional<Result<RawItem>> next() override;
  std::uint64_t bytes_read() const override { return input_->bytes_read(); }

 private:
  Result<std::string> read_all();

  std::unique_ptr<ByteReader> input_;
  std::string name_;
  std::uint64_t max_bytes_;
  bool done_ = false;
};

// Returns the bytes as valid UTF-8: UTF-8 and UTF-16 and UTF-32 with a byte order mark, else UTF-8
// with ill-formed sequences replaced and counted. Problems: empty_file (nothing but white space),
// not_text.
Result<std::string> decode_text(std::string_view bytes, std::uint32_t* replaced);

}  // namespace dragoman::indexer
