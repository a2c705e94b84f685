// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign bytes into code points and back: decoding, repair, validity, cutting on grapheme borders.
// Must not know what the text means.
#include "core/text/utf8.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "core/text/decode.h"

namespace dragoman::text {

namespace {

// How far behind the cut a grapheme border may depend on what follows; longer runs of marks are cut
// anyway.
constexpr std::size_t kLookahead = 256;

std::size_t code_point_border(std::string_view text, std::size_t position) {
  while (position > 0 && position < text.size() &&
         (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80) {
    --position;
  }
  return position;
}

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F; }

// Returns the last grapheme border at or before `limit`, 0 if there is none or ICU fails.
std::size_t grapheme_border(std::string_view text, std::size_t limit) {
  const std::string_view window =
      text.substr(0, code_point_border(text, std::min(text.size(), limit + kLookahead)));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> graphemes(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, window.data(), static_cast<std::int64_t>(window.size()), &status);
  if (U_FAILURE(status)) return 0;
  graphemes->setText(&utext, status);
  std::int32_t border = 0;
  if (U_SUCCESS(status)) {
    const auto position = static_cast<std::int32_t>(code_point_border(window, limit));
    border = graphemes->isBoundary(position) ? position : graphemes->preceding(position);
  }
  utext_close(&utext);
  return border > 0 ? static_cast<std::size_t>(border) : 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const Decoded decoded = decode_at(text, position);
  position += decoded.length;
  return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
    code_point = kReplacement;
  }
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
    return;
  }
  const int trails = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
  const unsigned lead_bits = trails == 1 ? 0xC0 : trails == 2 ? 0xE0 : 0xF0;
  out.push_back(static_cast<char>(lead_bits | (code_point >> (6 * trails))));
  for (int i = trails - 1; i >= 0; --i) {
    out.push_back(static_cast<char>(0x80 | ((code_point >> (6 * i)) & 0x3F)));
  }
}

std::string to_valid_utf8(std::string_view text, std::uint32_t* replaced) {
  std::string out;
  out.reserve(text.size());
  std::uint32_t count = 0;
  for (std::size_t position = 0; position < text.size();) {
    const Decoded decoded = decode_at(text, position);
    if (decoded.well_formed) {
      out.append(text.substr(position, decoded.length));
    } else {
      append_utf8(out, kReplacement);
      ++count;
    }
    position += decoded.length;
  }
  if (replaced != nullptr) *replaced = count;
  return out;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const Decoded decoded = decode_at(text, position);
    if (!decoded.well_formed) return false;
    position += decoded.length;
  }
  return true;
}

std::string_view cut_at_grapheme(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  if (max_bytes == 0) return text.substr(0, 0);
  if (is_plain_ascii(text[max_bytes - 1]) && is_plain_ascii(text[max_bytes])) {
    return text.substr(0, max_bytes);
  }
  const std::size_t border = grapheme_border(text, max_bytes);
  return text.substr(0, border > 0 ? border : code_point_border(text, max_bytes));
}

}  // namespace dragoman::text
