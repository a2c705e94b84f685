// SPDX-License-Identifier: GPL-3.0-or-later
// Comma lists with weights ("de, en;q=0.8"), as Accept headers hold them. Pure; total: any bytes
// in.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dragoman::api {

// Calls `visit` with each item's name and its q × 1000 (1000 without one, 0 when it cannot be read:
// such an item is refused, not favoured). Looks at the first 100 items.
void for_each_weighted(std::string_view list,
                       const std::function<void(std::string_view, int)>& visit);

// Returns the language tag with the highest weight (the first of equals), "" when there is none.
std::string preferred_language(std::string_view accept_language);

bool is_language_tag(std::string_view text);

}  // namespace dragoman::api
