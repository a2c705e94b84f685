// SPDX-License-Identifier: GPL-3.0-or-later
// A path → a stream of its bytes, decompressed when the first bytes say so. Must not know what the
// bytes mean.
#include "indexer/sources/byte_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace dragoman::indexer {
namespace {

class FileReader : public ByteReader {
 public:
  FileReader(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~FileReader() override {
    if (owned_) ::close(descriptor_);
  }
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  std::size_t read(std::span<char> buffer) override {
    const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
    if (count >= 0) {
      bytes_read_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    // EINTR included: the signals that are handled ask the run to end, and a silent pipe must not
    // hold it.
    fault_ = Problem{"read_error", std::string("reading failed: ") + std::strerror(errno), ""};
    return 0;
  }
  std::optional<Problem> fault() const override { return fault_; }
  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  int descriptor_;
  bool owned_;
  std::uint64_t bytes_read_ = 0;
  std::optional<Problem> fault_;
};

// Gives back the bytes that were read to look at, then the rest.
class PrefixedReader : public ByteReader {
 public:
  PrefixedReader(std::string prefix, std::unique_ptr<ByteReader> rest)
      : prefix_(std::move(prefix)), rest_(std::move(rest)) {}

  std::size_t read(std::span<char> buffer) override {
    if (given_ == prefix_.size()) return rest_->read(buffer);
    const std::size_t count = std::min(buffer.size(), prefix_.size() - given_);
    std::copy_n(prefix_.data() + given_, count, buffer.data());
    given_ += count;
    return count;
  }
  std::optional<Problem> fault() const override { return rest_->fault(); }
  std::uint64_t bytes_read() const override { return rest_->bytes_read(); }

 private:
  std::string prefix_;
  std::size_t given_ = 0;
  std::unique_ptr<ByteReader> rest_;
};

// Reads until `count` bytes are there or the stream ends.
std::string read_first(ByteReader& reader, std::size_t count) {
  std::string out;
  std::array<char, 8> buffer{};
  while (out.size() < count) {
    const std::size_t got = reader.read(std::span(buffer.data(), count - out.size()));
    if (got == 0) break;
    out.append(buffer.data(), got);
  }
  return out;
}

bool promises_compression(std::string_view path) {
  return path.ends_with(".gz") || path.ends_with(".zst");
}

// Downloads are sometimes unpacked on the way and keep their name: text is read as it stands.
bool is_plain(char first) {
  return (first >= ' ' && first < 0x7f) || first == '\n' || first == '\r' || first == '\t' ||
         first == '\xEF';
}

}  // namespace

Result<std::unique_ptr<ByteReader>> open_byte_reader(const std::string& path) {
  const bool is_stdin = path == "-";
  const int descriptor = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return Problem{"unreadable", std::string("cannot be opened: ") + std::strerror(errno), path};
  }
  std::unique_ptr<ByteReader> reader = std::make_unique<FileReader>(descriptor, !is_stdin);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    return Problem{"unreadable", "is a directory, not a file", path};
  }
  std::string first = read_first(*reader, 4);
  const bool is_gzip = first.starts_with("\x1f\x8b");
  const bool is_zstd = first.starts_with("\x28\xb5\x2f\xfd");
  if (!is_gzip && !is_zstd && promises_compression(path) && !first.empty() && !is_plain(first[0])) {
    return Problem{"damaged_archive", "does not begin as a gzip or zstd archive does", path};
  }
  reader = std::make_unique<PrefixedReader>(std::move(first), std::move(reader));
  if (is_gzip) return make_gzip_reader(std::move(reader));
  if (is_zstd) return make_zstd_reader(std::move(reader));
  return reader;
}

}  // namespace dragoman::indexer
