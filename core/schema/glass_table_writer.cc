// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks are filled one after another and never touched again: a leaf that is full goes to the
// file, and its dividing key into the block above it.
#include "core/schema/glass_table_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "core/schema/whole_write.h"

namespace dragoman::schema {
namespace {

// A block: revision 4 bytes, level 1, largest free stretch 2, free bytes 2, end of the directory 2;
// then the directory of 2-byte offsets, growing up; the items grow down from the block's end.
// Numbers are big-endian.
constexpr std::size_t kLevelAt = 4;
constexpr std::size_t kMaxFreeAt = 5;
constexpr std::size_t kTotalFreeAt = 7;
constexpr std::size_t kDirectoryEndAt = 9;
constexpr std::size_t kDirectoryStart = 11;
constexpr std::size_t kOffsetBytes = 2;
constexpr std::uint32_t kRevision = 1;

// A leaf item: size less 3 with flags 2, key length 1, key, tag. A branch item: child 4, key length
// 1, key, component of the key's tag 2 (all our tags have one).
constexpr std::size_t kLeafOverhead = 3;
constexpr std::size_t kBranchOverhead = 7;
constexpr std::size_t kWholeTag = 0x6000;  // the item is its tag's first and last
constexpr std::size_t kMaxItemBytes = 0x1fff + 3;
constexpr std::size_t kBufferBytes = 1u << 20;

void put16(std::uint8_t* at, std::size_t value) {
  at[0] = static_cast<std::uint8_t>(value >> 8);
  at[1] = static_cast<std::uint8_t>(value);
}

void put32(std::uint8_t* at, std::uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value & 0xffff);
}

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

}  // namespace

GlassTableWriter::GlassTableWriter(const std::filesystem::path& path) : path_(path) {
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) fail(path_, "cannot create");
  buffer_.reserve(kBufferBytes + kGlassBlockBytes);
  buffer_.append(kGlassBlockBytes, '\0');
  levels_.emplace_back();
  separators_.emplace_back();
  start(levels_[0]);
  add_leaf_item({}, {});  // every table begins with a null key
}

GlassTableWriter::~GlassTableWriter() {
  if (file_ >= 0) ::close(file_);
}

std::size_t GlassTableWriter::max_room(std::size_t key_bytes) {
  const std::size_t block = kGlassBlockBytes - kDirectoryStart - kOffsetBytes;
  return std::min(block, kMaxItemBytes) - kLeafOverhead - key_bytes;
}

std::size_t GlassTableWriter::room(std::size_t key_bytes) const {
  const Block& leaf = levels_[0];
  const std::size_t free = leaf.items_begin - leaf.directory_end;
  const std::size_t needed = kOffsetBytes + kLeafOverhead + key_bytes;
  return free < needed ? 0 : std::min(free - needed, max_room(key_bytes));
}

void GlassTableWriter::add(std::string_view key, std::string_view tag) {
  if (key.empty() || key.size() > 255 || tag.size() > max_room(key.size()) || key <= last_key_)
    throw std::logic_error("a glass table takes ascending keys and tags of one block");
  if (levels_[0].items_begin - levels_[0].directory_end <
      kOffsetBytes + kLeafOverhead + key.size() + tag.size()) {
    close_leaf(key);
  }
  add_leaf_item(key, tag);
  last_key_.assign(key);
  ++entries_;
}

void GlassTableWriter::start(Block& block) {
  block.bytes.assign(kGlassBlockBytes, 0);
  block.directory_end = kDirectoryStart;
  block.items_begin = kGlassBlockBytes;
}

std::uint8_t* GlassTableWriter::place(Block& block, std::size_t item_bytes) const {
  block.items_begin -= item_bytes;
  put16(block.bytes.data() + block.directory_end, block.items_begin);
  block.directory_end += kOffsetBytes;
  return block.bytes.data() + block.items_begin;
}

