// SPDX-License-Identifier: GPL-3.0-or-later
// A word of a query, with those around it → names of the gazetteer that may have been meant: all
// words of the name but the misspelt ones stand beside it. People of two names may be called by
// either first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/query_words.h"
#include "server/search/text_match.h"

namespace dragoman::search {

struct NameGuess {
  entities::EntityIndex entity = 0;
  std::uint64_t articles = 0;      // about the entity, at least 1
  std::uint64_t uses = 0;          // articles with the rarest of its misspelt words, rightly spelt
  unsigned errors = 0;             // over all its words, at least 1
  std::size_t first_word = 0;      // in the query's words
  std::vector<std::string> words;  // as people write them
};

// Returns names over word `at` of the query that the index has articles about. Throws
// Xapian::Error, DeadlineExceeded.
std::vector<NameGuess> names_near(const std::vector<QueryWord>& words, std::size_t at,
                                  SearchContext context);

}  // namespace dragoman::search
