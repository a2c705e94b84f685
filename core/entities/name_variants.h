// SPDX-License-Identifier: GPL-3.0-or-later
// Regular variants of written forms that files need not spell out. Pure string rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::entities {

// Returns a person's name in the other order and with the given name in one word, for countries
// whose family names come first: Sanae Takaichi → Takaichi Sanae; Lee Jae-myung → Lee Jaemyung,
// Jae-myung Lee, Jaemyung Lee. Requires: a full name in Latin letters; other names give nothing.
std::vector<std::string> name_order_variants(std::string_view country, std::string_view name);

// Returns further written forms of an adjective of nationality that its own language makes
// regularly (japanische → japanisch, coreano → coreana).
std::vector<std::string> demonym_variants(std::string_view language, std::string_view form);

}  // namespace dragoman::entities
