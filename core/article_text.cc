// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as archives have them → clean article text, and the first sentence of it. Total: any bytes
// in; linear time. Must not know formats or where a text came from.
#include "core/article_text.h"

#include <array>

#include "core/article_json.h"
#include "core/text/utf8.h"

namespace dragoman {
namespace {

constexpr std::size_t kTitleBytes = 200;
// A sentence whose end is not found in this many bytes is cut anyway.
constexpr std::size_t kSentenceWindow = 1024;

bool is_line_end(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff; }

bool is_kana(char32_t c) { return c >= 0x3040 && c <= 0x30ff; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Titles and the like, after which a full stop does not end the sentence.
bool is_known_abbreviation(std::string_view word) {
  static constexpr std::array<std::string_view, 30> kWords = {
      "Mr",  "Mrs",  "Ms",  "Dr",  "Prof", "Gen", "Sen", "Rep", "Gov", "Lt",
      "Col", "Capt", "Adm", "Maj", "Sgt",  "St",  "Jr",  "Sr",  "No",  "Nr",
      "vs",  "Hon",  "Amb", "Sec", "Ph",   "Mme", "Sra", "Hr",  "Fr",  "Bros"};
  for (const auto known : kWords) {
    if (word == known) return true;
  }
  return false;
}

// Whether the full stop at `position` belongs to its word: an initial, "U.S.", "Dr.", an ordinal
// ("3. Mai").
bool is_abbreviation(std::string_view text, std::size_t position) {
  std::size_t start = position;
  while (start > 0 && static_cast<unsigned char>(text[start - 1]) > ' ' && position - start < 16)
    --start;
  std::string_view word = text.substr(start, position - start);
  while (!word.empty() && !is_ascii_letter(word[0]) && (word[0] < '0' || word[0] > '9')) {
    word.remove_prefix(1);
  }
  if (word.empty()) return false;
  const bool all_digits = word.find_first_not_of("0123456789") == std::string_view::npos;
  if (all_digits) return word.size() <= 2;
  if (word.size() == 1 && is_ascii_letter(word[0])) return true;
  return (word.size() <= 6 && word.find('.') != std::string_view::npos) ||
         is_known_abbreviation(word);
}

// Returns where the sentence whose end mark `mark` stands just before `position` really ends
// (behind closing quotes), or 0 when the mark does not end it.
std::size_t sentence_border(std::string_view text, std::size_t position, char32_t mark) {
  char32_t closer = 0;
  char32_t next = 0;
  std::size_t end = position;
  while (end < text.size()) {
    std::size_t after = end;
    next = text::next_code_point(text, after);
    if (!is_closer(next) && !is_sentence_end(next)) break;
    if (is_closer(next)) closer = next;
    end = after;
    next = 0;
  }
  if (end == text.size() || is_space(next)) {
    return mark == '.' && is_abbreviation(text, position - 1) && end < text.size() ? 0 : end;
  }
  if (mark < 0x80) return 0;
  // 「…。」と述べた: the quotation ends there, not the sentence.
  return closer >= 0x3000 && is_kana(next) ? 0 : end;
}

}  // namespace

std::string clean_text(std::string_view text, std::uint32_t* ill_formed) {
  std::string out;
  out.reserve(text.size());
  std::uint32_t replaced = 0;
  const std::string valid = text::to_valid_utf8(text, &replaced);
  if (ill_formed != nullptr) *ill_formed += replaced;
  for (std::size_t i = 0; i < valid.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_code_point(valid, i);
    if (c == '\r' && i < valid.size() && valid[i] == '\n') continue;
    if (is_line_end(c)) {
      out += '\n';
    } else if (c == '\t' || !is_control(c)) {
      out.append(valid, start, i - start);
    }
  }
  return out;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

bool is_sentence_end(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x3002:
    case 0xff01:
    case 0xff0e:
    case 0xff1f:
    case 0xff61:
    case 0x061f:
    case 0x06d4:
    case 0x0964:
    case 0x0965:
    case 0x2026:
    case 0x203c:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x104a:
    case 0x104b:
    case 0x1362:
    case 0x17d4:
      return true;
    default:
      return false;
  }
}

bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xbb:
    case 0x2019:
    case 0x201d:
    case 0x203a:
    case 0x3009:
    case 0x300b:
    case 0x300d:
    case 0x300f:
    case 0x3011:
    case 0xff09:
    case 0xff3d:
      return true;
    default:
      return false;
  }
}

char32_t previous_code_point(std::string_view text, std::size_t& position) {
  std::size_t start = position - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
  position = start;
  std::size_t end = start;
  return text::next_code_point(text, end);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!is_space(text::next_code_point(text, next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty()) {
    std::size_t start = text.size();
    if (!is_space(previous_code_point(text, start))) break;
    text = text.substr(0, start);
  }
  return text;
}

std::string first_sentence(std::string_view text) {
  const std::string start(trimmed(text.substr(0, kSentenceWindow * 2)));
  const std::string window = text::to_valid_utf8(start);
  const std::string_view view = std::string_view(window).substr(0, window.find('\n'));
  std::size_t end = view.size();
  for (std::size_t i = 0; i < view.size();) {
    const char32_t c = text::next_code_point(view, i);
    if (!is_sentence_end(c)) continue;
    const std::size_t border = sentence_border(view, i, c);
    if (border == 0) continue;
    end = border;
    break;
  }
  return std::string(trimmed(text::cut_at_grapheme(view.substr(0, end), kTitleBytes)));
}

}  // namespace dragoman
