// SPDX-License-Identifier: GPL-3.0-or-later
// Lists into chunks under the keys that glass looks for (backends/glass/glass_postlist.cc of Xapian
// 1.4), then the header that makes a single-file database of the table (glass_version.cc).
#include "core/schema/postings_writer.h"

#include <algorithm>

#include "core/hash.h"

namespace dragoman::schema {
namespace {

// Xapian's own size of a chunk: larger ones make skipping slower, smaller ones cost keys.
constexpr std::size_t kChunkBytes = 2000;
// A chunk may be this much longer when it then fills its block, and a rest of a block shorter than
// this is left empty.
constexpr std::size_t kSlackBytes = 250;
constexpr std::size_t kMaxNumberBytes = 5;

// Seven bits a byte, lowest first, the top bit set in all but the last.
template <class Number>
void pack(std::string& out, Number value) {
  while (value >= 128) {
    out += static_cast<char>(static_cast<unsigned char>(value & 0x7f) | 0x80u);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

// Big-endian in as few bytes as its size needs, the number of leading ones telling how many.
void pack_sorted(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    out += static_cast<char>(value >> 8);
    out += static_cast<char>(value);
    return;
  }
  std::size_t length = 3;
  for (std::uint32_t rest = value >> 22; rest != 0; rest >>= 7) ++length;
  const unsigned mask = 0xffu << (10 - length);
  const std::size_t begin = out.size();
  out.resize(begin + length);
  std::uint64_t rest = value;
  for (std::size_t i = 1; i != length; ++i, rest >>= 8)
    out[begin + length - i] = static_cast<char>(rest);
  out[begin] = static_cast<char>(rest | mask);
}

// The key of a term's first chunk; of a later one with the docid it begins at. No term: the
// lengths.
std::string chunk_key(std::string_view term, std::uint32_t docid) {
  std::string key;
  if (term.empty()) {
    key.assign("\x00\xe0", 2);
  } else {
    for (const char c : term) {
      key += c;
      if (c == '\0') key += '\xff';
    }
    if (docid != 0) key += '\0';
  }
  if (docid != 0) pack_sorted(key, docid);
  return key;
}

}  // namespace

PostingsWriter::PostingsWriter(const std::filesystem::path& path,
                               std::span<const std::uint32_t> lengths)
    : table_(path), documents_(static_cast<std::uint32_t>(lengths.size())) {
  list_.reserve(lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const std::uint32_t length = lengths[i];
    list_.push_back({static_cast<std::uint32_t>(i + 1), length});
    if (length != 0) shortest_ = shortest_ == 0 ? length : std::min(shortest_, length);
    longest_ = std::max(longest_, length);
    total_length_ += length;
  }
  // Of the lengths' list the counts of the head are unused.
  std::string head;
  pack(head, 0u);
  pack(head, 0u);
  if (!list_.empty()) {
    pack(head, list_[0].docid - 1);
    write_chunks(true, head);
  }
  list_.clear();
}

void PostingsWriter::term(std::string_view term) {
  write_list();
  term_.assign(term);
}

void PostingsWriter::write_list() {
  if (list_.empty()) return;
  std::uint32_t occurrences = 0;
  for (const Posting& posting : list_) {
    occurrences += posting.wdf;
    largest_wdf_ = std::max(largest_wdf_, posting.wdf);
  }
  std::string head;
  pack(head, static_cast<std::uint32_t>(list_.size()));
  pack(head, occurrences);
  pack(head, list_[0].docid - 1);
  write_chunks(false, head);
  list_.clear();
}

// Returns how long the next chunk may be, its head included: about kChunkBytes, and so that blocks
// become full.
std::size_t PostingsWriter::chunk_bytes(std::size_t key_bytes, std::size_t head_bytes) {
  const std::size_t room = table_.room(key_bytes);
  if (room < kSlackBytes + head_bytes) return kChunkBytes;  // goes to a new block
  return room < kChunkBytes + kSlackBytes ? room : kChunkBytes;
}

void PostingsWriter::write_chunks(bool is_lengths, const std::string& head) {
  const std::string_view term = is_lengths ? std::string_view() : std::string_view(term_);
  std::string entries;
  std::string tag;
  for (std::size_t i = 0; i < list_.size();) {
    const std::size_t first = i;
    const std::string key = chunk_key(term, first == 0 ? 0 : list_[first].docid);
    const std::size_t head_bytes = (first == 0 ? head.size() : 0) + 1 + kMaxNumberBytes;
    const std::size_t limit = chunk_bytes(key.size(), head_bytes) - head_bytes;
    entries.clear();
    pack(entries, list_[i].wdf);
    for (++i; i < list_.size() && entries.size() + 2 * kMaxNumberBytes <= limit; ++i) {
      pack(entries, list_[i].docid - list_[i - 1].docid - 1);
      pack(entries, list_[i].wdf);
    }
    tag.assign(first == 0 ? head : std::string());
    tag += i == list_.size() ? '1' : '0';
    pack(tag, list_[i - 1].docid - list_[first].docid);
    tag += entries;
    table_.add(key, tag);
  }
}

void PostingsWriter::finish() {
  write_list();
  const GlassTableWriter::Root root = table_.finish();
  table_.write_header(header(root));
}

std::string PostingsWriter::header(const GlassTableWriter::Root& root) const {
  static constexpr std::string_view kMagic("\x0f\x0dXapian Glass\x04n", 16);
  static constexpr unsigned kTables =
      6;  // postings, data, termlists, positions, spelling, synonyms
  static constexpr unsigned kAbsent = 3;  // sequential, no root block
  static constexpr unsigned kCompressMin[kTables] = {0, 18, 18, 0, 18, 18};
  std::string out(kMagic);
  // The database's UUID: the same input gives the same file.
  std::uint64_t half = hash64(std::to_string(total_length_), documents_ + kHashStart);
  for (int i = 0; i < 16; ++i) {
    if (i == 8) half = hash64(std::to_string(root.entries), half);
    out += static_cast<char>(half >> (8 * (i % 8)));
  }
  pack(out, 1u);  // revision
  for (unsigned table = 0; table < kTables; ++table) {
    const bool is_postings = table == 0;
    pack(out, is_postings ? root.block : 0u);
    pack(out, is_postings ? root.level << 2 | 2u : kAbsent);
    pack(out, is_postings ? root.entries : std::uint64_t{0});
    pack(out, static_cast<unsigned>(kGlassBlockBytes >> 11));
    pack(out, kCompressMin[table]);
    std::string free_list;  // revision, first unused block, two empty cursors {block, offset}
    if (is_postings) {
      pack(free_list, 1u);
      pack(free_list, root.blocks);
      free_list.append(4, '\0');
    }
    pack(out, free_list.size());
    out += free_list;
  }
  pack(out, documents_);
  pack(out, 0u);  // last docid less the number of documents
  pack(out, shortest_);
  pack(out, largest_wdf_);
  pack(out, std::max(longest_, largest_wdf_) - largest_wdf_);
  pack(out, 0u);  // oldest changeset
  pack(out, total_length_);
  pack(out, 0u);  // spelling
  return out;
}

}  // namespace dragoman::schema
