// SPDX-License-Identifier: GPL-3.0-or-later
// A file of tagged sections, written once and then mapped read-only: the common container of the
// sidecars. Layout, little-endian: magic[8], section count u32, CRC-32 of all else u32, then per
// section {tag u32, element bytes u32, offset u64, length u64}, then the sections, each aligned to
// 8 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::schema {

// Writes sections one after another. Throws std::system_error on any write failure (disk full).
class SectionWriter {
 public:
  SectionWriter(const std::filesystem::path& path, std::string_view magic,
                std::uint32_t section_count);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  void begin(std::uint32_t tag, std::uint32_t element_bytes);
  void append(const void* bytes, std::size_t length);
  template <class T>
  void section(std::uint32_t tag, const std::vector<T>& values) {
    begin(tag, sizeof(T));
    append(values.data(), values.size() * sizeof(T));
  }
  void section(std::uint32_t tag, std::string_view bytes) {
    begin(tag, 1);
    append(bytes.data(), bytes.size());
  }
  // Writes the table, flushes and fsyncs. Requires: exactly section_count sections were begun.
  void finish();

 private:
  struct Entry {
    std::uint32_t tag;
    std::uint32_t element_bytes;
    std::uint64_t offset;
    std::uint64_t length;
  };
  void flush();
  void write_all(const void* bytes, std::size_t length);

  std::filesystem::path path_;
  std::string magic_;
  std::uint32_t section_count_;
  int file_ = -1;
  std::string buffer_;
  std::uint64_t position_ = 0;
  std::uint32_t checksum_ = 0;  // of the sections
  std::vector<Entry> entries_;
};

// Maps a section file. Throws std::runtime_error naming the file when it is missing, short or of
// another magic.
class SectionFile {
 public:
  SectionFile(const std::filesystem::path& path, std::string_view magic);
  ~SectionFile();
  SectionFile(SectionFile&& other) noexcept;
  SectionFile& operator=(SectionFile&&) = delete;

  // Returns the elements of a section; throws when the section is missing or of another element
  // size.
  template <class T>
  std::span<const T> section(std::uint32_t tag) const {
    const std::string_view bytes = raw_section(tag, sizeof(T));
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::string_view bytes(std::uint32_t tag) const { return raw_section(tag, 1); }
  // Returns whether the file is byte for byte as it was written. Reads all of it: opening does not.
  bool is_whole() const;

 private:
  std::string_view raw_section(std::uint32_t tag, std::uint32_t element_bytes) const;
  void check_table(std::string_view magic) const;

  std::filesystem::path path_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Gives the memory of mapped pages back that were read and will not be read again; `bytes` from
// `begin` on, whole pages only. For long walks over files larger than the memory budget.
void release_pages(const void* begin, std::size_t bytes);

// A list of strings as two sections: u64 offsets (count + 1) and the bytes.
class StringTable {
 public:
  StringTable() = default;
  StringTable(std::span<const std::uint64_t> offsets, std::string_view bytes);
  std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return bytes_.substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }

 private:
  std::span<const std::uint64_t> offsets_;
  std::string_view bytes_;
};
void write_string_table(SectionWriter& out, std::uint32_t offsets_tag, std::uint32_t bytes_tag,
                        const std::vector<std::string>& strings);

// Returns a section tag from four characters.
constexpr std::uint32_t tag(const char (&name)[5]) {
  return static_cast<std::uint32_t>(name[0]) | static_cast<std::uint32_t>(name[1]) << 8 |
         static_cast<std::uint32_t>(name[2]) << 16 | static_cast<std::uint32_t>(name[3]) << 24;
}

}  // namespace dragoman::schema
