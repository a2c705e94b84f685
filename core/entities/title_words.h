// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a place in a text stands next to a word of office (President, 总统, الرئيس): the weakest
// kind of support for an ambiguous name. Knows words only, no persons.
#pragma once

#include <cstddef>

#include "core/text/analysis.h"

namespace dragoman::entities {

// Returns true when units [first, first + count) directly follow a word of office (or, in Han, kana
// and Hangul text, unless `only_before`, directly precede one). Requires: the range lies inside the
// analysis.
bool stands_by_title(const text::Analysis& analysis, std::size_t first, std::size_t count,
                     bool only_before = false);

}  // namespace dragoman::entities
