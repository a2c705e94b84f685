// SPDX-License-Identifier: GPL-3.0-or-later
// Which forms of a word share a stem, by language.
#include "core/text/stemming.h"

#include <doctest/doctest.h>

#include <set>
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

TEST_CASE("inflected forms share a stem in their language, however little folding left of it") {
  struct Row {
    const char* language;
    std::vector<const char*> forms;
  };
  const std::vector<Row> rows = {
      {"ar", {"المفاوضات", "مفاوضات", "والمفاوضات", "بالمفاوضات", "للمفاوضات", "ومفاوضات"}},
      {"ar", {"رئيس", "الرئيس", "رئيسة", "للرئيس", "والرئيس"}},
      {"ar", {"وزير", "الوزير", "للوزير", "والوزير", "وزيرة"}},
      {"ar", {"وفد", "الوفد", "والوفد"}},
      {"ar", {"حكومة", "الحكومة", "حكومتها", "حكومته", "حكومات"}},
      {"ar", {"دولة", "دولتان", "الدولتين"}},
      {"ar", {"علاقة", "علاقات", "علاقاتها", "العلاقات"}},
      {"ar", {"إيران", "الإيراني", "الإيرانية", "والإيرانيين"}},
      {"ar", {"بيان", "البيان", "بيانات"}},
      {"ar", {"دبلوماسية", "الدبلوماسيين"}},
      {"ca", {"negociació", "negociacions"}},
      {"ca", {"econòmic", "econòmica", "econòmics"}},
      {"da", {"forhandling", "forhandlinger", "forhandlingerne"}},
      {"de", {"Verhandlung", "Verhandlungen"}},
      {"de", {"Haus", "Häuser"}},
      {"de", {"Vertrag", "Verträge", "Vertrags", "Verträgen"}},
      {"de", {"Gespräch", "Gespräche", "Gesprächen"}},
      {"el", {"συμφωνία", "συμφωνίες", "συμφωνίας"}},
      {"el", {"πρόεδρος", "προέδρου", "πρόεδρο"}},
      {"el", {"κυβέρνηση", "κυβερνήσεις", "κυβέρνησης"}},
      {"en", {"sanction", "sanctions", "sanctioned", "sanctioning"}},
      {"en", {"treaty", "treaties"}},
      {"es", {"negociación", "negociaciones", "negociar", "negociando"}},
      {"es", {"exportación", "exportaciones"}},
      {"es", {"reunión", "reuniones"}},
      {"es", {"político", "políticos", "política"}},
      {"eu", {"presidente", "presidentea", "presidenteak"}},
      {"fi", {"neuvottelu", "neuvottelut", "neuvotteluissa"}},
      {"fi", {"kokous", "kokouksen", "kokouksessa"}},
      {"fi", {"sopimus", "sopimuksen", "sopimukset"}},
      {"fi", {"turvallisuus", "turvallisuuden"}},
      {"fi", {"pääministeri", "pääministerin", "pääministerille"}},
      {"fr", {"négociation", "négociations"}},
      {"fr", {"premier", "première", "premiers"}},
      {"fr", {"déclaré", "déclarée", "déclarées", "déclarer"}},
      {"ga", {"bliain", "mbliain"}},
      {"hi", {"समझौता", "समझौते", "समझौतों"}},
      {"hi", {"नेता", "नेताओं"}},
      {"hu", {"tárgyalás", "tárgyalások", "tárgyaláson", "tárgyalásról"}},
      {"hu", {"miniszter", "miniszterek", "miniszterrel"}},
      {"hy", {"նախագահ", "նախագահի", "նախագահը"}},
      {"id", {"perundingan", "berunding"}},
      {"it", {"trattativa", "trattative"}},
      {"it", {"economico", "economica", "economici", "economiche"}},
      {"lt", {"prezidentas", "prezidento", "prezidentui"}},
      {"ne", {"सरकार", "सरकारले", "सरकारको"}},
      {"nl", {"verdrag", "verdragen"}},
      {"nb", {"avtale", "avtaler", "avtalen"}},
      {"pt", {"negociação", "negociações"}},
      {"pt", {"reunião", "reuniões"}},
      {"pt", {"alemão", "alemães"}},
      {"pt", {"presidente", "presidentes"}},
      {"ro", {"președinte", "președintele", "președinți"}},
      {"ro", {"sancțiune", "sancțiuni", "sancțiunile"}},
      {"ru", {"переговоры", "переговоров", "переговорах", "переговорами"}},
      {"ru", {"саммит", "саммита", "саммите", "саммитом", "саммитов"}},
      {"ru", {"визит", "визита", "визиты"}},
      {"sr", {"преговори", "преговора", "преговорима"}},
      {"sv", {"förhandling", "förhandlingar", "förhandlingarna"}},
      {"ta", {"தலைவர்", "தலைவர்கள்"}},
      {"tr", {"anlaşma", "anlaşmalar", "anlaşması"}},
      {"tr", {"görüşme", "görüşmeler", "görüşmesi", "görüşmelerin"}},
      {"tr", {"bakan", "bakanlar", "bakanı", "bakanın"}},
      {"tr", {"zirve", "zirvesi", "zirvede"}},
      {"tr", {"cumhurbaşkanı", "cumhurbaşkanları", "cumhurbaşkanının"}},
  };
  std::set<StemLanguage> seen;
  for (const Row& row : rows) {
    seen.insert(*stem_language(row.language));
    for (const char* form : row.forms) {
      CAPTURE(row.forms[0]);
      CAPTURE(form);
      CHECK(stem_in(row.language, form) == stem_in(row.language, row.forms[0]));
    }
  }
  CHECK(seen.size() == kStemLanguages);
}

TEST_CASE("different words keep different stems") {
  CHECK(stem_in("en", "summit") != stem_in("en", "sum"));
  CHECK(stem_in("ar", "سلام") != stem_in("ar", "إسلام"));
  CHECK(stem_in("ru", "мир") != stem_in("ru", "мера"));
  CHECK(stem_in("ar", "والد") != stem_in("ar", "دول"));
  CHECK(stem_in("ar", "لبنان") != stem_in("ar", "لبن"));
  CHECK(stem_in("es", "nación") != stem_in("es", "nacer"));
  CHECK(stem_in("pt", "não") != stem_in("pt", "nação"));
  CHECK(stem_in("tr", "başkan") != stem_in("tr", "barış"));
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
