// SPDX-License-Identifier: GPL-3.0-or-later
// A page that digests several articles → these articles. Knows lines and bylines.
#pragma once

#include <vector>

#include "core/article.h"
#include "indexer/extraction/line_shape.h"

namespace dragoman::indexer {

// A digest has two or more lines "outlet · date".
bool is_digest(const Lines& lines);

// Requires: is_digest(lines), boilerplate blanked. Returns one article for each byline that has a
// title or a text; without id and language.
std::vector<Article> read_digest(const Lines& lines);

// Returns the sentences of a digest text as paragraphs joined by "\n\n": reference marks "[1]" are
// removed, bullets " - " and the headings before them become paragraphs.
std::string digest_body(std::string_view text);

}  // namespace dragoman::indexer
