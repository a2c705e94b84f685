// SPDX-License-Identifier: GPL-3.0-or-later
// A stream of bytes from a file or stdin, decompressed on the way. Knows compression, not formats.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/result.h"

namespace dragoman::indexer {

class ByteReader {
 public:
  virtual ~ByteReader() = default;
  // Fills `buffer` from the front and returns the number of bytes, 0 at the end or at a fault (see
  // fault()). Requires: a buffer that is not empty.
  virtual std::size_t read(std::span<char> buffer) = 0;
  // Returns why reading stopped early: read_error or damaged_archive; `where` is empty. nullopt at
  // a true end.
  virtual std::optional<Problem> fault() const = 0;
  // Bytes taken from the file, before decompression.
  virtual std::uint64_t bytes_read() const = 0;
};

// Opens a file, "-" for stdin. Compression is told by the first bytes (gzip, zstd), not by the
// name. Problems: unreadable; damaged_archive for a name in .gz or .zst whose first bytes are
// neither archive nor text.
Result<std::unique_ptr<ByteReader>> open_byte_reader(const std::string& path);

// Return readers that decompress `input`. Members (frames) that follow each other are one stream.
std::unique_ptr<ByteReader> make_gzip_reader(std::unique_ptr<ByteReader> input);
std::unique_ptr<ByteReader> make_zstd_reader(std::unique_ptr<ByteReader> input);

}  // namespace dragoman::indexer
