// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a query that mean themselves, each at its place in the text as typed: what a better
// spelling may replace. Excluded words, beginnings (word*) and values of fields other than title
// are none of them. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"
#include "server/search/query_ast.h"

namespace dragoman::search {

struct QueryWord {
  std::uint32_t begin = 0;  // byte range in the query
  std::uint32_t end = 0;
  std::string form;  // folded
  text::Script script = text::Script::kOther;
  std::uint32_t text = 0;  // words with the same number follow each other in one text
  bool is_bare = false;    // neither in quotes, nor beside NEAR, nor in a title:
};

std::vector<QueryWord> query_words(std::string_view query, const ParsedQuery& parsed,
                                   text::Analyser& analyser);

// Returns the query with other texts at the places of some words, or "" when it would not be read
// with the same structure. Requires: places ascend and do not overlap.
struct Replacement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};
std::string with_replacements(std::string_view query, const std::vector<Replacement>& places);

}  // namespace dragoman::search
