// SPDX-License-Identifier: GPL-3.0-or-later
// Keys by script, and a banded table of three rows.
#include "server/search/edit_distance.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace dragoman::search {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr std::uint32_t kVowels = 21;
constexpr std::uint32_t kFinals = 28;

// The keys of a Hangul syllable's parts, as compatibility letters, up to two each. Initials and
// finals are the same keys.
constexpr std::array<char16_t, 19> kInitialKeys = {u'ㄱ', u'ㄲ', u'ㄴ', u'ㄷ', u'ㄸ', u'ㄹ', u'ㅁ',
                                                   u'ㅂ', u'ㅃ', u'ㅅ', u'ㅆ', u'ㅇ', u'ㅈ', u'ㅉ',
                                                   u'ㅊ', u'ㅋ', u'ㅌ', u'ㅍ', u'ㅎ'};
constexpr std::array<const char16_t*, kVowels> kVowelKeys = {
    u"ㅏ",   u"ㅐ", u"ㅑ", u"ㅒ",   u"ㅓ",   u"ㅔ",   u"ㅕ", u"ㅖ", u"ㅗ",   u"ㅗㅏ", u"ㅗㅐ",
    u"ㅗㅣ", u"ㅛ", u"ㅜ", u"ㅜㅓ", u"ㅜㅔ", u"ㅜㅣ", u"ㅠ", u"ㅡ", u"ㅡㅣ", u"ㅣ"};
constexpr std::array<const char16_t*, kFinals> kFinalKeys = {
    u"",     u"ㄱ",   u"ㄲ",   u"ㄱㅅ", u"ㄴ",   u"ㄴㅈ", u"ㄴㅎ", u"ㄷ", u"ㄹ",   u"ㄹㄱ",
    u"ㄹㅁ", u"ㄹㅂ", u"ㄹㅅ", u"ㄹㅌ", u"ㄹㅍ", u"ㄹㅎ", u"ㅁ",   u"ㅂ", u"ㅂㅅ", u"ㅅ",
    u"ㅆ",   u"ㅇ",   u"ㅈ",   u"ㅊ",   u"ㅋ",   u"ㅌ",   u"ㅍ",   u"ㅎ"};

std::optional<Alphabet> alphabet_of(char32_t c) {
  if ((c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00))
    return Alphabet::kLatin;
  if ((c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000)) return Alphabet::kGreek;
  if (c >= 0x400 && c < 0x530) return Alphabet::kCyrillic;
  if (c >= 0x591 && c < 0x5F5) return Alphabet::kHebrew;
  if ((c >= 0x620 && c < 0x660) || (c >= 0x66E && c < 0x700) || (c >= 0x750 && c < 0x780))
    return Alphabet::kArabic;
  if (c >= kFirstSyllable && c <= kLastSyllable) return Alphabet::kHangul;
  return std::nullopt;
}

// Returns false when there is no room.
bool strike(Keys& out, char16_t key) {
  if (out.count == kMaxKeys) return false;
  out.keys[out.count++] = key;
  out.signature |= 1u << (key & 31u);
  return true;
}

bool strike_all(Keys& out, const char16_t* keys) {
  for (; *keys != 0; ++keys) {
    if (!strike(out, *keys)) return false;
  }
  return true;
}

bool strike_syllable(Keys& out, char32_t syllable) {
  const std::uint32_t index = syllable - kFirstSyllable;
  return strike(out, kInitialKeys[index / (kVowels * kFinals)]) &&
         strike_all(out, kVowelKeys[index / kFinals % kVowels]) &&
         strike_all(out, kFinalKeys[index % kFinals]);
}

}  // namespace

std::optional<Keys> keys_of(std::string_view folded_word) {
  Keys out;
  for (std::size_t at = 0; at < folded_word.size(); ++out.characters) {
    const char32_t c = text::next_code_point(folded_word, at);
    const auto alphabet = alphabet_of(c);
    if (!alphabet || (out.characters > 0 && *alphabet != out.alphabet)) return std::nullopt;
    out.alphabet = *alphabet;
    const bool fits = *alphabet == Alphabet::kHangul ? strike_syllable(out, c)
                                                     : strike(out, static_cast<char16_t>(c));
    if (!fits) return std::nullopt;
  }
  if (out.count == 0) return std::nullopt;
  return out;
}

unsigned most_errors(const Keys& word) {
  const bool is_hangul = word.alphabet == Alphabet::kHangul;
  if (word.characters < (is_hangul ? 2 : 4)) return 0;
  return word.count < (is_hangul ? 10 : 8) ? 1 : 2;
}

unsigned edit_distance(const Keys& a, const Keys& b, unsigned most) {
  const std::size_t longer = std::max(a.count, b.count);
  const std::size_t shorter = std::min(a.count, b.count);
  if (longer - shorter > most) return most + 1;
  using Row = std::array<unsigned, kMaxKeys + 1>;
  std::array<Row, 3> rows;  // rows[i % 3][j]: between the first i keys of a and the first j of b
  const unsigned over = most + 1;
  for (std::size_t j = 0; j <= b.count; ++j) rows[0][j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.count; ++i) {
    Row& row = rows[i % 3];
    const Row& above = rows[(i + 2) % 3];
    const Row& second = rows[(i + 1) % 3];
    const std::size_t from = i > most ? i - most : 1;
    const std::size_t to = std::min<std::size_t>(b.count, i + most);
    row[from - 1] = from == 1 ? static_cast<unsigned>(i) : over;
    unsigned least = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      const bool same = a.keys[i - 1] == b.keys[j - 1];
      unsigned best = std::min(above[j - 1] + (same ? 0u : 1u), row[j - 1] + 1);
      if (j < i + most) best = std::min(best, above[j] + 1);
      const bool swapped =
          i > 1 && j > 1 && a.keys[i - 1] == b.keys[j - 2] && a.keys[i - 2] == b.keys[j - 1];
      if (swapped) best = std::min(best, second[j - 2] + 1);
      row[j] = best;
      least = std::min(least, best);
    }
    if (to < b.count) row[to + 1] = over;
    if (least > most) return over;
  }
  return std::min(rows[a.count % 3][b.count], over);
}

}  // namespace dragoman::search
