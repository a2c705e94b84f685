// SPDX-License-Identifier: GPL-3.0-or-later
// The words that an index knows, as spellings: a word as typed → those that it may have been meant
// to be, each with how many articles have it. Hangul words count without their particles too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/forward_file.h"
#include "server/search/spelling_table.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// Returns the spellings of a segment's most frequent words, the frequent first; ids for
// spelled_word. Throws DeadlineExceeded.
SpellingTable spell_words(const schema::ForwardFile& forward, Deadline& deadline);
std::string_view spelled_word(const schema::ForwardFile& forward, std::uint32_t id);

struct SpelledWord {
  std::string form;
  unsigned errors = 0;
  std::uint64_t articles = 0;
};

// Returns words of the index within as many errors as the word's length allows, itself left out,
// those with fewer errors first; at most 96. Throws Xapian::Error, DeadlineExceeded.
std::vector<SpelledWord> words_near(const Keys& word, SearchContext context);

// Returns in how many articles a word stands, for Hangul with or without particles; deleted ones
// count until their segment is rewritten. Throws Xapian::Error.
std::uint64_t articles_with(std::string_view form, const Handles& handles);

}  // namespace dragoman::search
