// SPDX-License-Identifier: GPL-3.0-or-later
// A folded word → how people write it: with its accents, its hamzas, its capitals. Read from an
// article that has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/search/text_match.h"

namespace dragoman::search {

// Whether some live article has the term. Throws Xapian::Error.
bool has_article(const std::string& term, const SearchContext& context);

// Returns the word as a title has it; as a text has it when no title does and `also_texts`; else
// nullopt. Throws Xapian::Error, DeadlineExceeded.
std::optional<std::string> written_form(std::string_view form, bool also_texts,
                                        SearchContext context);

// Returns the word with capitals where the model has them: none, the first, all.
std::string in_case_of(std::string_view model, std::string_view word);

}  // namespace dragoman::search
