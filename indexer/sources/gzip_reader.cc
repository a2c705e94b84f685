// SPDX-License-Identifier: GPL-3.0-or-later
// gzip bytes → plain bytes with zlib, any number of members. A damaged or cut archive gives what
// was good before, then a fault. Must not know lines or formats.
#include <zlib.h>

#include <algorithm>
#include <vector>

#include "indexer/sources/byte_reader.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kInputBytes = 64 * 1024;
constexpr int kGzipWindow = 15 + 16;  // largest window, gzip header expected

class GzipReader : public ByteReader {
 public:
  explicit GzipReader(std::unique_ptr<ByteReader> input)
      : input_(std::move(input)), buffer_(kInputBytes) {
    ready_ = ::inflateInit2(&stream_, kGzipWindow) == Z_OK;
    if (!ready_) fail("cannot start decompression");
  }
  ~GzipReader() override {
    if (ready_) ::inflateEnd(&stream_);
  }
  GzipReader(const GzipReader&) = delete;
  GzipReader& operator=(const GzipReader&) = delete;

  std::size_t read(std::span<char> out) override {
    if (done_ || fault_) return 0;
    const auto room = static_cast<uInt>(std::min<std::size_t>(out.size(), 1u << 30));
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = room;
    while (stream_.avail_out == room && !done_ && !fault_) step();
    return room - stream_.avail_out;
  }
  std::optional<Problem> fault() const override { return fault_; }
  std::uint64_t bytes_read() const override { return input_->bytes_read(); }

 private:
  void step() {
    if (stream_.avail_in == 0 && !refill()) return;
    if (between_members_ && !start_member()) return;
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      between_members_ = true;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      fail("the gzip archive is damaged");
    }
  }
  bool refill() {
    const std::size_t count = input_->read(buffer_);
    if (count == 0) {
      done_ = true;
      if (input_->fault())
        fault_ = input_->fault();
      else if (!between_members_)
        fail("the gzip archive ends in the middle");
      return false;
    }
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(count);
    return true;
  }
  // Zeros behind a member are padding (tape blocks); anything else must be another member.
  bool start_member() {
    while (stream_.avail_in > 0 && *stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
    }
    if (stream_.avail_in == 0) return false;
    ::inflateReset(&stream_);
    between_members_ = false;
    return true;
  }
  void fail(const char* message) { fault_ = Problem{"damaged_archive", message, ""}; }

  std::unique_ptr<ByteReader> input_;
  std::vector<char> buffer_;
  z_stream stream_{};
  bool ready_ = false;
  bool done_ = false;
  bool between_members_ = false;
  std::optional<Problem> fault_;
};

}  // namespace

std::unique_ptr<ByteReader> make_gzip_reader(std::unique_ptr<ByteReader> input) {
  return std::make_unique<GzipReader>(std::move(input));
}

}  // namespace dragoman::indexer
