// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a page → paragraphs, with paragraph breaks repaired. Knows no phrases and no articles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extraction/line_shape.h"

namespace dragoman::indexer {

// A paragraph and whether a blank line (or the end) stands before what follows it.
struct Paragraph {
  std::string text;
  bool blank_follows = true;
};

// Every line is a paragraph, except that hard-wrapped lines are joined.
std::vector<Paragraph> paragraphs_of(const Lines& lines);

// Splits at "nn" that once was "\n\n": only behind the end of a sentence and before a letter that
// can open one, never inside words ("Vienna", "Finnland"). Returns at least one piece unless the
// text is empty.
std::vector<std::string_view> split_damaged_breaks(std::string_view text);

// Joins with "\n\n", after repairing damaged breaks.
std::string join_paragraphs(const std::vector<Paragraph>& paragraphs, std::size_t first);

}  // namespace dragoman::indexer
