// SPDX-License-Identifier: GPL-3.0-or-later
// A byte stream → its lines, never holding more than one line of the allowed length. Linear time.
// Must not know formats.
#include "indexer/sources/line_reader.h"

#include <cstring>
#include <string>

namespace dragoman::indexer {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
// A line buffer beyond this is given back after its line.
constexpr std::size_t kKeptCapacity = 4u << 20;

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteReader> input, std::uint64_t max_line_bytes)
    : input_(std::move(input)), max_line_bytes_(max_line_bytes), buffer_(kBufferBytes) {}

std::optional<Line> LineReader::next() {
  if (line_.capacity() > kKeptCapacity) std::string().swap(line_);
  line_.clear();
  too_long_ = false;
  bool any = false;
  while (begin_ < end_ || refill()) {
    any = true;
    const char* start = buffer_.data() + begin_;
    const auto* line_end = static_cast<const char*>(std::memchr(start, '\n', end_ - begin_));
    const std::size_t length =
        line_end != nullptr ? static_cast<std::size_t>(line_end - start) : end_ - begin_;
    collect({start, length});
    begin_ += length;
    if (line_end == nullptr) continue;
    ++begin_;
    return finish_line();
  }
  if (!any || input_->fault()) return std::nullopt;
  return finish_line();
}

bool LineReader::refill() {
  begin_ = 0;
  end_ = input_->read(buffer_);
  return end_ > 0;
}

void LineReader::collect(std::string_view piece) {
  if (too_long_) return;
  if (line_.size() + piece.size() > max_line_bytes_) {
    too_long_ = true;
    std::string().swap(line_);
    return;
  }
  line_.append(piece);
}

Line LineReader::finish_line() {
  ++number_;
  std::string_view text = line_;
  if (number_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return {text, number_, too_long_};
}

}  // namespace dragoman::indexer
