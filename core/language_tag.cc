// SPDX-License-Identifier: GPL-3.0-or-later
// Language tags as archives write them → the recommended case of BCP 47 (RFC 5646, 2.1.1). Looks at
// the shape of the subtags only; must not know which languages exist.
#include "core/language_tag.h"

#include <algorithm>

namespace dragoman {
namespace {

void to_case(std::string& subtag, bool upper_first, bool upper_rest) {
  for (std::size_t i = 0; i < subtag.size(); ++i) {
    const bool upper = i == 0 ? upper_first : upper_rest;
    char& c = subtag[i];
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

}  // namespace

std::string normalized_language_tag(std::string_view tag) {
  std::string out;
  if (tag.size() > 35) return out;
  bool after_singleton = false;
  for (std::size_t start = 0; start <= tag.size();) {
    const std::size_t end = std::min(tag.find_first_of("-_", start), tag.size());
    std::string subtag(tag.substr(start, end - start));
    const bool ascii = std::all_of(subtag.begin(), subtag.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (!ascii || subtag.empty() || subtag.size() > 8) return {};
    if (start == 0 && (subtag.size() < 2 || subtag[0] <= '9')) return {};
    const bool plain = start == 0 || after_singleton;
    to_case(subtag, !plain && (subtag.size() == 2 || subtag.size() == 4),
            !plain && subtag.size() == 2);
    after_singleton = after_singleton || subtag.size() == 1;
    out += (start == 0 ? "" : "-") + subtag;
    start = end + 1;
  }
  return out;
}

}  // namespace dragoman
