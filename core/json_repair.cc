// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text with damaged strings → JSON value. The parser is nlohmann's, asked not to throw; only
// when it refuses are the escapes looked at. Must not change what is already well formed.
#include "core/json_repair.h"

#include <string>

#include "core/text/utf8.h"

namespace dragoman {
namespace {

using nlohmann::json;

// Accepts every event; keeps where the text stops being JSON.
struct FaultFinder : nlohmann::json_sax<json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    byte = position;
    return false;
  }
  std::size_t byte = 0;
};

// Returns the code unit of the \uXXXX escape at `position`, or -1 if there is none.
int escaped_unit(std::string_view text, std::size_t position) {
  if (position + 6 > text.size() || text[position] != '\\' || text[position + 1] != 'u') return -1;
  int value = 0;
  for (std::size_t i = position + 2; i < position + 6; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool is_high(int unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low(int unit) { return unit >= 0xdc00 && unit < 0xe000; }

// Replaces surrogate escapes that are not a pair by \ufffd.
std::string without_lone_surrogates(std::string_view text, std::uint32_t* repaired) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      out += text[i++];
      continue;
    }
    const int unit = escaped_unit(text, i);
    std::size_t length = unit < 0 ? 2 : 6;
    if (is_high(unit) && is_low(escaped_unit(text, i + 6))) {
      length = 12;
    } else if (is_high(unit) || is_low(unit)) {
      out += "\\ufffd";
      ++*repaired;
      i += length;
      continue;
    }
    out.append(text.substr(i, length));
    i += length;
  }
  return out;
}

}  // namespace

Result<json> parse_json_kindly(std::string_view text, std::uint32_t* repaired) {
  std::string valid;
  if (!text::is_valid_utf8(text)) {
    valid = text::to_valid_utf8(text, repaired);
    text = valid;
  }
  json value = json::parse(text, nullptr, false);
  if (!value.is_discarded()) return value;
  std::uint32_t lone = 0;
  const std::string second = without_lone_surrogates(text, &lone);
  if (lone > 0) {
    value = json::parse(second, nullptr, false);
    *repaired += lone;
    if (!value.is_discarded()) return value;
  }
  FaultFinder finder;
  json::sax_parse(second, &finder);
  return Problem{
      "bad_json",
      "the text is not JSON: it breaks off or goes wrong at byte " + std::to_string(finder.byte),
      ""};
}

}  // namespace dragoman
