// SPDX-License-Identifier: GPL-3.0-or-later
// In how many articles of one language a term stands. An index knows it for all articles together;
// of "Tesla" that says little when Spanish articles are full of it and one English article tells of
// it. Counted by walking the term's postings and remembered. Belongs to a Snapshot.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/schema/columns.h"
#include "core/text/stemming.h"
#include "server/search/deadline.h"

namespace dragoman::search {

class Snapshot;
struct Handles;

// Returns for each language tag of a segment's dictionary whether it is of this language.
std::vector<bool> tags_of_language(const schema::Columns& columns, text::StemLanguage language);

// Thread safety: any thread, each with its own handles.
class TermCounts {
 public:
  // Throws Xapian::Error, DeadlineExceeded.
  double in_language(const std::string& term, text::StemLanguage language, const Snapshot& snapshot,
                     Handles& handles, Deadline& deadline);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> counts_;  // by language and term
};

}  // namespace dragoman::search
