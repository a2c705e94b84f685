// SPDX-License-Identifier: GPL-3.0-or-later
// Which forms of a word share a stem, by language.
#include "core/text/stemming.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/text/fold.h"

using namespace dragoman::text;

namespace {

std::string stem_in(const char* tag, std::string_view word) {
  Stemmer stemmer;
  const auto language = stem_language(tag);
  REQUIRE(language.has_value());
  return std::string(stemmer.stem(*language, folded(word)));
}

}  // namespace

TEST_CASE("inflected forms share a stem in their language") {
  struct Row {
    const char* language;
    const char* one;
    const char* other;
  };
  const Row rows[] = {
      {"en", "sanctions", "sanctioned"},     {"de", "Verhandlung", "Verhandlungen"},
      {"fr", "négociation", "négociations"}, {"es", "acuerdo", "acuerdos"},
      {"ru", "переговоры", "переговорах"},   {"pt", "presidente", "presidentes"},
      {"tr", "anlaşma", "anlaşmalar"},       {"nl", "verdrag", "verdragen"},
      {"ar", "المفاوضات", "ومفاوضات"},       {"ar", "الرئيس", "للرئيس"},
      {"ar", "دبلوماسية", "الدبلوماسيين"},   {"nb", "avtale", "avtaler"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.one);
    CHECK(stem_in(row.language, row.one) == stem_in(row.language, row.other));
  }
}

TEST_CASE("different words keep different stems") {
  CHECK(stem_in("en", "summit") != stem_in("en", "sum"));
  CHECK(stem_in("ar", "سلام") != stem_in("ar", "إسلام"));
  CHECK(stem_in("ru", "мир") != stem_in("ru", "мера"));
}

TEST_CASE("the light Arabic stemmer leaves at least two letters") {
  for (const char* word : {"ال", "و", "في", "هان", "وان", "لله", ""}) {
    CAPTURE(word);
    CHECK(light_arabic_stem(word).size() >=
          std::min<std::size_t>(4, std::string_view(word).size()));
  }
}

TEST_CASE(
    "a language tag is known by its language alone, and Han and kana languages have no stems") {
  CHECK(stem_language("en-GB") == stem_language("en"));
  CHECK(stem_language("zh-Hans") == std::nullopt);
  CHECK(stem_language("ja") == std::nullopt);
  CHECK(stem_language("") == std::nullopt);
  CHECK(stem_language("english") == std::nullopt);
}

TEST_CASE("any bytes have a stem") {
  Stemmer stemmer;
  for (StemLanguage language = 0; language < kStemLanguages; ++language) {
    const std::vector<std::string> words = {"\xff\xfe", std::string(3, '\0'), "",
                                            std::string(5000, 'a'), "\xd8"};
    for (const std::string& word : words) {
      CHECK(stemmer.stem(language, word).size() <= word.size() + 8);
    }
  }
}
