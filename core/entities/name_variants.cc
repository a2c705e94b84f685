// SPDX-License-Identifier: GPL-3.0-or-later
// Name order of East Asian (and Hungarian) persons, joined syllables of given names, feminine
// adjectives.
#include "core/entities/name_variants.h"

#include <algorithm>
#include <array>

namespace dragoman::entities {
namespace {

constexpr std::array<std::string_view, 8> kFamilyFirst = {"JP", "KR", "KP", "CN",
                                                          "TW", "HK", "MO", "HU"};
constexpr std::size_t kMinStem = 4;

bool is_latin(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 || (byte >= 0xC2 && byte <= 0xC9) || (byte & 0xC0) == 0x80;
  });
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c == ' ' || c == '-') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  const bool broken =
      std::any_of(words.begin(), words.end(), [](const std::string& word) { return word.empty(); });
  return broken ? std::vector<std::string>() : words;
}

bool cut_suffix(std::string_view& word, std::string_view suffix) {
  if (!word.ends_with(suffix) || word.size() < suffix.size() + kMinStem) return false;
  word.remove_suffix(suffix.size());
  return true;
}

}  // namespace

std::vector<std::string> name_order_variants(std::string_view country, std::string_view name) {
  if (std::find(kFamilyFirst.begin(), kFamilyFirst.end(), country) == kFamilyFirst.end()) return {};
  if (!is_latin(name)) return {};
  const auto words = words_of(name);
  if (words.size() == 2) return {words[1] + " " + words[0]};
  if (words.size() != 3 || country == "JP" || country == "HU") return {};
  std::string joined = words[2];
  if (joined[0] >= 'A' && joined[0] <= 'Z') joined[0] = static_cast<char>(joined[0] - 'A' + 'a');
  joined = words[1] + joined;
  return {words[0] + " " + joined, words[1] + " " + words[2] + " " + words[0],
          joined + " " + words[0]};
}

std::vector<std::string> demonym_variants(std::string_view language, std::string_view form) {
  std::string_view stem = form;
  if (language == "de" && form.ends_with("sche")) {
    return {std::string(form.substr(0, form.size() - 1))};
  }
  if ((language == "es" || language == "it" || language == "pt") && cut_suffix(stem, "o")) {
    return {std::string(stem) + "a"};
  }
  if (language == "es" && cut_suffix(stem, "és")) return {std::string(stem) + "esa"};
  return {};
}

}  // namespace dragoman::entities
