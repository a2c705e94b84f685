// SPDX-License-Identifier: GPL-3.0-or-later
// Code points into character classes, from Unicode's script, general category and punctuation
// properties, with the few exceptions the press makes necessary. Must not know of words or units.
#include "core/text/char_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace dragoman::text {

namespace {

CharClass class_of_script(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
      return CharClass::kLatin;
    case USCRIPT_GREEK:
      return CharClass::kGreek;
    case USCRIPT_CYRILLIC:
      return CharClass::kCyrillic;
    case USCRIPT_ARABIC:
      return CharClass::kArabic;
    case USCRIPT_HEBREW:
      return CharClass::kHebrew;
    case USCRIPT_HANGUL:
      return CharClass::kHangul;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_KATAKANA_OR_HIRAGANA:
    case USCRIPT_BOPOMOFO:
      return CharClass::kCjk;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return CharClass::kSoutheast;
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
    case USCRIPT_ORIYA:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
    case USCRIPT_SINHALA:
    case USCRIPT_TIBETAN:
      return CharClass::kIndic;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return CharClass::kMark;
    default:
      return CharClass::kOtherLetter;
  }
}

bool is_bullet(char32_t c) {
  switch (c) {
    case U'*':
    case 0x2022:  // bullet
    case 0x2023:
    case 0x2043:
    case 0x203B:  // reference mark
    case 0x2605:
    case 0x2606:
      return true;
    default:
      return c >= 0x25A0 && c <= 0x25FF;  // geometric shapes
  }
}

CharClass class_of_punctuation(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (c == U'|' || c == 0x2E3A) return CharClass::kWeakMark;
  if (c == 0x22EF) return CharClass::kStrongMark;  // ⋯, an ellipsis in Chinese print
  if (is_bullet(c)) return CharClass::kBullet;
  if (c == 0x2014 || c == 0x2015) return CharClass::kDash;
  if (u_hasBinaryProperty(code_point, UCHAR_S_TERM) != 0) return CharClass::kStrongMark;
  if (u_hasBinaryProperty(code_point, UCHAR_TERMINAL_PUNCTUATION) != 0) return CharClass::kWeakMark;
  if (u_isUWhiteSpace(code_point) != 0) return CharClass::kSpace;
  return CharClass::kSilent;
}

}  // namespace

CharClass char_class(char32_t c) {
  switch (c) {
    case U'\n':
    case U'\v':
    case U'\f':
    case 0x85:
    case 0x2028:
      return CharClass::kNewline;
    case 0x2029:
      return CharClass::kParagraph;
    case U'.':
      return CharClass::kPeriod;
    case U',':
      return CharClass::kComma;
    case U'\'':
      return CharClass::kApostrophe;
    case U'"':
      return CharClass::kQuote;
    case U'-':
      return CharClass::kHyphen;
    case 0x30FC:
      return CharClass::kCjk;  // the prolonged sound mark, of "common" script in Unicode
    default:
      break;
  }
  if (c >= U'0' && c <= U'9') return CharClass::kDigit;
  const auto code_point = static_cast<UChar32>(c);
  const std::uint32_t category = U_GET_GC_MASK(code_point);
  if ((category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK)) == 0) return class_of_punctuation(c);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code_point, &status);
  return U_SUCCESS(status) ? class_of_script(script) : CharClass::kOtherLetter;
}

}  // namespace dragoman::text
