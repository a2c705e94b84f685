// SPDX-License-Identifier: GPL-3.0-or-later
// Query text → ParsedQuery. Total: any bytes give a query and notes, never an error.
#pragma once

#include <string>
#include <string_view>

#include "server/search/query_ast.h"

namespace dragoman::search {

// Words, "phrases" (also “ ” „ « » 「 」 『 』), AND OR NOT NEAR/n in capitals (also full-width), +
// and - directly before a word, phrase or parenthesis at a word's start, ( ), begin*, field:value,
// field:"value", field:( … ). A hyphen inside a word is never NOT. Unbalanced quotes and
// parentheses are ignored with a note; more than max_clauses leaves or max_nesting levels are cut
// with one.
ParsedQuery parse_query(std::string_view query, const QueryLimits& limits);

// Returns a text that parses to the same query.
std::string to_query_text(const ParsedQuery& query);

}  // namespace dragoman::search