void GlassTableWriter::add_leaf_item(std::string_view key, std::string_view tag) {
  const std::size_t size = kLeafOverhead + key.size() + tag.size();
  std::uint8_t* at = place(levels_[0], size);
  put16(at, (size - kLeafOverhead) | kWholeTag);
  at[2] = static_cast<std::uint8_t>(key.size());
  std::copy(key.begin(), key.end(), at + kLeafOverhead);
  std::copy(tag.begin(), tag.end(), at + kLeafOverhead + key.size());
}

// The dividing key is as short as still lies above the last key of the block before it.
void GlassTableWriter::close_leaf(std::string_view next_key) {
  const std::uint32_t block = write_block(0);
  add_branch_item(1, separators_[0], block);
  const auto differs =
      std::mismatch(next_key.begin(), next_key.end(), last_key_.begin(), last_key_.end());
  const auto shared = static_cast<std::size_t>(differs.first - next_key.begin());
  separators_[0].assign(next_key.substr(0, shared + 1));
}

// The key by value: it comes from separators_, which may grow here.
void GlassTableWriter::add_branch_item(std::size_t level, std::string key, std::uint32_t child) {
  if (level == levels_.size()) {
    levels_.emplace_back();
    separators_.emplace_back();
    start(levels_[level]);
  }
  Block* block = &levels_[level];
  const std::size_t needed = kOffsetBytes + kBranchOverhead + key.size();
  if (block->items_begin - block->directory_end < needed) {
    const std::uint32_t number = write_block(level);
    add_branch_item(level + 1, separators_[level], number);
    separators_[level].assign(key);
    block = &levels_[level];  // the vector may have grown
  }
  // The first key of a branch is never looked at.
  if (block->directory_end == kDirectoryStart) key.clear();
  std::uint8_t* at = place(*block, kBranchOverhead + key.size());
  put32(at, child);
  at[4] = static_cast<std::uint8_t>(key.size());
  std::copy(key.begin(), key.end(), at + 5);
  put16(at + 5 + key.size(), key.empty() ? 0 : 1);
}

// Returns the number under which the block under way was written; another is begun.
std::uint32_t GlassTableWriter::write_block(std::size_t level) {
  Block& block = levels_[level];
  const std::size_t free = block.items_begin - block.directory_end;
  std::uint8_t* bytes = block.bytes.data();
  put32(bytes, kRevision);
  bytes[kLevelAt] = static_cast<std::uint8_t>(level);
  put16(bytes + kMaxFreeAt, free);
  put16(bytes + kTotalFreeAt, free);
  put16(bytes + kDirectoryEndAt, block.directory_end);
  write_buffered(bytes, kGlassBlockBytes);
  start(block);
  return next_block_++;
}

GlassTableWriter::Root GlassTableWriter::finish() {
  std::uint32_t block = write_block(0);
  std::size_t level = 0;
  for (; level + 1 < levels_.size(); ++level) {
    add_branch_item(level + 1, separators_[level], block);
    block = write_block(level + 1);
  }
  flush();
  return {block, static_cast<std::uint32_t>(level), entries_, next_block_};
}

void GlassTableWriter::write_header(std::string_view header) {
  if (header.size() > kGlassBlockBytes) throw std::logic_error("the glass header is too long");
  if (!write_whole_at(file_, header.data(), header.size(), 0)) fail(path_, "cannot write");
  if (::fsync(file_) != 0) fail(path_, "cannot sync");
  if (::close(std::exchange(file_, -1)) != 0) fail(path_, "cannot close");
}

void GlassTableWriter::write_buffered(const void* bytes, std::size_t count) {
  buffer_.append(static_cast<const char*>(bytes), count);
  if (buffer_.size() >= kBufferBytes) flush();
}

void GlassTableWriter::flush() {
  if (!write_whole(file_, buffer_.data(), buffer_.size())) fail(path_, "cannot write");
  buffer_.clear();
}

}  // namespace dragoman::schema
