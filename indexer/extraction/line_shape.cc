// SPDX-License-Identifier: GPL-3.0-or-later
// Clean text → trimmed lines, and judgements on one line by its length and its last characters.
// Linear time. Must not know languages or phrases.
#include "indexer/extraction/line_shape.h"

#include <algorithm>

#include "core/article_text.h"
#include "core/text/utf8.h"

namespace dragoman::indexer {
namespace {

// Longest headlines seen in news archives, with room; East Asian titles say more per character.
constexpr std::size_t kMaxTitleWidth = 220;
constexpr std::size_t kMinProseWidth = 60;

// Code points, East Asian ones counted twice. Stops counting at `enough`.
std::size_t width(std::string_view text, std::size_t enough) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < text.size() && sum <= enough;) {
    sum += is_east_asian(text::next_code_point(text, i)) ? 2 : 1;
  }
  return sum;
}

// The code point before the closing quotes at the end of the line; `end` moves before it.
char32_t last_mark(std::string_view line, std::size_t& end) {
  end = line.size();
  while (end > 0) {
    const char32_t c = previous_code_point(line, end);
    if (!is_closer(c)) return c;
  }
  return 0;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(trimmed(text.substr(start, end - start)));
    start = end + 1;
  }
  return lines;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

bool ends_sentence(std::string_view line) {
  std::size_t end = 0;
  return is_sentence_end(last_mark(line, end));
}

bool looks_like_title(std::string_view line) {
  if (line.empty() || width(line, kMaxTitleWidth) > kMaxTitleWidth) return false;
  std::size_t end = 0;
  const char32_t mark = last_mark(line, end);
  if (mark == '.')
    return end >= 3 && is_upper(line[end - 1]) && line[end - 2] == '.' && is_upper(line[end - 3]);
  return mark != 0x3002 && mark != 0xff0e && mark != 0xff61 && mark != 0x06d4 && mark != 0x0964 &&
         mark != ',' && mark != 0xff0c && mark != 0x060c && mark != ';';
}

bool looks_like_prose(std::string_view line) {
  return ends_sentence(line) || width(line, kMinProseWidth) >= kMinProseWidth;
}

bool is_east_asian(char32_t c) {
  return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x2e80 && c <= 0x9fff) ||
         (c >= 0xac00 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

}  // namespace dragoman::indexer
