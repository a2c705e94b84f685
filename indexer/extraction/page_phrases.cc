// SPDX-License-Identifier: GPL-3.0-or-later
// A line → which fixed phrase of web pages it is. Compares keys: case folded, without white space
// and closing punctuation ("此网站使用 Cookie:" and "此网站使用cookie" are one). Must not know
// positions on the page.
#include "indexer/extraction/page_phrases.h"

#include <unicode/uchar.h>

#include <unordered_set>
#include <vector>

#include "core/article_text.h"
#include "core/text/utf8.h"
#include "indexer/extraction/phrase_tables.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kMaxLineBytes = 1000;
// A share line with more text than this is a sentence of the article.
constexpr std::size_t kMaxShareBytes = 200;
// A notice speaks of cookies at once; a sentence about cookies usually does not.
constexpr std::size_t kNoticePhraseWithin = 90;

bool is_ignored(char32_t c) {
  return is_space(c) || c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f;
}

bool closes_phrase(char32_t c) {
  return c == ':' || c == 0xff1a || c == '.' || c == 0x3002 || c == '>' || c == 0xbb ||
         c == 0x203a || c == '-' || c == 0x2026 || c == '|' || c == 0x2193 || c == 0x25bc ||
         c == 0x2192;
}

// "" when the line is too long for a phrase.
std::string phrase_key(std::string_view line) {
  std::string key;
  if (line.size() > kMaxLineBytes) return key;
  for (std::size_t i = 0; i < line.size();) {
    const char32_t c = text::next_code_point(line, i);
    if (is_ignored(c)) continue;
    text::append_utf8(
        key, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
  }
  while (!key.empty()) {
    std::size_t start = key.size();
    if (!closes_phrase(previous_code_point(key, start))) break;
    key.resize(start);
  }
  return key;
}

using KeySet = std::unordered_set<std::string>;
using KeyList = std::vector<std::string>;

template <class Container>
Container keys_of(phrases::List list) {
  Container keys;
  for (const std::string_view phrase : list) keys.insert(keys.end(), phrase_key(phrase));
  return keys;
}

bool is_in(const KeySet& set, std::string_view line) {
  const std::string key = phrase_key(line);
  return !key.empty() && set.contains(key);
}

// Returns the length of the longest of `keys` that opens `text`, 0 if none.
std::size_t opening(const KeyList& keys, std::string_view text) {
  std::size_t longest = 0;
  for (const std::string& key : keys) {
    if (key.size() > longest && text.starts_with(key)) longest = key.size();
  }
  return longest;
}

bool is_quoted(std::string_view key, std::size_t position) {
  for (const std::string_view quote : {"\"", "“", "„", "«", "「", "‘", "'"}) {
    if (key.substr(0, position).ends_with(quote)) return true;
  }
  return false;
}

}  // namespace

bool is_related_heading(std::string_view line) {
  static const KeySet keys = keys_of<KeySet>(phrases::related_headings());
  return is_in(keys, line);
}

Caption caption_kind(std::string_view line) {
  static const KeyList images = keys_of<KeyList>(phrases::image_captions());
  static const KeyList credits = keys_of<KeyList>(phrases::ai_credits());
  const std::string key = phrase_key(line);
  Caption kind = Caption::kNone;
  for (std::string_view rest = key; !rest.empty();) {
    const std::size_t image = opening(images, rest);
    const std::size_t credit = opening(credits, rest);
    if (image == 0 && credit == 0) return Caption::kNone;
    if (kind == Caption::kNone) kind = image > 0 ? Caption::kImage : Caption::kCredit;
    rest.remove_prefix(std::max(image, credit));
    while (rest.starts_with('.') || rest.starts_with('|')) rest.remove_prefix(1);
  }
  return kind;
}

bool is_cookie_notice(std::string_view line) {
  static const KeyList keys = keys_of<KeyList>(phrases::cookie_notices());
  const std::string key = phrase_key(line);
  for (const std::string& phrase : keys) {
    const std::size_t found = key.find(phrase);
    if (found <= kNoticePhraseWithin && !is_quoted(key, found)) return true;
  }
  return false;
}

bool belongs_to_notice(std::string_view line) {
  static const KeySet buttons = keys_of<KeySet>(phrases::buttons());
  static const KeyList words = keys_of<KeyList>(phrases::notice_words());
  const std::string key = phrase_key(line);
  if (key.empty()) return false;
  if (buttons.contains(key)) return true;
  for (const std::string& word : words) {
    if (key.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_share_line(std::string_view line) {
  static const KeySet lines = keys_of<KeySet>(phrases::share_lines());
  static const KeyList openings = keys_of<KeyList>(phrases::share_openings());
  if (line.size() > kMaxShareBytes) return false;
  return is_in(lines, line) || opening(openings, phrase_key(line)) > 0;
}

bool is_page_chrome(std::string_view line) {
  static const KeySet keys = keys_of<KeySet>(phrases::page_chrome());
  return is_in(keys, line);
}

}  // namespace dragoman::indexer
