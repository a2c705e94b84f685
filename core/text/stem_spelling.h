// SPDX-License-Identifier: GPL-3.0-or-later
// Folded words back into the spelling that a Snowball stemmer knows: it looks for ción and ları,
// and the index holds cion and lari. Private to core/text.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::text {

// Returns the word itself, or its likeliest spelling in `buffer`. Requires: a folded word. `tag`: a
// language of stemming.cc's table.
std::string_view stem_spelling(std::string_view tag, std::string_view word, std::string& buffer);

// Returns the stem without the s of a possessive and the n of a genitive that the Turkish stemmer
// leaves behind a vowel or takes off some forms only (zirves, bakan); others' stems as they are.
std::string_view stem_remainder(std::string_view tag, std::string_view stem);

}  // namespace dragoman::text
