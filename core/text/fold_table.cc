// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's NFKC_Casefold, decompositions and Traditional-Simplified plus our own letter data, run to a
// fixpoint for every code point: the result folds to itself. Must not know of texts or offsets.
#include "core/text/fold_table.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "core/text/letter_folds.h"

namespace dragoman::text {

namespace {

constexpr char32_t kBreve = 0x306;
constexpr char32_t kCyrillicI = 0x438;
constexpr char32_t kCyrillicShortI = 0x439;
constexpr int kMaxRounds = 8;  // to the fixpoint; two or three suffice

void require(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing or damaged");
}

// Marks that carry a word's sound beyond its letters: everything of Latin, Greek and Cyrillic,
// vowel points of Arabic, Hebrew and Syriac. Indic, Thai and other vowel signs are letters in all
// but name, and voiced kana are other syllables.
bool is_dropped_mark(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (c == 0x3099 || c == 0x309A) return false;
  if (c == 0x640) return true;  // tatweel
  if (c == 0x93C) return true;  // nukta: क़ानून is typed as कानून
  if ((U_GET_GC_MASK(code_point) & U_GC_M_MASK) == 0) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code_point, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_SYRIAC:
      return true;
    default:
      return false;
  }
}

// Left as they are: Thai and Lao AM, which ICU's dictionaries know composed; vulgar fractions and
// the marks SM and TM, whose expansion would run into the word before them (2½ is not 21/2).
bool is_kept(char32_t c) {
  return c == 0xE33 || c == 0xEB3 || (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215F) ||
         c == 0x2189 || c == 0x2120 || c == 0x2122;
}

bool is_hangul_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

using HanMap = std::unordered_map<char32_t, char32_t>;

// Adds what the transliterator makes of the code points [first, last], as far as it is one to one.
void add_simplifications(const icu::Transliterator& simplify, char32_t first, char32_t last,
                         HanMap& map) {
  constexpr char32_t kChunk = 256;  // keeps the string that is edited in place short
  for (char32_t start = first; start <= last; start += kChunk) {
    const char32_t end = std::min<char32_t>(last, start + kChunk - 1);
    icu::UnicodeString text;
    for (char32_t c = start; c <= end; ++c) {
      text.append(static_cast<UChar32>(c)).append(static_cast<UChar32>('\n'));
    }
    simplify.transliterate(text);
    std::int32_t position = 0;
    for (char32_t c = start; c <= end && position < text.length(); ++c) {
      const UChar32 target = text.char32At(position);
      const std::int32_t next = text.moveIndex32(position, 1);
      const bool one_to_one = text.charAt(next) == u'\n';
      if (one_to_one && target != static_cast<UChar32>(c)) map[c] = static_cast<char32_t>(target);
      position = text.indexOf(u'\n', position) + 1;
    }
  }
}

HanMap build_han_map() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  require(status);
  HanMap map;
  add_simplifications(*simplify, 0x3400, 0x4DBF, map);
  add_simplifications(*simplify, 0x4E00, 0x9FFF, map);
  for (std::size_t i = 0; i + 1 < kHanVariants.size(); i += 3) {
    map.emplace(kHanVariants[i], kHanVariants[i + 1]);  // where both speak, ICU decides
  }
  return map;
}

class TableBuilder {
 public:
  TableBuilder() : han_(build_han_map()) {
    UErrorCode status = U_ZERO_ERROR;
    casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    nfd_ = icu::Normalizer2::getNFDInstance(status);
    nfc_ = icu::Normalizer2::getNFCInstance(status);
    require(status);
  }

  // Returns the complete fold of a code point.
  std::u32string fold(char32_t code_point) const {
    std::u32string current(1, code_point);
    if (is_untouched(code_point)) return current;
    for (int round = 0; round < kMaxRounds; ++round) {
      std::u32string next = step(current);
      if (next == current) break;
      current = std::move(next);
    }
    return current;
  }

  // Most Han characters are themselves, and there are too many to normalise each.
  bool is_plain_han(char32_t c) const {
    const bool in_blocks = (c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x2F800);
    return in_blocks && han_.find(c) == han_.end();
  }

  bool joins(char32_t code_point) const {
    return nfc_->hasBoundaryBefore(static_cast<UChar32>(code_point)) == 0;
  }

