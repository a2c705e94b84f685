// SPDX-License-Identifier: GPL-3.0-or-later
// The places of a text that a query marks. Knows units and names; knows neither bytes to show nor
// passages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"
#include "server/search/highlight_query.h"

namespace dragoman::search {

// A marked place: original bytes [begin, end), standing in units [first, last).
struct MarkedPlace {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  QueryPart part = 0;
  double share = 1;
};

class MarkFinder {
 public:
  // Both are borrowed and must outlive the finder.
  MarkFinder(const HighlightQuery& query, const entities::Recognizer& recognizer);

  // Returns all places, also overlapping ones, ascending by `first`. Linear in the text and in the
  // query's words, whatever repeats in either.
  std::vector<MarkedPlace> find(const text::Analysis& analysis) const;

 private:
  // A run of more than two forms, or an open one, as numbers, with the table of Knuth, Morris and
  // Pratt.
  struct LongRun {
    std::uint32_t run = 0;
    std::vector<std::uint32_t> forms;     // those that must be equal
    std::vector<std::uint32_t> fallback;  // by forms matched
  };
  using Places = std::vector<MarkedPlace>;
  // The number of each unit's form in the query, 0 for none.
  std::vector<std::uint32_t> numbers(const text::Analysis& analysis) const;

  void add_long_run(std::uint32_t run);
  bool equal(const LongRun& pattern, std::uint32_t at, std::uint32_t form, text::Gap gap) const;
  void find_short(const text::Analysis& analysis, const std::vector<std::uint32_t>& forms,
                  Places& places) const;
  void find_long(const LongRun& pattern, const text::Analysis& analysis,
                 const std::vector<std::uint32_t>& forms, Places& places) const;
  void find_beginnings(const text::Analysis& analysis, Places& places) const;
  void find_korean(const text::Analysis& analysis, Places& places) const;
  void find_names(const text::Analysis& analysis, Places& places) const;

  const HighlightQuery& query_;
  const entities::Recognizer& recognizer_;
  std::unordered_map<std::string_view, std::uint32_t> number_of_;  // from 1
  std::vector<std::vector<std::uint32_t>> short_runs_;             // by the first form's number
  std::vector<LongRun> long_runs_;
  std::vector<std::uint32_t> beginnings_;  // runs of one open form
};

}  // namespace dragoman::search
