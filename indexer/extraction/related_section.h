// SPDX-License-Identifier: GPL-3.0-or-later
// The section of teasers behind an article. Knows lines, not articles' bodies.
#pragma once

#include <cstddef>
#include <vector>

#include "core/article.h"
#include "indexer/extraction/line_shape.h"

namespace dragoman::indexer {

// Returns the index of the first heading of a related section that has text before it, or
// lines.size().
std::size_t find_related_heading(const Lines& lines);

// Returns the teasers in lines[first..]; boilerplate must already be blanked. A title-like line
// before a paragraph is the title of that teaser.
std::vector<RelatedArticle> read_teasers(const Lines& lines, std::size_t first);

}  // namespace dragoman::indexer
