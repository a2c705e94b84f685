// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a word → words of the archive that begin so, those of titles first, as titles
// write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/search/text_match.h"

namespace dragoman::search {

// Returns the folded texts with which what is written so may begin: itself, and where it ends in a
// Hangul syllable that may still take a last consonant, those with one.
std::vector<std::string> typed_beginnings(std::string_view folded);

// Returns at most `limit` words: frequent ones, in titles above all, but not those that stand in
// every text. Requires: `folded` is one word of a script written with spaces. Throws Xapian::Error,
// DeadlineExceeded.
std::vector<std::string> words_beginning(std::string_view folded, text::Script script,
                                         std::size_t limit, SearchContext context);

}  // namespace dragoman::search
