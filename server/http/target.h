// SPDX-License-Identifier: GPL-3.0-or-later
// Raw request target → path segments and query parameters. Each segment is decoded alone, so that
// %2F in an id is data and never a border. Pure; total: any bytes in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"

namespace dragoman::http {

struct Target {
  std::vector<std::string> segments;  // "/" → none; a trailing "/" → an empty last segment
  api::Params params;
};

inline constexpr std::size_t kMaxParams = 2000;

// Returns the parts of an origin-form ("/a?b=c") or absolute-form ("http://host/a") target. `fault`
// receives a 400 (codes bad_target, bad_parameter) for anything else, for bad percent escapes,
// ill-formed UTF-8 and NUL.
Target parse_target(std::string_view raw, std::optional<api::Fault>& fault);

}  // namespace dragoman::http
