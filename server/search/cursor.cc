// SPDX-License-Identifier: GPL-3.0-or-later
// Cursor ↔ "d<day>.<id hash>.<position>.<request>.<revision>", or "r<score bits>." and the same,
// all whole numbers.
#include "server/search/cursor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "core/hash.h"

namespace dragoman::search {
namespace {

// Takes a whole number that ends at a dot, or at the end of the text when it is the last.
template <class T>
bool take(std::string_view& text, bool last, T& value) {
  const std::size_t end = last ? text.size() : text.find('.');
  if (end == std::string_view::npos) return false;
  const char* stop = text.data() + end;
  const auto [at, error] = std::from_chars(text.data(), stop, value);
  if (error != std::errc() || at != stop) return false;
  text.remove_prefix(last ? end : end + 1);
  return true;
}

// Writes parts so that different lists of parts never give the same text.
class Fingerprint {
 public:
  void add(std::string_view part) {
    text_ += std::to_string(part.size());
    text_ += ':';
    text_ += part;
  }
  void add_number(std::int64_t number) { add(std::to_string(number)); }
  void add_set(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    add_number(static_cast<std::int64_t>(values.size()));
    for (const std::string& value : values) add(value);
  }
  std::uint64_t hash() const { return hash64(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string encode_cursor(const Cursor& cursor) {
  std::string out;
  if (const auto* date = std::get_if<DateKey>(&cursor.after)) {
    out = "d" + std::to_string(date->day) + "." + std::to_string(date->id_hash);
  } else {
    const ScoreKey& key = std::get<ScoreKey>(cursor.after);
    out = "r" + std::to_string(std::bit_cast<std::uint32_t>(key.score)) + "." +
          std::to_string(key.id_hash);
  }
  return out + "." + std::to_string(cursor.position) + "." + std::to_string(cursor.request) + "." +
         std::to_string(cursor.revision);
}

std::optional<Cursor> decode_cursor(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const char kind = text.front();
  text.remove_prefix(1);
  Cursor cursor;
  if (kind == 'd') {
    DateKey key;
    if (!take(text, false, key.day) || !take(text, false, key.id_hash)) return std::nullopt;
    cursor.after = key;
  } else if (kind == 'r') {
    std::uint32_t bits = 0;
    ScoreKey key;
    if (!take(text, false, bits) || !take(text, false, key.id_hash)) return std::nullopt;
    key.score = std::bit_cast<float>(bits);
    if (!std::isfinite(key.score)) return std::nullopt;  // no order holds with those
    cursor.after = key;
  } else {
    return std::nullopt;
  }
  if (!take(text, false, cursor.position) || !take(text, false, cursor.request) ||
      !take(text, true, cursor.revision)) {
    return std::nullopt;
  }
  return cursor;
}

std::uint64_t request_fingerprint(const SearchRequest& request, Sort sort) {
  Fingerprint out;
  out.add(request.query);
  out.add_number(static_cast<int>(request.match));
  out.add_number(request.expand ? 1 : 0);
  for (const FacetFilter& filter : request.filters) {
    out.add_set(filter.any_of);
    out.add_set(filter.none_of);
  }
  out.add_number(request.dates ? 1 : 0);
  if (request.dates) {
    out.add_number(request.dates->first);
    out.add_number(request.dates->last);
    out.add_number(static_cast<int>(request.date_field));
  }
  out.add_number(static_cast<int>(sort));
  out.add_number(request.collapse ? 1 : 0);
  return out.hash();
}

}  // namespace dragoman::search
