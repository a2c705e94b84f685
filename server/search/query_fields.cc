// SPDX-License-Identifier: GPL-3.0-or-later
// One table of field names; dates are read by core/day.
#include "server/search/query_fields.h"

#include <array>
#include <string>
#include <utility>

#include "core/text/utf8.h"

namespace dragoman::search {
namespace {

// The first name of a field is the one it is written with.
constexpr std::array<std::pair<std::string_view, QueryField>, 10> kNames = {
    {{"leader", QueryField::kLeader},
     {"country", QueryField::kCountry},
     {"topic", QueryField::kTopic},
     {"language", QueryField::kLanguage},
     {"source", QueryField::kSource},
     {"title", QueryField::kTitle},
     {"id", QueryField::kId},
     {"date", QueryField::kDate},
     {"published", QueryField::kDate},
     {"mentioned", QueryField::kMentioned}}};

const Day kFirstDay = day_from_civil(1, 1, 1);
const Day kLastDay = day_from_civil(9999, 12, 31);

// The days of "2026-01", or all of them when the text is empty.
std::optional<DayInterval> range_end(std::string_view text) {
  if (text.empty()) return DayInterval{kFirstDay, kLastDay};
  return parse_iso_interval(text);
}

}  // namespace

bool to_narrow(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::next_code_point(text, at);
    if (c >= U'！' && c <= U'～') c -= U'！' - U'!';
    if (c < U'!' || c > U'~') return false;
    out += static_cast<char>(c);
  }
  return true;
}

std::optional<QueryField> query_field(std::string_view name) {
  constexpr std::size_t kLongest = 30;  // bytes of "published" in full width, and a little
  std::string narrow;
  if (name.size() > kLongest || !to_narrow(name, narrow)) return std::nullopt;
  for (char& c : narrow) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const auto& [known, field] : kNames) {
    if (known == narrow) return field;
  }
  return std::nullopt;
}

std::string_view query_field_name(QueryField field) {
  for (const auto& [name, known] : kNames) {
    if (known == field) return name;
  }
  return "";
}

std::optional<DayRange> parse_day_range(std::string_view typed) {
  std::string narrow;
  if (!to_narrow(typed, narrow)) return std::nullopt;
  std::string_view text = narrow;
  if (text == "none") return DayRange{{}, true};
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos) {
    const auto from = range_end(text.substr(0, dots));
    const auto to = range_end(text.substr(dots + 2));
    if (!from || !to || text.size() == 2) return std::nullopt;
    return DayRange{{from->first, to->last}, false};
  }
  const bool before = text.starts_with('<');
  const bool after = text.starts_with('>');
  if (!before && !after) {
    const auto days = parse_iso_interval(text);
    if (!days) return std::nullopt;
    return DayRange{*days, false};
  }
  text.remove_prefix(1);
  const bool inclusive = text.starts_with('=');
  if (inclusive) text.remove_prefix(1);
  const auto days = parse_iso_interval(text);
  if (!days) return std::nullopt;
  if (before) return DayRange{{kFirstDay, inclusive ? days->last : days->first - 1}, false};
  return DayRange{{inclusive ? days->first : days->last + 1, kLastDay}, false};
}

}  // namespace dragoman::search
