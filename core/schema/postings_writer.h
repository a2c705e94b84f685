// SPDX-License-Identifier: GPL-3.0-or-later
// Posting lists in term order in, one read-only Xapian glass database in a single file out, with
// neither positions nor termlists nor document data. Xapian inverts documents in a tree of strings,
// which was half of what a build cost; lists that are inverted and sorted already need only be
// written down (docs/decisions/0004-postings-writer.md). Xapian reads the file as any other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/glass_table_writer.h"

namespace dragoman::schema {

class PostingsWriter {
 public:
  // `lengths`: by docid - 1, the sum of wdf of each document. Throws std::system_error when the
  // file cannot be written, as do all members.
  PostingsWriter(const std::filesystem::path& path, std::span<const std::uint32_t> lengths);

  // Begins the list of a term. Requires: terms ascend strictly bytewise, of 1 to kMaxTermBytes.
  void term(std::string_view term);
  // Requires: docids ascend strictly within a term, from 1 to lengths.size().
  void posting(std::uint32_t docid, std::uint32_t wdf) { list_.push_back({docid, wdf}); }
  // Writes the rest, syncs and closes. A term without postings is left out.
  void finish();

 private:
  struct Posting {
    std::uint32_t docid;
    std::uint32_t wdf;
  };
  struct Chunk;

  void write_list();
  void write_chunks(bool is_lengths, const std::string& head);
  std::size_t chunk_bytes(std::size_t key_bytes, std::size_t head_bytes);
  std::string header(const GlassTableWriter::Root& root) const;

  GlassTableWriter table_;
  std::string term_;
  std::vector<Posting> list_;  // of term_
  std::uint32_t documents_ = 0;
  std::uint32_t shortest_ = 0;  // document lengths; 0 is not counted
  std::uint32_t longest_ = 0;
  std::uint64_t total_length_ = 0;
  std::uint32_t largest_wdf_ = 0;
};

}  // namespace dragoman::schema
