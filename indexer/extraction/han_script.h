// SPDX-License-Identifier: GPL-3.0-or-later
// Simplified or traditional Chinese, by the characters that only one of the two uses. Knows
// characters only.
#pragma once

namespace dragoman::indexer {

enum class HanScript { kBoth, kSimplified, kTraditional };

// Returns which of the two writings uses this character; kBoth for all that tell nothing. Thread
// safety: safe.
HanScript han_script(char32_t c);

}  // namespace dragoman::indexer
