// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters → the URL that asks with them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dragoman::api {

// Percent-encodes everything but RFC 3986 unreserved characters.
std::string percent_encode(std::string_view text);

// Returns the parameters without / with exactly one of that name.
Params without(const Params& params, std::string_view name);
Params with_param(const Params& params, std::string_view name, std::string value);

// Returns "/api/v1/search?...", parameters in order.
std::string search_url(const Params& params);

}  // namespace dragoman::api
