// SPDX-License-Identifier: GPL-3.0-or-later
// Hand-written folds that Unicode's NFKC_Casefold does not make. Private to core/text.
#pragma once

#include <string_view>

namespace dragoman::text {

// Returns what a code point folds to before (and again after) normalisation, or an empty view if we
// leave it to Unicode.
std::u32string_view letter_fold(char32_t code_point);

// Space-separated pairs: a Han variant (mostly kyūjitai, shinjitai and name forms ICU's
// Traditional-Simplified leaves apart), then the form it counts as.
extern const std::u32string_view kHanVariants;

}  // namespace dragoman::text
