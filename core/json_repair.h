// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as archives have it → a parsed value: ill-formed UTF-8 and lone surrogate escapes are
// repaired, anything else that is not JSON is a Problem. Knows nothing of articles.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/result.h"

namespace dragoman {

// Returns the value of one JSON text. Problems: bad_json (the message names the byte, counted from
// 1). *repaired is increased by the number of sequences that became U+FFFD.
Result<nlohmann::json> parse_json_kindly(std::string_view text, std::uint32_t* repaired);

}  // namespace dragoman
