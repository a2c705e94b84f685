// SPDX-License-Identifier: GPL-3.0-or-later
// The spelling of language tags. Pure; knows no list of languages.
#pragma once

#include <string>
#include <string_view>

namespace dragoman {

// Returns the tag in the case of BCP 47 ("zh_hans" → "zh-Hans", "PT-br" → "pt-BR"), or "" when it
// is not well formed or longer than 35 bytes.
std::string normalized_language_tag(std::string_view tag);

}  // namespace dragoman
