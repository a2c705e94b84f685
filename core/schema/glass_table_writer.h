// SPDX-License-Identifier: GPL-3.0-or-later
// Ascending keys with their tags in, the B-tree of a Xapian glass table out: bulk loading, which
// Xapian has no call for. The format is Xapian 1.4's (backends/glass/glass_table.h, format of
// 2016-03-14), which all 1.4 releases read; Xapian::Database::check is its judge in the tests.
// Knows nothing of postings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::schema {

// On disk: blocks of 8 KiB, numbered from the file's start; block 0 is the caller's header.
inline constexpr std::size_t kGlassBlockBytes = 8192;

class GlassTableWriter {
 public:
  // What the header has to say of the finished table.
  struct Root {
    std::uint32_t block = 0;
    std::uint32_t level = 0;
    std::uint64_t entries = 0;
    std::uint32_t blocks = 0;  // in the whole file, the header's included
  };

  // Throws std::system_error, as do all members that write.
  explicit GlassTableWriter(const std::filesystem::path& path);
  ~GlassTableWriter();
  GlassTableWriter(const GlassTableWriter&) = delete;
  GlassTableWriter& operator=(const GlassTableWriter&) = delete;

  // Returns how many bytes of tag fit behind a key of this length in the block under way.
  std::size_t room(std::size_t key_bytes) const;
  // Returns the same for an empty block.
  static std::size_t max_room(std::size_t key_bytes);
  // Requires: keys ascend strictly bytewise, of 1 to 255 bytes; the tag has at most max_room bytes.
  // Begins a new block when the tag does not fit.
  void add(std::string_view key, std::string_view tag);
  // Writes what is under way. Nothing is added afterwards.
  Root finish();
  // Writes block 0, syncs and closes. Requires: finish() was called; at most kGlassBlockBytes.
  void write_header(std::string_view header);

 private:
  struct Block {
    std::vector<std::uint8_t> bytes;
    std::size_t directory_end = 0;
    std::size_t items_begin = 0;
  };

  static void start(Block& block);
  std::uint8_t* place(Block& block, std::size_t item_bytes) const;
  void add_leaf_item(std::string_view key, std::string_view tag);
  void add_branch_item(std::size_t level, std::string key, std::uint32_t child);
  std::uint32_t write_block(std::size_t level);
  void close_leaf(std::string_view next_key);
  void write_buffered(const void* bytes, std::size_t count);
  void flush();

  std::filesystem::path path_;
  int file_ = -1;
  std::string buffer_;
  std::uint32_t next_block_ = 1;
  std::uint64_t entries_ = 0;
  std::vector<Block> levels_;  // the block under way of each level; 0 is the leaves'
  std::string last_key_;
  std::vector<std::string> separators_;  // by level: the dividing key before the block under way
};

}  // namespace dragoman::schema
