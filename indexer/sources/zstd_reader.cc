// SPDX-License-Identifier: GPL-3.0-or-later
// zstd bytes → plain bytes with libzstd, any number of frames. A damaged or cut archive gives what
// was good before, then a fault. Must not know lines or formats.
#include <zstd.h>

#include <vector>

#include "indexer/sources/byte_reader.h"

namespace dragoman::indexer {
namespace {

struct StreamDeleter {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

class ZstdReader : public ByteReader {
 public:
  explicit ZstdReader(std::unique_ptr<ByteReader> input)
      : input_(std::move(input)), buffer_(ZSTD_DStreamInSize()), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) fail("cannot start decompression");
  }

  std::size_t read(std::span<char> out) override {
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    while (output.pos == 0 && !done_ && !fault_) step(output);
    return output.pos;
  }
  std::optional<Problem> fault() const override { return fault_; }
  std::uint64_t bytes_read() const override { return input_->bytes_read(); }

 private:
  void step(ZSTD_outBuffer& output) {
    // Output may still wait inside the stream although all input is taken.
    if (in_.pos == in_.size && !output_waits_ && !refill()) return;
    const std::size_t result = ZSTD_decompressStream(stream_.get(), &output, &in_);
    if (ZSTD_isError(result) != 0) {
      fail("the zstd archive is damaged");
      return;
    }
    inside_frame_ = result != 0;
    output_waits_ = inside_frame_ && output.pos == output.size;
  }
  bool refill() {
    const std::size_t count = input_->read(buffer_);
    if (count == 0) {
      done_ = true;
      if (input_->fault())
        fault_ = input_->fault();
      else if (inside_frame_)
        fail("the zstd archive ends in the middle");
      return false;
    }
    in_ = ZSTD_inBuffer{buffer_.data(), count, 0};
    return true;
  }
  void fail(const char* message) { fault_ = Problem{"damaged_archive", message, ""}; }

  std::unique_ptr<ByteReader> input_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DStream, StreamDeleter> stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool inside_frame_ = true;
  bool output_waits_ = false;
  bool done_ = false;
  std::optional<Problem> fault_;
};

}  // namespace

std::unique_ptr<ByteReader> make_zstd_reader(std::unique_ptr<ByteReader> input) {
  return std::make_unique<ZstdReader>(std::move(input));
}

}  // namespace dragoman::indexer
