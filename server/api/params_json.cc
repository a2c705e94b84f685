// SPDX-License-Identifier: GPL-3.0-or-later
// A POSTed JSON object → the same ordered parameters that a query string gives. Total: any bytes
// in.
#include <nlohmann/json.hpp>

#include "server/api/search_params.h"

namespace dragoman::api {
namespace {

using Json = nlohmann::ordered_json;

// Returns the text of a scalar as a query string would hold it.
std::optional<std::string> scalar_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (value.is_boolean()) return value.get<bool>() ? "on" : "off";
  return std::nullopt;
}

void add(const std::string& name, const Json& value, Params& params,
         std::vector<FieldError>& errors) {
  std::optional<std::string> text = scalar_text(value);
  if (!text) {
    errors.push_back(
        {name, 0, "must be a string, a whole number or true/false, or an array of them"});
  } else if (text->find('\0') != std::string::npos) {
    errors.push_back({name, text->find('\0'), "must not contain a NUL character"});
  } else {
    params.push_back({name, std::move(*text)});
  }
}

}  // namespace

Params params_from_json(std::string_view text, std::optional<Fault>& fault) {
  Params params;
  std::vector<FieldError> errors;
  Json json;
  try {
    json = Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    const std::size_t position = error.byte > 0 ? error.byte - 1 : 0;
    fault = Fault{
        400, "bad_json", "The body is not JSON.", {{"", position, "JSON ends making sense here"}},
        0,   ""};
    return params;
  } catch (const Json::exception&) {  // a number beyond every type
    fault =
        Fault{400, "bad_json", "The body is not JSON.", {{"", 0, "a number is too large"}}, 0, ""};
    return params;
  }
  if (!json.is_object()) {
    fault = Fault{400, "bad_json", "The body must be one JSON object.", {}, 0, ""};
    return params;
  }
  for (const auto& [name, value] : json.items()) {
    if (value.is_null()) continue;
    if (!value.is_array()) {
      add(name, value, params, errors);
      continue;
    }
    for (const Json& one : value) add(name, one, params, errors);
  }
  if (!errors.empty()) {
    fault = Fault{400,
                  "bad_parameter",
                  "One or more parameters cannot be used; see errors.",
                  std::move(errors),
                  0,
                  ""};
  }
  return params;
}

}  // namespace dragoman::api
