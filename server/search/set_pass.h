// SPDX-License-Identifier: GPL-3.0-or-later
// The set pass: which articles match the text of a query, exactly, before filters and without
// ranking (docs/query-language.md says what matches). Walks postlists itself, verifies phrases in
// the forward file, caches results.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/set_query.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// Ascending rows of one segment.
using RowSet = std::vector<std::uint32_t>;

// Matching rows per segment of a snapshot.
struct MatchSet {
  std::vector<RowSet> segments;
  std::vector<std::string> cut_prefixes;  // of which only the most frequent words were looked for
  std::uint64_t size() const {
    std::uint64_t total = 0;
    for (const RowSet& rows : segments) total += rows.size();
    return total;
  }
};

// Throws Xapian::Error, DeadlineExceeded.
MatchSet run_set_pass(const SetQuery& query, const Snapshot& snapshot, Handles& handles,
                      Deadline& deadline);

// Match sets by (revision, query key), least recently used first out. Thread safety: all members.
class MatchSetCache {
 public:
  explicit MatchSetCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  std::shared_ptr<const MatchSet> find(const std::string& key);
  void put(const std::string& key, std::shared_ptr<const MatchSet> set);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const MatchSet> set;
    std::size_t bytes;
  };
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::mutex mutex_;
  std::list<Entry> entries_;  // most recent first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace dragoman::search
