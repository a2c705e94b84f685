// SPDX-License-Identifier: GPL-3.0-or-later
// Positions into grapheme borders: by a look at the two characters there for the letters of most
// languages, else by ICU on a window around the position.
#include "core/text/graphemes.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <stdexcept>

#include "core/text/decode.h"

namespace dragoman::text {

namespace {

constexpr std::size_t kWindow = 256;

bool is_trail(std::string_view text, std::size_t position) {
  return position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80;
}

std::size_t code_point_start(std::string_view text, std::size_t position) {
  for (int steps = 0; steps < 3 && position > 0 && is_trail(text, position); ++steps) --position;
  return position;
}

// Letters and marks between any two of which there is a border.
bool stands_alone(char32_t c) {
  return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x300) || (c >= 0x370 && c < 0x483) ||
         (c >= 0x48A && c < 0x560) || (c >= 0x620 && c < 0x64B) || (c >= 0x671 && c < 0x6D4) ||
         (c >= 0x2010 && c < 0x2028) || (c >= 0x3000 && c < 0x302A) ||
         (c >= 0x3041 && c < 0x3097) || (c >= 0x309B && c < 0xA000) ||
         (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xFF01 && c < 0xFF9E);
}

bool is_plain_border(std::string_view text, std::size_t position) {
  return stands_alone(decode_at(text, position).code_point) &&
         stands_alone(decode_at(text, code_point_start(text, position - 1)).code_point);
}

}  // namespace

struct Graphemes::State {
  std::unique_ptr<icu::BreakIterator> iterator;
  UText window = UTEXT_INITIALIZER;
  ~State() { utext_close(&window); }
};

Graphemes::Graphemes() : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->iterator.reset(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing or damaged");
}
Graphemes::~Graphemes() = default;
Graphemes::Graphemes(Graphemes&&) noexcept = default;
Graphemes& Graphemes::operator=(Graphemes&&) noexcept = default;

std::size_t Graphemes::find(std::string_view text, std::size_t position, bool behind) {
  if (position == 0 || position >= text.size()) return std::min(position, text.size());
  if (is_plain_border(text, position)) return position;
  const std::size_t first = code_point_start(text, position - std::min(position, kWindow));
  const std::size_t last = code_point_start(text, std::min(text.size(), position + kWindow));
  const std::string_view window = text.substr(first, last - first);
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&state_->window, window.data(), static_cast<std::int64_t>(window.size()), &status);
  if (U_SUCCESS(status)) state_->iterator->setText(&state_->window, status);
  if (U_FAILURE(status)) return position;
  const auto at = static_cast<std::int32_t>(position - first);
  if (state_->iterator->isBoundary(at)) return position;
  const std::int32_t border =
      behind ? state_->iterator->following(at) : state_->iterator->preceding(at);
  return border == icu::BreakIterator::DONE ? position : first + static_cast<std::size_t>(border);
}

std::size_t Graphemes::at_or_before(std::string_view text, std::size_t position) {
  return find(text, position, false);
}

std::size_t Graphemes::at_or_behind(std::string_view text, std::size_t position) {
  return find(text, position, true);
}

}  // namespace dragoman::text
