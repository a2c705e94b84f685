// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks what is no part of any article. A phrase decides on its own line; its neighbours go only
// when they stand where a notice or a caption puts them. Linear time. Must not know titles, leads
// or bodies.
#include "indexer/extraction/boilerplate.h"

#include "indexer/extraction/page_phrases.h"

namespace dragoman::indexer {
namespace {

// Blanks the notice at `i` and its texts and buttons behind, over blank lines; returns the first
// line after it.
std::size_t blank_notice(Lines& lines, std::size_t i) {
  lines[i++] = {};
  for (; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    if (!is_cookie_notice(lines[i]) && !belongs_to_notice(lines[i])) break;
    lines[i] = {};
  }
  return i;
}

// The description of an image is the one line of its block before the caption, and never the first
// of the page (that is the title).
bool is_image_description(const Lines& lines, std::size_t i, std::size_t first) {
  return i > first && !lines[i].empty() && lines[i - 1].empty() && lines[i].size() <= 500;
}

}  // namespace

void blank_boilerplate(Lines& lines) {
  std::size_t first = 0;
  while (first < lines.size() && lines[first].empty()) ++first;
  for (std::size_t i = first; i < lines.size();) {
    if (lines[i].empty()) {
      ++i;
      continue;
    }
    if (is_cookie_notice(lines[i])) {
      i = blank_notice(lines, i);
      continue;
    }
    const Caption caption = caption_kind(lines[i]);
    if (caption == Caption::kImage && i > 0 && is_image_description(lines, i - 1, first))
      lines[i - 1] = {};
    if (caption != Caption::kNone || is_share_line(lines[i])) lines[i] = {};
    ++i;
  }
}

}  // namespace dragoman::indexer
