// SPDX-License-Identifier: GPL-3.0-or-later
// Character tests over original and folded text; ICU says what is a letter and a capital.
#include "core/entities/written_shape.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/text/utf8.h"

namespace dragoman::entities {

using text::Analysis;
using text::Script;
using text::Unit;

bool is_katakana(char32_t c) { return c >= 0x30A1 && c <= 0x30FE && c != 0x30FB; }

char32_t first_code_point(std::string_view form) {
  std::size_t position = 0;
  return form.empty() ? 0 : text::next_code_point(form, position);
}

char32_t last_code_point(std::string_view form) {
  std::size_t begin = form.size();
  while (begin > 0 && (static_cast<unsigned char>(form[--begin]) & 0xC0) == 0x80) {
  }
  return first_code_point(form.substr(begin));
}

bool begins_with_capital(std::string_view original) {
  for (std::size_t position = 0; position < original.size();) {
    const auto c = static_cast<UChar32>(text::next_code_point(original, position));
    if (u_isalpha(c)) return u_isupper(c) || u_istitle(c);
  }
  return false;
}

// True when the text has ASCII letters, at most `limit` of them, and all are capitals.
bool is_all_capitals(std::string_view original, std::size_t limit) {
  std::size_t capitals = 0;
  for (const char c : original) {
    if (c >= 'a' && c <= 'z') return false;
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return capitals > 0 && capitals <= limit;
}

bool has_accent(std::string_view original) {
  return std::any_of(original.begin(), original.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) ||
         is_all_capitals(original, original.size());
}

bool is_accented_word(const Analysis& analysis, std::string_view original) {
  const auto& units = analysis.units;
  return units.size() == 1 && units[0].script == Script::kLatin &&
         std::any_of(original.begin(), original.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string_view slice(std::string_view original, const Unit& first, const Unit& last) {
  if (last.end > original.size() || first.begin > last.end) return {};
  return original.substr(first.begin, last.end - first.begin);
}

}  // namespace dragoman::entities
