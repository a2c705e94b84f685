// SPDX-License-Identifier: GPL-3.0-or-later
// Header lookup. Knows nothing of sockets or routes.
#include "server/http/message.h"

#include <algorithm>

namespace dragoman::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool same_token(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_token(header.name, name)) return header.value;
  }
  return {};
}

}  // namespace dragoman::http
