// SPDX-License-Identifier: GPL-3.0-or-later
// Word borders by a linear scan: maximal runs of one script, with the rules of UAX #29 that matter
// to the press (apostrophes, abbreviations, numbers) and none that depend on language. Must not
// know of terms or indexes.
#include "core/text/unit_scanner.h"

#include <algorithm>
#include <string>

#include "core/text/apostrophes.h"
#include "core/text/utf8.h"

namespace dragoman::text {

namespace {

Script script_of(CharClass c) {
  switch (c) {
    case CharClass::kLatin:
      return Script::kLatin;
    case CharClass::kGreek:
      return Script::kGreek;
    case CharClass::kCyrillic:
      return Script::kCyrillic;
    case CharClass::kArabic:
      return Script::kArabic;
    case CharClass::kHebrew:
      return Script::kHebrew;
    case CharClass::kHangul:
      return Script::kHangul;
    case CharClass::kIndic:
      return Script::kIndic;
    case CharClass::kCjk:
      return Script::kCjk;
    case CharClass::kSoutheast:
      return Script::kThai;
    case CharClass::kDigit:
      return Script::kNumber;
    default:
      return Script::kOther;
  }
}

bool takes_apostrophe(CharClass c) {
  return c == CharClass::kLatin || c == CharClass::kCyrillic || c == CharClass::kGreek ||
         c == CharClass::kHebrew || c == CharClass::kOtherLetter;
}

bool takes_initials(CharClass c) {
  return c == CharClass::kLatin || c == CharClass::kCyrillic || c == CharClass::kGreek ||
         c == CharClass::kOtherLetter;
}

// Letters and digits of these make one word with each other: G7, F16; not 7月, G7은.
bool is_gluing(Script script) {
  return script != Script::kCjk && script != Script::kHangul && script != Script::kThai;
}

}  // namespace

void UnitScanner::run() {
  for (std::size_t i = 0; i < points_.size();) {
    if (is_word(points_[i].char_class())) {
      i = scan_word(i);
    } else if (is_possessive(i)) {
      i += 2;
    } else {
      gaps_.see(i, last_form());
      ++i;
    }
  }
}

std::size_t UnitScanner::scan_word(std::size_t first) {
  switch (points_[first].char_class()) {
    case CharClass::kCjk:
      emit(first, first + 1);
      return first + 1;
    case CharClass::kDigit:
      return scan_number(first);
    case CharClass::kSoutheast:
      return scan_southeast(first);
    default:
      return scan_letters(first);
  }
}

std::size_t UnitScanner::scan_letters(std::size_t first) {
  const CharClass c = points_[first].char_class();
  std::size_t end = run_end(first, c);
  if (takes_initials(c) && end == first + 1) {
    const std::size_t behind = scan_acronym(first, end);
    if (behind > end) return behind;
  }
  while (is_inner_mark(end, c) && !is_possessive(end)) {
    const std::size_t next = end + 1;
    const std::size_t next_end = run_end(next, c);
    if (c == CharClass::kLatin && ends_at_apostrophe(first, end, next_end)) {
      emit(first, end);
      first = next;
    }
    end = next_end;
  }
  emit(first, end);
  return end;
}

// U.S., U.S.A., e.g., В.В.Путин: single letters with full stops between are one unit, the last stop
// in its range. Returns `end` if there is no such thing here.
std::size_t UnitScanner::scan_acronym(std::size_t first, std::size_t end) {
  const CharClass c = points_[first].char_class();
  std::size_t last = end;
  while (class_is(last, CharClass::kPeriod) && class_is(last + 1, c) &&
         run_end(last + 1, c) == last + 2) {
    last += 2;
  }
  if (last == end) return end;
  const std::size_t behind = class_is(last, CharClass::kPeriod) ? last + 1 : last;
  emit(first, last, behind);
  return behind;
}

// 1,000 and 1.000.000 lose their separators, 3.5 keeps its point, 13.01.2026 is three numbers.
std::size_t UnitScanner::scan_number(std::size_t first) {
  std::size_t end = digits_end(first);
  const bool may_group = end - first <= 3;
  const CharClass separator =
      class_is(end, CharClass::kComma) ? CharClass::kComma : CharClass::kPeriod;
  std::size_t groups = 0;
  std::size_t grouped = end;
  while (class_is(grouped, separator) && digits_end(grouped + 1) == grouped + 4) {
    grouped += 4;
    ++groups;
  }
  const bool is_decimal_group = separator == CharClass::kPeriod && groups == 1;
  if (may_group && groups > 0 && !is_decimal_group) end = grouped;
  // One point and digits behind it; with a second point it is a date, a version or an address.
  if (class_is(end, CharClass::kPeriod) && digits_end(end + 1) > end + 1) {
    const std::size_t fraction_end = digits_end(end + 1);
    const bool goes_on = class_is(fraction_end, CharClass::kPeriod) &&
                         digits_end(fraction_end + 1) > fraction_end + 1;
    const bool came_on =
        first > 0 && class_is(first - 1, CharClass::kPeriod) && last_end_ + 1 == first;
    if (!goes_on && !came_on) end = fraction_end;
  }
  emit(first, end);
  return end;
}

std::size_t UnitScanner::scan_southeast(std::size_t first) {
  const std::size_t limit = first + SoutheastWords::kMaxRun;
  std::size_t end = first;
  while (end < limit && is_part_of(end, CharClass::kSoutheast)) ++end;
  const std::vector<std::size_t>& lengths = southeast_.words(points_, first, end);
  // The last word of a piece may go on in the next one: it begins that.
  const std::size_t count =
      end == limit && lengths.size() > 1 ? lengths.size() - 1 : lengths.size();
  for (std::size_t i = 0; i < count; ++i) {
    emit(first, first + lengths[i]);
    first += lengths[i];
  }
  return first;
}

std::size_t UnitScanner::run_end(std::size_t first, CharClass c) const {
  while (is_part_of(first, c)) ++first;
  return first;
}

bool UnitScanner::is_part_of(std::size_t index, CharClass c) const {
  return class_is(index, c) || class_is(index, CharClass::kMark);
}

std::size_t UnitScanner::digits_end(std::size_t first) const {
  while (class_is(first, CharClass::kDigit)) ++first;
  return first;
}

// The 's of Trump's, U.S.'s, G7's: part of no unit, no gap.
bool UnitScanner::is_possessive(std::size_t apostrophe) const {
  if (!class_is(apostrophe, CharClass::kApostrophe) || apostrophe == 0) return false;
  const CharClass before = points_[apostrophe - 1].char_class();
  const bool owned = before == CharClass::kLatin || before == CharClass::kDigit ||
                     (before == CharClass::kPeriod && last_end_ == apostrophe);
  if (!owned || apostrophe + 1 >= points_.size()) return false;
  if (points_[apostrophe + 1].code_point() != U's') return false;
  const std::size_t behind = apostrophe + 2;
  return behind >= points_.size() ||
         !(is_word(points_[behind].char_class()) || class_is(behind, CharClass::kMark));
}

// True if the word [first, last) ends at its apostrophe: l'Iran, or Türkiye'nin with an ending up
// to `end`.
bool UnitScanner::ends_at_apostrophe(std::size_t first, std::size_t last, std::size_t end) const {
  const std::size_t name = last - first;
  const std::size_t ending = end - last - 1;
  const bool may_inflect = name >= kShortestName || (name == 2 && ending >= 2);  // AB'ye, not c'è
  return is_elision(short_form(first, last)) ||
         (may_inflect && is_name_ending(short_form(last + 1, end)));
}

// Returns the form of the points, or nothing if they are too many to be in a list of short words.
std::string UnitScanner::short_form(std::size_t first, std::size_t last) const {
  std::string form;
  if (last - first > kLongestListed) return form;
  for (std::size_t i = first; i < last; ++i) append_utf8(form, points_[i].code_point());
  return form;
}

bool UnitScanner::is_inner_mark(std::size_t index, CharClass letters) const {
  if (!class_is(index + 1, letters)) return false;
  if (class_is(index, CharClass::kApostrophe)) return takes_apostrophe(letters);
  return class_is(index, CharClass::kQuote) && letters == CharClass::kHebrew;
}

bool UnitScanner::class_is(std::size_t index, CharClass c) const {
  return index < points_.size() && points_[index].char_class() == c;
}

std::string_view UnitScanner::last_form() const {
  return out_.units.empty() ? std::string_view() : out_.form(out_.units.size() - 1);
}

void UnitScanner::emit(std::size_t first, std::size_t last, std::size_t range_last) {
  Unit unit;
  unit.script = script_of(points_[first].char_class());
  unit.form_begin = static_cast<std::uint32_t>(out_.forms.size());
  append_form(first, last, unit.script);
  unit.form_length = static_cast<std::uint32_t>(out_.forms.size()) - unit.form_begin;
  set_range(unit, first, range_last);
  if (!out_.units.empty()) {
    const Script before = out_.units.back().script;
    unit.gap = gaps_.take();
    const bool meets_number = (before == Script::kNumber) != (unit.script == Script::kNumber);
    unit.glued = first == last_end_ && meets_number && is_gluing(before) && is_gluing(unit.script);
    unit.hyphenated = first == last_end_ + 1 && class_is(last_end_, CharClass::kHyphen);
  } else {
    gaps_.take();
  }
  out_.units.push_back(unit);
  last_end_ = range_last;
}

// Separators of thousands go, a decimal point stays; Hebrew abbreviations and foreign sounds lose
// their mark.
bool UnitScanner::is_silent_in(std::size_t index, Script script, bool points_group) const {
  const CharClass c = points_[index].char_class();
  switch (script) {
    case Script::kNumber:
      return c == CharClass::kComma || (points_group && c == CharClass::kPeriod);
    case Script::kHebrew:
      return c == CharClass::kApostrophe || c == CharClass::kQuote;
    default:
      return false;
  }
}

void UnitScanner::append_form(std::size_t first, std::size_t last, Script script) {
  const auto begin = points_.begin();
  const auto separators =
      script != Script::kNumber
          ? 0
          : std::count_if(begin + static_cast<std::ptrdiff_t>(first),
                          begin + static_cast<std::ptrdiff_t>(last), [](const FoldedPoint& point) {
                            return point.char_class() == CharClass::kPeriod;
                          });
  for (std::size_t i = first; i < last; ++i) {
    if (!is_silent_in(i, script, separators > 1)) append_utf8(out_.forms, points_[i].code_point());
  }
}

// Points of one cluster share their bytes; a unit that begins inside the cluster the last one ended
// in begins behind it, or shares its range if nothing is left.
void UnitScanner::set_range(Unit& unit, std::size_t first, std::size_t last) const {
  unit.begin = points_[first].begin;
  unit.end = points_[last - 1].end;
  if (out_.units.empty()) return;
  const Unit& before = out_.units.back();
  if (unit.begin >= before.end) return;
  if (unit.end > before.end) {
    unit.begin = before.end;
  } else {
    unit.begin = before.begin;
    unit.end = before.end;
  }
}

}  // namespace dragoman::text
