// SPDX-License-Identifier: GPL-3.0-or-later
// What a line looks like: title, prose, how long. Judges by characters only; knows no phrases.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::indexer {

// The trimmed lines of a page, views into its text; an empty view is a blank line.
using Lines = std::vector<std::string_view>;

// Returns the trimmed lines of a clean text.
Lines lines_of(std::string_view text);

std::size_t count_code_points(std::string_view text);
// Whether the line ends a sentence, closing quotes aside.
bool ends_sentence(std::string_view line);
// Short, and not a sentence: a question or an exclamation may be a title, a full stop only as in
// "U.S.".
bool looks_like_title(std::string_view line);
// Long enough, or closed enough, to be running text.
bool looks_like_prose(std::string_view line);

// Han, kana, Hangul and the punctuation of East Asia, which are written without spaces between
// words.
bool is_east_asian(char32_t c);

}  // namespace dragoman::indexer
