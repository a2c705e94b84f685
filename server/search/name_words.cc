// SPDX-License-Identifier: GPL-3.0-or-later
// A word is a run of letters and digits; ICU says which scripts are written without spaces.
#include "server/search/name_words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace dragoman::search {
namespace {

UChar32 code_point_at(std::string_view text, std::size_t at) {
  UChar32 point = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  auto index = static_cast<std::int32_t>(at);
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), index, size, point);
  return point;
}

bool is_word_character(UChar32 point) {
  return u_isalnum(point) != 0 || u_hasBinaryProperty(point, UCHAR_ALPHABETIC) != 0;
}

bool holds_word_with(std::string_view prefix, std::string_view name, bool anywhere) {
  for (std::size_t at = name.find(prefix); at != std::string_view::npos;
       at = name.find(prefix, at + 1)) {
    if (begins_word(name, at, anywhere)) return true;
  }
  return false;
}

}  // namespace

bool begins_word(std::string_view text, std::size_t at, bool anywhere) {
  if (at == 0) return true;
  std::size_t before = at;
  do --before;
  while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0u) == 0x80u);
  if (!is_word_character(code_point_at(text, before))) return true;
  UErrorCode error = U_ZERO_ERROR;
  return anywhere &&
         uscript_breaksBetweenLetters(uscript_getScript(code_point_at(text, at), &error)) != 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto end_word = [&] {
    if (at > begin) out.push_back(text.substr(begin, at - begin));
  };
  while (at < text.size()) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0u) == 0x80u) ++next;
    if (!is_word_character(code_point_at(text, at))) {
      end_word();
      begin = next;
    }
    at = next;
  }
  end_word();
  return out;
}

bool all_begin_words(const std::vector<std::string_view>& words, std::string_view name,
                     bool anywhere) {
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return holds_word_with(word, name, anywhere); });
}

bool begins_words(std::string_view prefix, std::string_view name) {
  return all_begin_words(words_of(prefix), name, true);
}

}  // namespace dragoman::search
