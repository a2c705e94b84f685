// SPDX-License-Identifier: GPL-3.0-or-later
// What language a row counts as when articles are compared: by its words only with its like.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/schema/columns.h"

namespace dragoman::stories {

// Returns the language of a row's article without script and region; empty when it has none. Valid
// as long as the columns.
std::string_view base_language(const schema::Columns& columns, std::size_t row);

// Returns the same for what is written alike. The two ways of writing Chinese are two: they have
// few pairs of characters in common.
std::string_view written_language(const schema::Columns& columns, std::size_t row);

}  // namespace dragoman::stories
