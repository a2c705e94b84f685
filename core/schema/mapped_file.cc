// SPDX-License-Identifier: GPL-3.0-or-later
// Section files: written with plain write(2) so that a full disk is seen at once, mapped read-only
// afterwards.
#include "core/schema/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "core/schema/whole_write.h"

namespace dragoman::schema {
namespace {

constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kEntryBytes = 24;
constexpr std::size_t kBufferBytes = 1u << 18;
constexpr std::size_t kChecksumAt = 12;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

std::size_t table_bytes(std::size_t sections) { return kHeaderBytes + sections * kEntryBytes; }

// CRC-32 of ISO 3309, carried on from what came before.
std::uint32_t checksum(std::uint32_t before, std::string_view bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_z(before, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

template <class T>
T read_at(const char* data, std::size_t offset) {
  T value;
  std::memcpy(&value, data + offset, sizeof value);
  return value;
}

}  // namespace

SectionWriter::SectionWriter(const std::filesystem::path& path, std::string_view magic,
                             std::uint32_t section_count)
    : path_(path), magic_(magic), section_count_(section_count) {
  magic_.resize(8, '\0');
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) fail(path_, "cannot create");
  const std::string blank(table_bytes(section_count), '\0');
  write_all(blank.data(), blank.size());
}

SectionWriter::~SectionWriter() {
  if (file_ >= 0) ::close(file_);
}

void SectionWriter::begin(std::uint32_t tag, std::uint32_t element_bytes) {
  static constexpr char kZeros[8] = {};
  const std::uint64_t here = position_ + buffer_.size();
  const std::size_t padding = (8 - here % 8) % 8;
  buffer_.append(kZeros, padding);
  entries_.push_back({tag, element_bytes, here + padding, 0});
}

void SectionWriter::append(const void* bytes, std::size_t length) {
  buffer_.append(static_cast<const char*>(bytes), length);
  entries_.back().length += length;
  if (buffer_.size() >= kBufferBytes) {
    flush();
  }
}

void SectionWriter::flush() {
  write_all(buffer_.data(), buffer_.size());
  checksum_ = checksum(checksum_, buffer_);
  buffer_.clear();
}

void SectionWriter::write_all(const void* bytes, std::size_t length) {
  if (!write_whole(file_, bytes, length)) fail(path_, "cannot write");
  position_ += length;
}

void SectionWriter::finish() {
  if (entries_.size() != section_count_)
    throw std::logic_error("section count of " + path_.string());
  flush();
  std::string table = magic_;
  const std::uint32_t counts[2] = {section_count_, 0};
  table.append(reinterpret_cast<const char*>(counts), sizeof counts);
  for (const Entry& entry : entries_) {
    table.append(reinterpret_cast<const char*>(&entry.tag), 4);
    table.append(reinterpret_cast<const char*>(&entry.element_bytes), 4);
    table.append(reinterpret_cast<const char*>(&entry.offset), 8);
    table.append(reinterpret_cast<const char*>(&entry.length), 8);
  }
  // Of the table last, in which the checksum itself counts as 0.
  checksum_ = checksum(checksum_, table);
  std::memcpy(table.data() + kChecksumAt, &checksum_, sizeof checksum_);
  if (!write_whole_at(file_, table.data(), table.size(), 0)) fail(path_, "cannot write");
  if (::fsync(file_) != 0) fail(path_, "cannot sync");
  if (::close(std::exchange(file_, -1)) != 0) fail(path_, "cannot close");
}

SectionFile::SectionFile(const std::filesystem::path& path, std::string_view magic) : path_(path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path_, "cannot open");
  struct stat status {};
  if (::fstat(file, &status) != 0 || status.st_size < static_cast<off_t>(kHeaderBytes)) {
    ::close(file);
    throw std::runtime_error("damaged file " + path_.string());
  }
  size_ = static_cast<std::size_t>(status.st_size);
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) fail(path_, "cannot map");
  data_ = static_cast<const char*>(mapped);
  try {
    check_table(magic);
  } catch (...) {
    ::munmap(const_cast<char*>(data_), size_);
    throw;
  }
}

SectionFile::~SectionFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

SectionFile::SectionFile(SectionFile&& other) noexcept
    : path_(std::move(other.path_)), data_(other.data_), size_(other.size_) {
  other.data_ = nullptr;
}

void SectionFile::check_table(std::string_view magic) const {
  std::string expected(magic);
  expected.resize(8, '\0');
  const auto sections = read_at<std::uint32_t>(data_, 8);
  if (std::string_view(data_, 8) != expected || sections > 64 || table_bytes(sections) > size_) {
    throw std::runtime_error("damaged file " + path_.string());
  }
  for (std::size_t i = 0; i < sections; ++i) {
    const std::size_t entry = table_bytes(i);
    const auto element = read_at<std::uint32_t>(data_, entry + 4);
    const auto offset = read_at<std::uint64_t>(data_, entry + 8);
    const auto length = read_at<std::uint64_t>(data_, entry + 16);
    if (offset > size_ || length > size_ - offset || element == 0 || length % element != 0 ||
        offset % 8 != 0) {
      throw std::runtime_error("damaged file " + path_.string());
    }
  }
}

bool SectionFile::is_whole() const {
  std::string table(data_, table_bytes(read_at<std::uint32_t>(data_, 8)));
  const auto expected = read_at<std::uint32_t>(data_, kChecksumAt);
  std::fill_n(table.data() + kChecksumAt, sizeof expected, '\0');
  const std::string_view sections(data_ + table.size(), size_ - table.size());
  return checksum(checksum(0, sections), table) == expected;
}

std::string_view SectionFile::raw_section(std::uint32_t tag, std::uint32_t element_bytes) const {
  const auto sections = read_at<std::uint32_t>(data_, 8);
  for (std::size_t i = 0; i < sections; ++i) {
    const std::size_t entry = table_bytes(i);
    if (read_at<std::uint32_t>(data_, entry) == tag &&
        read_at<std::uint32_t>(data_, entry + 4) == element_bytes) {
      return {data_ + read_at<std::uint64_t>(data_, entry + 8),
              read_at<std::uint64_t>(data_, entry + 16)};
    }
  }
  throw std::runtime_error("missing section in " + path_.string());
}

StringTable::StringTable(std::span<const std::uint64_t> offsets, std::string_view bytes)
    : offsets_(offsets), bytes_(bytes) {
  if (offsets_.empty()) throw std::runtime_error("damaged string table");
  std::uint64_t last = 0;
  for (const std::uint64_t offset : offsets_) {
    if (offset < last || offset > bytes_.size()) throw std::runtime_error("damaged string table");
    last = offset;
  }
}

void write_string_table(SectionWriter& out, std::uint32_t offsets_tag, std::uint32_t bytes_tag,
                        const std::vector<std::string>& strings) {
  std::vector<std::uint64_t> offsets = {0};
  offsets.reserve(strings.size() + 1);
  for (const std::string& text : strings) offsets.push_back(offsets.back() + text.size());
  out.section(offsets_tag, offsets);
  out.begin(bytes_tag, 1);
  for (const std::string& text : strings) out.append(text.data(), text.size());
}

void release_pages(const void* begin, std::size_t bytes) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
  const std::uintptr_t last = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / page * page;
  if (last > first) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

}  // namespace dragoman::schema
