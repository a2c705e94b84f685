// SPDX-License-Identifier: GPL-3.0-or-later
// The language of a text, as a BCP 47 tag. Knows scripts and characters, not articles.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::indexer {

// Returns the language of most of the text: by its script where that is enough (ko, ja, th, el …),
// zh-Hans or zh-Hant by the characters only one of them uses (zh when they do not tell), else
// statistically. "" when the text is too short or mixed to tell. Looks at the first 32 KiB. Total;
// linear. Thread safety: safe.
std::string detect_language(std::string_view text);

// Returns the tag an article is stored under: the declared one, made more exact where the text
// tells (zh → zh-Hans, zh-TW → zh-Hant), else the detected one.
std::string refine_language(std::string_view declared, std::string_view text);

}  // namespace dragoman::indexer
