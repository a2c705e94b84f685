// SPDX-License-Identifier: GPL-3.0-or-later
// A word of a query into the inflected forms that this index holds of it, by the stem families of
// its segments (core/schema/stem_families.h). The word's own language is not asked for: it has the
// languages of the articles it stands in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"
#include "core/text/stemming.h"
#include "server/search/snapshot.h"

namespace dragoman::search {

// Returns the languages in whose articles the word stands, a bit for each StemLanguage.
std::uint32_t languages_of(const Snapshot& snapshot, std::string_view word);

// Thread safety: one thread each. Borrows the snapshot and its handles.
class WordFamilies {
 public:
  WordFamilies(const Snapshot& snapshot, const Handles& handles)
      : snapshot_(snapshot), handles_(handles) {}

  // Returns other forms of the word, at most `limit`, those in the most articles first; a word that
  // stands nowhere has the family of every language of its script. Throws Xapian::Error.
  std::vector<std::string> forms(std::string_view word, text::Script script, std::size_t limit);

 private:
  const Snapshot& snapshot_;
  const Handles& handles_;
  text::Stemmer stemmer_;
};

}  // namespace dragoman::search
