// SPDX-License-Identifier: GPL-3.0-or-later
// Shown texts with the places a query matches: analyses the original text with the same analyser
// and cuts it into matched and other segments on exact character borders. Never HTML.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "core/text/graphemes.h"
#include "server/search/mark_finder.h"
#include "server/search/passage.h"
#include "server/search/search_types.h"

namespace dragoman::search {

// Returns at most so many bytes from the beginning of a text, ended at a space where one is near.
std::string_view beginning(std::string_view text, std::size_t max_bytes);

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Highlighter {
 public:
  // All are borrowed and must outlive the highlighter. One thread at a time. `max_bytes`: how much
  // of one text is looked into; what is behind stays unmarked.
  Highlighter(const HighlightQuery& query, const entities::Recognizer& recognizer,
              text::Analyser& analyser, std::size_t max_bytes = std::string_view::npos);

  // The whole text.
  std::vector<TextSegment> mark(std::string_view text);
  // At most so many bytes of it, ended at a character border with "…" where text was left out.
  std::vector<TextSegment> beginning_of(std::string_view text, std::size_t max_bytes);
  // The passage of `summary` or `body` that says most about the query (passage.h), else their
  // beginning; at most kSnippetBytes, "…" where text was left out.
  std::vector<TextSegment> snippet(std::string_view summary, std::string_view body);

  static constexpr std::size_t kSnippetBytes = 1600;

 private:
  // A text as it was looked into.
  struct Looked {
    std::string_view whole;
    std::string_view text;
    text::Analysis analysis;
    std::vector<MarkedPlace> places;
    Passage passage;
  };
  Looked look(std::string_view whole);
  std::vector<ByteRange> marked_ranges(const Looked& looked);
  ByteRange shown_range(const Looked& looked);
  std::vector<TextSegment> cut(const Looked& looked, ByteRange shown);

  MarkFinder finder_;
  text::Analyser& analyser_;
  text::Graphemes graphemes_;
  std::size_t max_bytes_;
};

}  // namespace dragoman::search
