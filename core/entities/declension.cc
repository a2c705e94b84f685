// SPDX-License-Identifier: GPL-3.0-or-later
// Russian and Ukrainian declension: a gazetteer word gives a stem and its class, a word in text
// gives every stem whose cut-off ending belongs to some class. Both must agree, so that "Перу"
// never declines and "Перуном" never is Peru. Endings are folded as the text is; classes are read
// off the unfolded word.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/entities/inflection.h"
#include "core/text/fold.h"

namespace dragoman::entities {
namespace {

// Declensions, as bits of a stem's traits.
constexpr Traits kHard = 1;         // Трамп, Путин, Иран
constexpr Traits kFirst = 2;        // Куба, Россия
constexpr Traits kShortI = 4;       // Китай
constexpr Traits kSoft = 8;         // Израиль
constexpr Traits kAdjectival = 16;  // Зеленский, японский, Южная
constexpr Traits kPlural = 32;      // Нидерланды, Штаты
constexpr Traits kNeuter = 64;      // Королевство
constexpr Traits kFleeting = 128;   // японец

struct Endings {
  Traits declension;
  std::string_view list;  // separated by spaces; "-" is the empty ending
};

constexpr std::array<Endings, 8> kEndings = {{
    {kHard, "- а у ом ем е ы и ов ам ами ах ым і ові еві ів"},
    {kFirst, "а я ы и е у ю ой ей ою ею і ї єю ам ами ах"},
    {kShortI, "й я ю ем е и єм ї"},
    {kSoft, "ь я ю ем ём е и ью ю єм і"},
    {kAdjectival,
     "ий ый ой ая яя ое ее ие ые ого его ому ему им ым ом ем ую юю их ых ими ыми ій а я ої є ю у і "
     "ї "
     "ою ім"},
    {kPlural, "- ы ов ам ами ах и ів"},
    {kNeuter, "о а у ом е і"},
    {kFleeting, "ец ца цу цем цом це цы цев цам цами цах ець ця цю ці ців цям цями цях"},
}};

constexpr std::size_t kMinStemBytes = 6;  // three Cyrillic letters
constexpr std::size_t kMaxEndingBytes = 8;

std::unordered_map<std::string, Traits> read_endings() {
  std::unordered_map<std::string, Traits> table;
  for (const auto& endings : kEndings) {
    std::string_view rest = endings.list;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      const std::string_view ending = rest.substr(0, space);
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
      const std::string key = ending == "-" ? std::string() : text::folded(ending);
      table[key] = static_cast<Traits>(table[key] | endings.declension);
    }
  }
  return table;
}

struct StemRule {
  std::string_view ending;  // of the dictionary form
  std::size_t cut;          // letters to take off
  Traits declension;
};

// The first rule that fits decides; a word that fits none (Мали, Токио, Перу) does not decline.
constexpr std::array<StemRule, 17> kStemRules = {{
    {"ець", 3, kFleeting},
    {"ец", 2, kFleeting},
    {"ский", 2, kAdjectival},
    {"ський", 2, kAdjectival},
    {"ий", 2, kAdjectival},
    {"ый", 2, kAdjectival},
    {"ой", 2, kAdjectival},
    {"ая", 2, kAdjectival},
    {"ое", 2, kAdjectival},
    {"ые", 2, kAdjectival},
    {"ство", 1, kNeuter},
    {"й", 1, kShortI},
    {"ь", 1, kSoft},
    {"а", 1, kFirst},
    {"я", 1, kFirst},
    {"ы", 1, kPlural},
    {"ські", 1, kAdjectival},
}};

constexpr std::string_view kConsonants = "бвгґджзклмнпрстфхцчшщ";

std::string_view without_last(std::string_view word, std::size_t letters) {
  for (; letters > 0 && !word.empty(); --letters) {
    std::size_t size = word.size() - 1;
    while (size > 0 && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) --size;
    word = word.substr(0, size);
  }
  return word;
}

// Lower-cases basic Cyrillic only: enough to read an ending.
std::string lower_cyrillic(std::string_view word) {
  std::string out(word);
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const auto lead = static_cast<unsigned char>(out[i]);
    const auto trail = static_cast<unsigned char>(out[i + 1]);
    if (lead != 0xD0 || trail < 0x90 || trail > 0xAF) continue;
    if (trail < 0xA0) {
      out[i + 1] = static_cast<char>(trail + 0x20);
    } else {
      out[i] = '\xD1';
      out[i + 1] = static_cast<char>(trail - 0x20);
    }
  }
  return out;
}

}  // namespace

CyrillicStem cyrillic_stem(std::string_view folded, std::string_view original) {
  const std::string word = lower_cyrillic(original);
  for (const auto& rule : kStemRules) {
    if (!word.ends_with(rule.ending)) continue;
    const std::string_view stem = without_last(folded, rule.cut);
    if (stem.size() < kMinStemBytes) return {};
    return {stem, rule.declension};
  }
  const std::string_view last =
      std::string_view(word).substr(word.size() < 2 ? 0 : word.size() - 2);
  if (last.size() == 2 && kConsonants.find(last) != std::string_view::npos &&
      folded.size() >= kMinStemBytes) {
    return {folded, kHard};
  }
  return {};
}

void Readings::read_cyrillic(std::string_view word) {
  static const auto kTable = read_endings();
  std::string_view stem = word;
  while (stem.size() >= kMinStemBytes && word.size() - stem.size() <= kMaxEndingBytes) {
    const auto found = kTable.find(std::string(word.substr(stem.size())));
    if (found != kTable.end()) add(stem, found->second, /*is_stem=*/true);
    stem = without_last(stem, 1);
  }
}

}  // namespace dragoman::entities
