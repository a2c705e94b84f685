// SPDX-License-Identifier: GPL-3.0-or-later
// The one text pipeline, for articles and queries alike: UTF-8 in, units out. A unit is a word or a
// single Han/kana character in reading order, folded, with its byte range in the ORIGINAL text and
// the gap before it. Script decides, never a guessed language. Knows ICU; knows no database, no
// HTTP, no paths.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::text {

// What a unit is written in; kCjk (Han and kana) units are single characters, all others are words.
enum class Script : std::uint8_t {
  kLatin,
  kGreek,
  kCyrillic,
  kArabic,
  kHebrew,
  kCjk,
  kHangul,
  kThai,
  kIndic,
  kNumber,
  kOther
};

// What separates a unit from the one before it in the same field (docs/query-language.md):
// kNone adjacent (space, quote, bracket, middle dot, hyphen, single line break), kWeak comma
// class and list marks, kStrong sentence or paragraph end. The first unit of a field has kStrong.
enum class Gap : std::uint8_t { kNone = 0, kWeak = 1, kStrong = 2 };

struct Unit {
  std::uint32_t form_begin = 0;  // byte range of the folded form in Analysis::forms
  std::uint32_t form_length = 0;
  std::uint32_t begin = 0;  // byte range in the original text, on code point borders, begin < end
  std::uint32_t end = 0;
  Script script = Script::kOther;
  Gap gap = Gap::kStrong;
  bool glued = false;  // written together with the unit before it as one word: G|7, EMNLP|2022
  bool hyphenated =
      false;  // only a hyphen stands between it and the unit before: COVID|-19, Sino|-Russian
};

// The analysed form of one field. Reusable: analyse() clears it first.
struct Analysis {
  std::string forms;  // folded forms in the units' order, nothing between; valid UTF-8, no NUL
  // In reading order. Ranges ascend and do not overlap, but for units that one code point stands
  // for (㍿ is four characters, ㎡ a letter and a digit): those have the same range.
  std::vector<Unit> units;
  std::uint32_t ill_formed = 0;  // byte sequences that were not UTF-8 and were read as U+FFFD

  std::string_view form(const Unit& unit) const {
    return std::string_view(forms).substr(unit.form_begin, unit.form_length);
  }
  std::string_view form(std::size_t index) const { return form(units[index]); }
};

// Requires: nothing of the input: any bytes give a valid Analysis, in time linear in the input.
// What lies beyond 256 MB is not read. Throws: std::runtime_error from the constructor if ICU's
// data is missing. Thread safety: one Analyser per thread (it owns ICU break iterators); different
// ones are independent.
class Analyser {
 public:
  Analyser();
  ~Analyser();
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;

  void analyse(std::string_view text, Analysis& out);
  Analysis analyse(std::string_view text) {
    Analysis out;
    analyse(text, out);
    return out;
  }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Persisted in every index: raise it whenever the same text gives other units or terms. On disk:
// only grows.
inline constexpr std::uint32_t kAnalyserVersion = 2;

}  // namespace dragoman::text
