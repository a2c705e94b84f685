// SPDX-License-Identifier: GPL-3.0-or-later
// How a form is written: capitals, accents, katakana — what folding takes away or leaves, and what
// keeps "us" from being the US. Pure functions of characters.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/text/analysis.h"

namespace dragoman::entities {

bool is_katakana(char32_t c);

// Return 0 for an empty form.
char32_t first_code_point(std::string_view form);
char32_t last_code_point(std::string_view form);

// Returns whether the first letter is a capital.
bool begins_with_capital(std::string_view original);

// Returns whether the text is ASCII and has letters, at most `limit` of them, all of them capitals.
bool is_all_capitals(std::string_view original, std::size_t limit);

// Returns false for a word in small ASCII letters: it has lost no accent, it never had one.
bool has_accent(std::string_view original);

// Returns whether this is a single Latin word whose accents folding drops, so that it may look like
// a word of another language.
bool is_accented_word(const text::Analysis& analysis, std::string_view original);

// Returns the original bytes from one unit to another; empty when they lie outside.
std::string_view slice(std::string_view original, const text::Unit& first, const text::Unit& last);

}  // namespace dragoman::entities
