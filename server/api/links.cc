// SPDX-License-Identifier: GPL-3.0-or-later
// Builds path-absolute URLs.
#include "server/api/links.h"

namespace dragoman::api {

std::string percent_encode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

Params without(const Params& params, std::string_view name) {
  Params out;
  for (const Param& param : params) {
    if (param.name != name) out.push_back(param);
  }
  return out;
}

Params with_param(const Params& params, std::string_view name, std::string value) {
  Params out;
  bool placed = false;
  for (const Param& param : params) {
    if (param.name != name) {
      out.push_back(param);
    } else if (!placed) {
      out.push_back({param.name, value});
      placed = true;
    }
  }
  if (!placed) out.push_back({std::string(name), std::move(value)});
  return out;
}

std::string search_url(const Params& params) {
  std::string out = "/api/v1/search";
  char separator = '?';
  for (const Param& param : params) {
    out += separator + percent_encode(param.name) + "=" + percent_encode(param.value);
    separator = '&';
  }
  return out;
}

}  // namespace dragoman::api
