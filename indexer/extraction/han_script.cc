// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's two Han transliterators → two bit tables, derived once: a character that becomes another
// one when simplified and stays itself when traditionalised is traditional, and the reverse. Must
// not know texts or languages.
#include "indexer/extraction/han_script.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <bitset>
#include <memory>

namespace dragoman::indexer {
namespace {

constexpr char32_t kFirst = 0x3400;
constexpr char32_t kLast = 0x9fff;
constexpr std::size_t kCount = kLast - kFirst + 1;
using HanSet = std::bitset<kCount>;

// Returns the characters that the transliterator changes.
HanSet changed_by(const char* transliterator_id) {
  HanSet changed;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance(transliterator_id, UTRANS_FORWARD, status));
  if (U_FAILURE(status)) return changed;  // ICU without these rules: nothing is told apart
  // Line ends keep rules for several characters from applying.
  icu::UnicodeString text;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    text.append(static_cast<UChar32>(c));
    text.append(static_cast<char16_t>('\n'));
  }
  transliterator->transliterate(text);
  std::size_t index = 0;
  UChar32 first = 0;
  for (int32_t i = 0; i < text.length() && index < kCount; i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == '\n') {
      changed[index] = first != static_cast<UChar32>(kFirst + index);
      ++index;
      first = 0;
    } else if (first == 0) {
      first = c;
    }
  }
  return changed;
}

struct HanTables {
  HanSet simplified;
  HanSet traditional;
  HanTables() {
    const HanSet by_simplifying = changed_by("Traditional-Simplified");
    const HanSet by_traditionalising = changed_by("Simplified-Traditional");
    traditional = by_simplifying & ~by_traditionalising;
    simplified = by_traditionalising & ~by_simplifying;
  }
};

}  // namespace

HanScript han_script(char32_t c) {
  static const HanTables tables;
  if (c < kFirst || c > kLast) return HanScript::kBoth;
  if (tables.simplified[c - kFirst]) return HanScript::kSimplified;
  return tables.traditional[c - kFirst] ? HanScript::kTraditional : HanScript::kBoth;
}

}  // namespace dragoman::indexer
