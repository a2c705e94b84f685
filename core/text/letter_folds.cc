// SPDX-License-Identifier: GPL-3.0-or-later
// Data: letters that are written in two ways by different keyboards, newsrooms or alphabets. Pure
// data.
#include "core/text/letter_folds.h"

namespace dragoman::text {

std::u32string_view letter_fold(char32_t code_point) {
  switch (code_point) {
    // Latin letters with a stroke or tied together, which have no decomposition.
    case U'æ':
    case U'Æ':
      return U"ae";
    case U'œ':
    case U'Œ':
      return U"oe";
    case U'ø':
    case U'Ø':
      return U"o";
    case U'đ':
    case U'Đ':
    case U'ð':
    case U'Ð':
      return U"d";
    case U'ł':
    case U'Ł':
      return U"l";
    case U'ħ':
    case U'Ħ':
      return U"h";
    case U'ŧ':
    case U'Ŧ':
      return U"t";
    case U'þ':
    case U'Þ':
      return U"th";
    case U'ı':
    case U'İ':
      return U"i";
    // Arabic: hamza seats, alef forms, alef maqsura, ta marbuta; Persian, Urdu and Kurdish letter
    // shapes.
    case U'\u0622':
    case U'\u0623':
    case U'\u0625':
    case U'\u0671':
    case U'\u0672':
    case U'\u0673':
    case U'\u0675':
      return U"\u0627";
    case U'\u0624':
      return U"\u0648";
    case U'\u0626':
    case U'\u0649':
    case U'\u06CC':
    case U'\u06CD':
      return U"\u064A";
    case U'\u0629':
    case U'\u06C1':
    case U'\u06C2':
    case U'\u06C3':
    case U'\u06BE':
    case U'\u06C0':
    case U'\u06D5':
      return U"\u0647";
    case U'\u06A9':
    case U'\u06AA':
      return U"\u0643";
    // Arabic decimal and thousands separators stand in numbers.
    case U'\u066B':
      return U".";
    case U'\u066C':
      return U",";
    // Devanagari chandrabindu: most newsrooms write anusvara.
    case U'\u0901':
      return U"\u0902";
    // Foreign v in katakana; fold_points takes the vowel in.
    case U'\u30F4':
      return U"\u30D6";
    // Apostrophes: typographic, modifier letters, prime and acute used as such, Armenian, Hebrew
    // geresh.
    case U'\u2019':
    case U'\u2018':
    case U'\u201B':
    case U'\u02BC':
    case U'\u02BB':
    case U'\u02B9':
    case U'\u2032':
    case U'\u00B4':
    case U'\u055A':
    case U'\u05F3':
      return U"'";
    case U'\u05F4':
      return U"\"";  // gershayim, typed as a quote
    // Hyphens: hyphen, non-breaking hyphen, figure dash, en dash, minus, Hebrew maqaf, Armenian
    // hyphen.
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2212':
    case U'\u05BE':
    case U'\u058A':
      return U"-";
    // Carriage returns end no line of their own.
    case U'\r':
      return U" ";
    default:
      return {};
  }
}

}  // namespace dragoman::text
