// SPDX-License-Identifier: GPL-3.0-or-later
// Reads limit and labels.
#include "server/api/neighbour_params.h"

#include <algorithm>
#include <charconv>

#include "server/api/search_params.h"
#include "server/api/weighted_list.h"

namespace dragoman::api {

search::NeighbourRequest neighbour_request(const Call& call, const search::QueryLimits& limits,
                                           std::uint32_t default_limit,
                                           std::optional<Fault>& fault) {
  search::NeighbourRequest out;
  out.id = call.wildcards.at(0);
  out.limit = std::min(default_limit, limits.max_limit);
  std::vector<FieldError> errors;
  std::string labels;
  for (const Param& param : call.params) {
    if (param.name == "limit") {
      std::uint32_t value = 0;
      const char* end = param.value.data() + param.value.size();
      const auto [stop, failed] = std::from_chars(param.value.data(), end, value);
      if (failed == std::errc() && stop == end && value > 0 && value <= limits.max_limit) {
        out.limit = value;
      } else if (!param.value.empty()) {
        errors.push_back(
            {"limit", 0, "must be a whole number from 1 to " + std::to_string(limits.max_limit)});
      }
    } else if (param.name == "labels") {
      if (!param.value.empty() && !is_language_tag(param.value))
        errors.push_back({"labels", 0, "must be a language tag such as en or zh-Hant"});
      labels = param.value;
    } else {
      errors.push_back({param.name, 0, "is not a parameter of this resource"});
    }
  }
  out.label_language = label_language(labels, call.accept_language);
  if (!errors.empty())
    fault = Fault{400,
                  "bad_parameter",
                  "One or more parameters cannot be used; see errors.",
                  std::move(errors),
                  0,
                  ""};
  return out;
}

bool labels_vary(const Call& call) {
  return std::none_of(call.params.begin(), call.params.end(), [](const Param& param) {
    return param.name == "labels" && !param.value.empty();
  });
}

}  // namespace dragoman::api
