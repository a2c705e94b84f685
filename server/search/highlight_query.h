// SPDX-License-Identifier: GPL-3.0-or-later
// What of a query is to be marked in shown texts, and which of its words each mark stands for.
// Plain data, made by the planner.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/text/analysis.h"

namespace dragoman::search {

// The word, run or name of a query that a mark stands for: a passage is the better the more
// different ones it holds, and all forms of one word are one.
using QueryPart = std::uint32_t;

// Unit forms that stand together, with the same gaps between them as here.
struct MarkedRun {
  std::vector<std::string> forms;
  std::vector<text::Gap> gaps;  // one less than forms
  bool begins = false;          // the last form is only the beginning of a word
  QueryPart part = 0;
  double share = 1;  // how much of its part it is: two characters of a longer run are less

  bool operator<(const MarkedRun& other) const {
    return std::tie(forms, gaps, begins, part) <
           std::tie(other.forms, other.gaps, other.begins, other.part);
  }
  bool same_marks(const MarkedRun& other) const {
    return forms == other.forms && gaps == other.gaps && begins == other.begins;
  }
};

struct MarkedStem {
  std::string stem;  // marked in all Korean words that contain it
  QueryPart part = 0;
};

struct MarkedEntity {
  entities::EntityIndex entity = 0;  // every name of it is marked
  QueryPart part = 0;
};

struct HighlightQuery {
  std::vector<MarkedRun> runs;
  std::vector<MarkedStem> korean_stems;
  std::vector<MarkedEntity> entities;
  QueryPart parts = 0;  // as many are given out
  bool empty() const { return runs.empty() && korean_stems.empty() && entities.empty(); }
};

}  // namespace dragoman::search
