// SPDX-License-Identifier: GPL-3.0-or-later
// Cursor ↔ "r<offset>" or "d<day>.<id hash>".
#include "server/search/cursor.h"

#include <charconv>

namespace dragoman::search {
namespace {

// Reads a whole number that fills the text.
template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string encode_cursor(const Cursor& cursor) {
  if (!cursor.after) return "r" + std::to_string(cursor.offset);
  return "d" + std::to_string(cursor.after->day) + "." + std::to_string(cursor.after->id_hash);
}

std::optional<Cursor> decode_cursor(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const std::string_view rest = text.substr(1);
  if (text[0] == 'r') {
    const auto offset = number<std::uint32_t>(rest);
    if (!offset) return std::nullopt;
    return Cursor{std::nullopt, *offset};
  }
  const std::size_t dot = rest.find('.');
  if (text[0] != 'd' || dot == std::string_view::npos) return std::nullopt;
  const auto day = number<Day>(rest.substr(0, dot));
  const auto hash = number<std::uint64_t>(rest.substr(dot + 1));
  if (!day || !hash) return std::nullopt;
  return Cursor{DateKey{*day, *hash}, 0};
}

}  // namespace dragoman::search
