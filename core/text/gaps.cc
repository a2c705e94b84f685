// SPDX-License-Identifier: GPL-3.0-or-later
// Punctuation and line breaks into gaps; the strongest between two units counts. Spaces, quotes,
// brackets, middle dots, U+3000 and symbols make none. Must not know how units are found.
#include "core/text/gaps.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/text/decode.h"

namespace dragoman::text {

namespace {

// Abbreviations before names and numbers, and the first half of EE.UU.: their full stop ends no
// sentence. Nor does that of single letters (initials) and of one or two digits (13. Januar).
constexpr std::array<std::string_view, 43> kAbbreviations = {
    "adm", "apr", "aug",  "brig", "bzw",  "capt", "cmdr", "col",  "dec",  "dr",   "dra",
    "ee",  "feb", "gen",  "gov",  "gral", "hon",  "jan",  "jr",   "lt",   "maj",  "min",
    "mr",  "mrs", "ms",   "no",   "nos",  "nov",  "oct",  "pres", "prof", "prot", "rep",
    "rev", "sen", "sept", "sgt",  "sr",   "sra",  "srta", "st",   "ste",  "vs"};

bool is_single_letter(std::string_view form) {
  if (form.empty()) return false;
  const Decoded decoded = decode_at(form, 0);
  return decoded.length == form.size() && u_isalpha(static_cast<UChar32>(decoded.code_point)) != 0;
}

bool is_short_number(std::string_view form) {
  return !form.empty() && form.size() <= 2 && form.front() >= '0' && form.front() <= '9';
}

bool ends_no_sentence(std::string_view form) {
  return is_single_letter(form) || is_short_number(form) ||
         std::find(kAbbreviations.begin(), kAbbreviations.end(), form) != kAbbreviations.end();
}

bool is_blank(CharClass c) { return c == CharClass::kSpace || c == CharClass::kNewline; }

bool is_alphabetic(CharClass c) { return c >= CharClass::kDigit && c <= CharClass::kOtherLetter; }

}  // namespace

void GapTracker::see(std::size_t index, std::string_view last_form) {
  const CharClass c = points_[index].char_class();
  if (c == CharClass::kSpace) return;
  if (c == CharClass::kNewline) {
    see_newline();
    return;
  }
  newlines_in_row_ = 0;
  switch (c) {
    case CharClass::kParagraph:
    case CharClass::kStrongMark:
      raise(Gap::kStrong);
      break;
    case CharClass::kWeakMark:
    case CharClass::kComma:
    case CharClass::kDash:
      raise(Gap::kWeak);
      break;
    case CharClass::kPeriod:
      raise(of_period(index, last_form));
      break;
    case CharClass::kHyphen:
      raise(of_hyphen(index));
      break;
    case CharClass::kBullet:
      raise(of_bullet(index));
      break;
    default:
      break;
  }
}

Gap GapTracker::take() {
  const Gap gap = strongest_;
  strongest_ = Gap::kNone;
  newlines_in_row_ = 0;
  return gap;
}

void GapTracker::raise(Gap gap) { strongest_ = std::max(strongest_, gap); }

// One line break is where a line was wrapped, in any script; two make a paragraph.
void GapTracker::see_newline() {
  if (++newlines_in_row_ > 1) raise(Gap::kStrong);
}

// A full stop right between two words is one of a name (example.com), unless a capital follows:
// scrapes lose the space between sentences.
Gap GapTracker::of_period(std::size_t index, std::string_view last_form) const {
  const CharClass before = index > 0 ? class_at(index - 1) : CharClass::kNewline;
  const CharClass after = class_at(index + 1);
  const bool inside = is_alphabetic(before) && is_alphabetic(after);
  const bool may_abbreviate = before == CharClass::kLatin || before == CharClass::kCyrillic ||
                              before == CharClass::kGreek || before == CharClass::kDigit;
  if (may_abbreviate && (inside || after == CharClass::kSpace) && ends_no_sentence(last_form)) {
    return Gap::kNone;
  }
  if (!inside) return Gap::kStrong;
  const Decoded next = decode_at(text_, points_[index + 1].begin);
  return u_isupper(static_cast<UChar32>(next.code_point)) != 0 ? Gap::kStrong : Gap::kNone;
}

// A hyphen at the start of a line, or with a space on both sides, introduces an item; any other
// joins words.
Gap GapTracker::of_hyphen(std::size_t index) const {
  const CharClass before = index > 0 ? class_at(index - 1) : CharClass::kNewline;
  const bool starts_line = before == CharClass::kNewline;
  return starts_line || (before == CharClass::kSpace && is_blank(class_at(index + 1))) ? Gap::kWeak
                                                                                       : Gap::kNone;
}

// An asterisk marks an item where a hyphen would; • right between two characters is typed for the
// middle dot of a name (唐纳德•特朗普).
Gap GapTracker::of_bullet(std::size_t index) const {
  const char32_t bullet = points_[index].code_point();
  if (bullet == U'*') return of_hyphen(index);
  const bool inside = index > 0 && is_word(class_at(index - 1)) && is_word(class_at(index + 1));
  return bullet == U'•' && inside ? Gap::kNone : Gap::kWeak;
}

CharClass GapTracker::class_at(std::size_t index) const {
  return index < points_.size() ? points_[index].char_class() : CharClass::kNewline;
}

}  // namespace dragoman::text
