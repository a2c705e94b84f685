// SPDX-License-Identifier: GPL-3.0-or-later
// What the analyser needs to know of a folded code point: which kind of word it can be part of, or
// what kind of gap it makes. Private to core/text. Knows Unicode properties; knows no neighbours.
#pragma once

#include <cstdint>

namespace dragoman::text {

enum class CharClass : std::uint8_t {
  kSilent,  // separates words, makes no gap: quotes, brackets, middle dots, symbols
  kSpace,
  kNewline,     // one line break
  kParagraph,   // U+2029
  kWeakMark,    // the comma class, bars
  kStrongMark,  // sentence ends other than the full stop
  kPeriod,      // . which also stands inside words and numbers
  kComma,       // , which also stands inside numbers
  kApostrophe,
  kQuote,  // " which also stands inside Hebrew abbreviations
  kHyphen,
  kDash,    // em dash, horizontal bar
  kBullet,  // list marks
  kMark,    // belongs to whatever word it stands in: combining marks and modifiers of no script
  kDigit,   // from here on: words
  kLatin,
  kGreek,
  kCyrillic,
  kArabic,
  kHebrew,
  kHangul,
  kIndic,
  kOtherLetter,
  kCjk,
  kSoutheast  // Thai, Lao, Khmer, Burmese: written without spaces
};

constexpr bool is_word(CharClass c) { return c >= CharClass::kDigit; }

// Returns the class of a folded code point (unfolded ones may be misjudged).
CharClass char_class(char32_t code_point);

}  // namespace dragoman::text
