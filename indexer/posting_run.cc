// SPDX-License-Identifier: GPL-3.0-or-later
// A run on disk: for each term in byte order {length of the term, term, number of postings, then
// for each posting row less the one before and wdf}, numbers as LEB128. Temporary: of no version.
#include "indexer/posting_run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <numeric>
#include <queue>
#include <stdexcept>
#include <system_error>

#include "core/schema/mapped_file.h"
#include "core/schema/postings_writer.h"
#include "core/schema/whole_write.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFirstSlots = 1u << 12;
constexpr std::size_t kBufferBytes = 1u << 20;
// Runs are read side by side, hundreds of them for a large archive.
constexpr std::size_t kReleaseBytes = 1u << 18;

[[noreturn]] void fail(const fs::path& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path.string());
}

void pack(std::string& out, std::uint32_t value) {
  for (; value >= 128; value >>= 7) out += static_cast<char>((value & 0x7f) | 0x80);
  out += static_cast<char>(value);
}

class RunFile {
 public:
  explicit RunFile(const fs::path& path)
      : path_(path), file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (file_ < 0) fail(path_, "cannot create");
  }
  ~RunFile() { ::close(file_); }
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  std::string& buffer() { return buffer_; }
  void flush(std::size_t from_bytes) {
    if (buffer_.size() < from_bytes) return;
    if (!schema::write_whole(file_, buffer_.data(), buffer_.size())) fail(path_, "cannot write");
    buffer_.clear();
  }

 private:
  fs::path path_;
  int file_;
  std::string buffer_;
};

// Reads a run term by term, mapped.
class RunReader {
 public:
  RunReader(const fs::path& path, std::uint32_t first_docid)
      : path_(path), first_docid_(first_docid) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || ::fstat(file, &status) != 0) fail(path_, "cannot open");
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ > 0) {
      void* data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
      if (data == MAP_FAILED) fail(path_, "cannot map");
      ::madvise(data, size_, MADV_SEQUENTIAL);
      begin_ = at_ = released_ = static_cast<const char*>(data);
      end_ = begin_ + size_;
    }
    ::close(file);
  }
  ~RunReader() {
    if (begin_ != nullptr) ::munmap(const_cast<char*>(begin_), size_);
  }
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;

  // Goes to the next term; false at the end.
  bool next() {
    if (at_ == end_) return false;
    const std::size_t length = number();
    if (static_cast<std::size_t>(end_ - at_) < length) damaged();
    term_ = {at_, length};
    at_ += length;
    return true;
  }
  std::string_view term() const { return term_; }
  std::uint32_t first_docid() const { return first_docid_; }
  void copy_postings(schema::PostingsWriter& out) {
    std::uint32_t docid = first_docid_;
    for (std::uint32_t left = number(); left > 0; --left) {
      docid += number();
      const std::uint32_t wdf = number();
      out.posting(docid, wdf);
    }
    if (static_cast<std::size_t>(at_ - released_) < kReleaseBytes) return;
    schema::release_pages(released_, static_cast<std::size_t>(at_ - released_));
    released_ = at_;
  }

 private:
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (at_ == end_) damaged();
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<std::uint32_t>(byte & 0x7fu) << shift;
      if (byte < 0x80) return value;
    }
    damaged();
  }
  [[noreturn]] void damaged() const {
    throw std::runtime_error("a temporary file is damaged: " + path_.string());
  }

  fs::path path_;
  std::uint32_t first_docid_;
  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* released_ = nullptr;  // what is before is not in memory any more
  const char* end_ = nullptr;
  std::size_t size_ = 0;
  std::string_view term_;
};

}  // namespace

PostingBuffer::PostingBuffer() : slots_(kFirstSlots, 0) {}

void PostingBuffer::add(std::string_view term, std::uint32_t wdf) {
  posting_of(term).wdf += wdf;
  lengths_.back() += wdf;
}

PostingBuffer::Posting& PostingBuffer::posting_of(std::string_view term) {
  const std::uint32_t id = intern(term);
  const auto row = static_cast<std::uint32_t>(lengths_.size() - 1);
  Entry& entry = entries_[id];
  if (entry.postings == 0 || postings_[entry.last_posting].row != row) {
    entry.last_posting = static_cast<std::uint32_t>(postings_.size());
    ++entry.postings;
    postings_.push_back({id, row, 0});
  }
  return postings_[entry.last_posting];
}

std::uint32_t PostingBuffer::intern(std::string_view term) {
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(term));
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash == hash && text(entry) == term) return slots_[slot] - 1;
  }
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({text_.size(), static_cast<std::uint32_t>(term.size()), hash, 0, 0});
  text_ += term;
  slots_[slot] = id + 1;
  if (entries_.size() * 2 > slots_.size()) grow();
  return id;
}

void PostingBuffer::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 2, 0);
  const std::size_t mask = wider.size() - 1;
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
    std::size_t slot = entries_[id].hash & mask;
    while (wider[slot] != 0) slot = (slot + 1) & mask;
    wider[slot] = id + 1;
  }
  slots_ = std::move(wider);
}

std::vector<std::uint32_t> PostingBuffer::terms_in_order() const {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
    return text(entries_[a]) < text(entries_[b]);
  });
  return order;
}

void PostingBuffer::write(const fs::path& path) const {
  // Counting sort by term; rows stay in order.
  std::vector<std::uint32_t> ends(entries_.size() + 1, 0);
  for (std::size_t id = 0; id < entries_.size(); ++id)
    ends[id + 1] = ends[id] + entries_[id].postings;
  std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
  std::vector<std::uint32_t> by_term(postings_.size());
  for (std::uint32_t i = 0; i < postings_.size(); ++i) by_term[next[postings_[i].term]++] = i;

  RunFile file(path);
  std::string& out = file.buffer();
  for (const std::uint32_t id : terms_in_order()) {
    const Entry& entry = entries_[id];
    pack(out, entry.length);
    out += text(entry);
    pack(out, entry.postings);
    std::uint32_t before = 0;
    for (std::uint32_t i = ends[id]; i < ends[id + 1]; ++i) {
      const Posting& posting = postings_[by_term[i]];
      pack(out, posting.row - before);
      pack(out, posting.wdf);
      before = posting.row;
    }
    file.flush(kBufferBytes);
  }
  file.flush(1);
}

void merge_runs(const std::vector<fs::path>& runs, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> lengths, const fs::path& output) {
  std::vector<std::unique_ptr<RunReader>> readers;
  // By term, then by run: postings of a term come in the order of docids.
  const auto later = [](const RunReader* a, const RunReader* b) {
    const int order = a->term().compare(b->term());
    return order != 0 ? order > 0 : a->first_docid() > b->first_docid();
  };
  std::priority_queue<RunReader*, std::vector<RunReader*>, decltype(later)> queue(later);
  std::uint32_t docid = 1;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    readers.push_back(std::make_unique<RunReader>(runs[i], docid));
    docid += rows[i];
    if (readers.back()->next()) queue.push(readers.back().get());
  }
  schema::PostingsWriter out(output, lengths);
  std::string term;
  while (!queue.empty()) {
    RunReader* reader = queue.top();
    queue.pop();
    if (reader->term() != term) {
      term.assign(reader->term());
      out.term(term);
    }
    reader->copy_postings(out);
    if (reader->next()) queue.push(reader);
  }
  out.finish();
}

}  // namespace dragoman::indexer
