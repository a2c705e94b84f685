// SPDX-License-Identifier: GPL-3.0-or-later
// Where a text may be cut without taking a mark from its letter or an emoji apart. Knows ICU's
// grapheme rules; knows no units.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace dragoman::text {

// Looks at no more than 256 bytes on either side of a position: longer clusters may be cut. Thread
// safety: one object per thread. Throws: std::runtime_error from the constructor if ICU's data is
// missing.
class Graphemes {
 public:
  Graphemes();
  ~Graphemes();
  Graphemes(Graphemes&&) noexcept;
  Graphemes& operator=(Graphemes&&) noexcept;

  // Requires: a position on a code point border, at most text.size(). Returns the nearest grapheme
  // border at or before it, at or behind it.
  std::size_t at_or_before(std::string_view text, std::size_t position);
  std::size_t at_or_behind(std::string_view text, std::size_t position);

 private:
  struct State;
  std::size_t find(std::string_view text, std::size_t position, bool behind);
  std::unique_ptr<State> state_;
};

}  // namespace dragoman::text