 private:
  // Sound but not complete: most code points that no step changes, found without the cost of the
  // steps.
  bool is_untouched(char32_t c) const {
    const auto code_point = static_cast<UChar32>(c);
    icu::UnicodeString decomposition;
    return casefold_->isInert(code_point) != 0 && u_charDigitValue(code_point) < 0 &&
           letter_fold(c).empty() && han_.find(c) == han_.end() && !is_dropped_mark(c) &&
           nfd_->getDecomposition(code_point, decomposition) == 0;
  }

  std::u32string step(const std::u32string& from) const {
    std::u32string lettered;
    for (const char32_t c : from) append_letter(lettered, c);
    std::u32string stripped;
    for (const char32_t c : normalised(*nfd_, normalised(*casefold_, lettered))) {
      if (c == kBreve && !stripped.empty() && stripped.back() == kCyrillicI) {
        stripped.back() = kCyrillicShortI;
      } else if (!is_dropped_mark(c)) {
        append_letter(stripped, c);
      }
    }
    return normalised(*nfc_, stripped);
  }

  void append_letter(std::u32string& out, char32_t c) const {
    const std::u32string_view letters = letter_fold(c);
    if (!letters.empty()) {
      out.append(letters);
      return;
    }
    const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(c));
    if (digit >= 0 && u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER) {
      out.push_back(U'0' + static_cast<char32_t>(digit));
      return;
    }
    const auto han = han_.find(c);
    out.push_back(han == han_.end() ? c : han->second);
  }

  static std::u32string normalised(const icu::Normalizer2& normalizer, const std::u32string& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString in;
    for (const char32_t c : text) in.append(static_cast<UChar32>(c));
    const icu::UnicodeString out = normalizer.normalize(in, status);
    require(status);
    std::u32string result;
    for (std::int32_t i = 0; i < out.length(); i = out.moveIndex32(i, 1)) {
      result.push_back(static_cast<char32_t>(out.char32At(i)));
    }
    return result;
  }

  HanMap han_;
  const icu::Normalizer2* casefold_ = nullptr;
  const icu::Normalizer2* nfd_ = nullptr;
  const icu::Normalizer2* nfc_ = nullptr;
};

bool is_ignorable(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

std::uint32_t packed(char32_t code_point, bool joins) {
  return static_cast<std::uint32_t>(code_point) | (joins ? FoldedCodePoint::kJoinsBit : 0U) |
         (static_cast<std::uint32_t>(char_class(code_point)) << 24);
}

// Unchanged by folding, without asking.
bool is_plainly_itself(char32_t c) {
  if (is_kept(c) || is_hangul_syllable(c) || (c >= 0xD800 && c < 0xF900)) return true;
  return u_charType(static_cast<UChar32>(c)) == U_UNASSIGNED && !is_ignorable(c);
}

}  // namespace

const FoldTable& FoldTable::get() {
  static const FoldTable table;
  return table;
}

FoldTable::FoldTable() : entries_(kTableSize) {
  const TableBuilder builder;
  for (char32_t c = 0; c < kTableSize; ++c) {
    if (is_plainly_itself(c) || builder.is_plain_han(c)) {
      entries_[c] = packed(c, false);
      continue;
    }
    const std::u32string fold = builder.fold(c);
    if (fold.size() == 1) {
      entries_[c] = packed(fold[0], builder.joins(fold[0]));
      continue;
    }
    entries_[c] =
        fold.empty() ? kDroppedBit : kSequenceBit | static_cast<std::uint32_t>(starts_.size());
    if (fold.empty()) continue;
    starts_.push_back(static_cast<std::uint32_t>(pool_.size()));
    lengths_.push_back(static_cast<std::uint32_t>(fold.size()));
    for (const char32_t point : fold) pool_.emplace_back(packed(point, builder.joins(point)));
  }
}

bool FoldTable::single_beyond(char32_t code_point, FoldedCodePoint& out) const {
  out = FoldedCodePoint(packed(code_point, false));
  return !is_ignorable(code_point);
}

FoldTable::Fold FoldTable::sequence(char32_t code_point) const {
  if (code_point >= kTableSize) return {};
  const std::uint32_t entry = entries_[code_point];
  if ((entry & kDroppedBit) != 0) return {};
  const std::uint32_t index = entry & (kSequenceBit - 1);
  return {&pool_[starts_[index]], lengths_[index]};
}

}  // namespace dragoman::text
