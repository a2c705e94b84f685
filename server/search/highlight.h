// SPDX-License-Identifier: GPL-3.0-or-later
// Shown texts with the places a query matches: analyses the original text with the same analyser
// and cuts it into matched and other segments on exact character borders. Never HTML.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/query_plan.h"
#include "server/search/search_types.h"

namespace dragoman::search {

// Returns at most so many bytes from the beginning of a text, ended at a space where one is near.
std::string_view beginning(std::string_view text, std::size_t max_bytes);

// A matched place: units [first, last) of an analysis, and which part of the query it is.
struct MarkedPlace {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t part = 0;
};

class Highlighter {
 public:
  // All are borrowed and must outlive the highlighter. One thread at a time. `max_bytes`: how much
  // of one text is looked into; what is behind stays unmarked.
  Highlighter(const HighlightQuery& query, const entities::Recognizer& recognizer,
              text::Analyser& analyser, std::size_t max_bytes = std::string_view::npos);

  // The whole text.
  std::vector<TextSegment> mark(std::string_view text);
  // The passage of `summary` or `body` with the most parts of the query near each other, else their
  // beginning; about kSnippetUnits units, begun at a sentence where one is near, "…" where text was
  // left out.
  std::vector<TextSegment> snippet(std::string_view summary, std::string_view body);

 private:
  struct Passage {
    std::uint32_t first = 0;  // units
    std::uint32_t last = 0;
    std::uint32_t parts = 0;
    std::uint32_t places = 0;
  };
  std::vector<MarkedPlace> find(const text::Analysis& analysis) const;
  // Words at `first` that the query gives the beginning of.
  void find_prefixes(const text::Analysis& analysis, std::uint32_t first,
                     std::vector<MarkedPlace>& places) const;
  std::uint32_t prefixes_end() const {
    return static_cast<std::uint32_t>(query_.runs.size() + query_.prefixes.size());
  }
  Passage best_passage(const text::Analysis& analysis,
                       const std::vector<MarkedPlace>& places) const;
  std::vector<TextSegment> cut(std::string_view text, const text::Analysis& analysis,
                               const std::vector<MarkedPlace>& places, std::uint32_t begin,
                               std::uint32_t end) const;

  const HighlightQuery& query_;
  const entities::Recognizer& recognizer_;
  text::Analyser& analyser_;
  std::size_t max_bytes_;
  std::unordered_multimap<std::string_view, std::uint32_t> runs_by_first_;
};

}  // namespace dragoman::search
