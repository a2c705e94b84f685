// SPDX-License-Identifier: GPL-3.0-or-later
// The short words that stand before or behind a word with an apostrophe between. Private to
// core/text.
#pragma once

#include <cstddef>
#include <string_view>

namespace dragoman::text {

inline constexpr std::size_t kLongestListed = 6;  // letters of the longest form in either list
inline constexpr std::size_t kShortestName = 3;   // letters a word must have to take any ending

// Requires: folded forms.
bool is_elision(std::string_view form);      // l', dell', jusqu'
bool is_name_ending(std::string_view form);  // Türkiye'nin, İstanbul'da

}  // namespace dragoman::text
