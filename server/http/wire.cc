// SPDX-License-Identifier: GPL-3.0-or-later
// Writes HTTP/1.1 by hand. Header values come from our own code; a line break in one would be a
// bug, and is dropped.
#include "server/http/wire.h"

#include <algorithm>

#include "server/http/problem.h"

namespace dragoman::http {

std::string closing_response(const Response& response, bool is_head) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " +
                    std::string(status_text(response.status));
  const auto add = [&out](const std::string& name, const std::string& value) {
    const bool breaks =
        std::any_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; });
    if (!breaks) out += "\r\n" + name + ": " + value;
  };
  for (const Header& header : response.headers) add(header.name, header.value);
  if (!response.content_type.empty()) add("Content-Type", response.content_type);
  add("Content-Length", std::to_string(response.body.size()));
  add("Connection", "close");
  out += "\r\n\r\n";
  if (!is_head) out += response.body;
  return out;
}

}  // namespace dragoman::http
