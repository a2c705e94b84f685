// SPDX-License-Identifier: GPL-3.0-or-later
// Lines → paragraphs. Two damages are repaired: breaks that became the letters "nn", and lines
// wrapped at a fixed width. Linear time. Must not know what the paragraphs are for.
#include "indexer/extraction/paragraphs.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/article_text.h"
#include "core/text/utf8.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMinWrappedLine = 45;
constexpr std::size_t kMaxWrappedLine = 110;

bool is_opener(char32_t c) {
  return c == '"' || c == '(' || c == 0x201c || c == 0x2018 || c == 0x201e || c == 0xab ||
         c == 0x300c || c == 0x300e || c == 0x300a || c == 0x3010 || c == 0xff08 || c == 0xbf ||
         c == 0xa1;
}

// Whether the text before `position` ends a sentence, closing quotes aside. *ascii tells an ASCII
// mark, behind which a lower case letter means a word or a name ("www.nnews") and not a paragraph.
bool sentence_ends_at(std::string_view text, std::size_t position, bool* ascii) {
  // No text has more than a few closing marks in a row; the bound keeps the whole linear.
  for (int step = 0; step < 4 && position > 0; ++step) {
    const char32_t c = previous_code_point(text, position);
    if (is_sentence_end(c)) {
      *ascii = c < 0x80;
      return true;
    }
    if (!is_closer(c)) return false;
  }
  return false;
}

bool opens_paragraph(std::string_view text, std::size_t position, bool ascii_mark) {
  if (position == text.size()) return true;
  const char32_t c = text::next_code_point(text, position);
  if (is_opener(c)) return true;
  const auto code = static_cast<UChar32>(c);
  if (u_islower(code)) return !ascii_mark;
  return u_isalpha(code) || u_isdigit(code);
}

// The end of the block (run of lines without a blank one) that starts at `first`.
std::size_t block_end(const Lines& lines, std::size_t first) {
  while (first < lines.size() && !lines[first].empty()) ++first;
  return first;
}

// At least three lines of about one width, most of which do not end where a sentence ends.
bool is_hard_wrapped(const Lines& lines, std::size_t first, std::size_t end) {
  if (end - first < 3) return false;
  std::size_t open_ends = 0;
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t length =
        lines[i].size() > 8 * kMaxWrappedLine ? kMaxWrappedLine + 1 : count_code_points(lines[i]);
    if (length > kMaxWrappedLine || (i + 1 < end && length < kMinWrappedLine)) return false;
    if (i + 1 < end && !ends_sentence(lines[i])) ++open_ends;
  }
  return open_ends * 2 > end - first - 1;
}

void append_joined(std::string& out, std::string_view line) {
  if (out.empty()) {
    out = line;
    return;
  }
  std::size_t before = out.size();
  std::size_t behind = 0;
  const bool spaceless = is_east_asian(previous_code_point(out, before)) &&
                         is_east_asian(text::next_code_point(line, behind));
  if (!spaceless) out += ' ';
  out += line;
}

}  // namespace

std::vector<Paragraph> paragraphs_of(const Lines& lines) {
  std::vector<Paragraph> out;
  for (std::size_t i = 0; i < lines.size();) {
    const std::size_t end = block_end(lines, i);
    const bool wrapped = is_hard_wrapped(lines, i, end);
    for (std::size_t start = i; i < end; ++i) {
      if (wrapped && i > start) {
        append_joined(out.back().text, lines[i]);
      } else {
        out.push_back({std::string(lines[i]), false});
      }
    }
    if (!out.empty()) out.back().blank_follows = true;
    ++i;
  }
  return out;
}

std::vector<std::string_view> split_damaged_breaks(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  const auto cut = [&](std::size_t end) {
    if (const auto piece = trimmed(text.substr(start, end - start)); !piece.empty())
      pieces.push_back(piece);
  };
  for (std::size_t i = text.find("nn"); i != std::string_view::npos; i = text.find("nn", i)) {
    const std::size_t run = std::min(text.find_first_not_of('n', i), text.size());
    bool ascii = false;
    if ((run - i) % 2 == 0 && sentence_ends_at(text, i, &ascii) &&
        opens_paragraph(text, run, ascii)) {
      cut(i);
      start = run;
    }
    i = run;
  }
  cut(text.size());
  return pieces;
}

std::string join_paragraphs(const std::vector<Paragraph>& paragraphs, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < paragraphs.size(); ++i) {
    for (const std::string_view piece : split_damaged_breaks(paragraphs[i].text)) {
      if (!out.empty()) out += "\n\n";
      out += piece;
    }
  }
  return out;
}

}  // namespace dragoman::indexer
