// SPDX-License-Identifier: GPL-3.0-or-later
// Text into units: where words begin and end in every script, told no language.
#include "core/text/analysis.h"

#include <doctest/doctest.h>

#include "tests/unit/text/show_units.h"

using namespace dragoman::text;

namespace {

struct Case {
  const char* text;
  const char* units;
};

template <std::size_t count>
void check_units(const Case (&cases)[count]) {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.units);
  }
}

}  // namespace

TEST_CASE("Han and kana give one unit per character") {
  check_units({{"高市早苗", "高 市 早 苗"},
               {"佐々木ヶ原", "佐 々 木 ヶ 原"},
               {"ヴィーガン", "ビ ー ガ ン"},
               {"高市　早苗", "高 市 早 苗"},
               {"米・中", "米 中"}});
}

TEST_CASE("Latin words and digits next to Han are units of their own") {
  check_units({{"EMNLP2022的举办地", "emnlp+2022 的 举 办 地"},
               {"G7首脑APEC会议", "g+7 首 脑 apec 会 议"},
               {"1月2日", "1 月 2 日"},
               {"第3次", "第 3 次"}});
}

TEST_CASE("letters and digits written together are two glued units") {
  check_units({{"G7", "g+7"},
               {"F-16s", "f-16+s"},
               {"COVID-19", "covid-19"},
               {"5km", "5+km"},
               {"2026年", "2026 年"},
               {"G7은", "g+7 은"},
               {"2026년", "2026 년"}});
}

TEST_CASE("hyphenated words are adjacent units") {
  check_units({{"Sino-Russian", "sino-russian"},
               {"Sino–Russian", "sino-russian"},
               {"بي-بي", "بي-بي"},
               {"U.S.-led", "u.s-led"}});
}

TEST_CASE("elisions stand before their word as units of their own") {
  check_units({{"l'Iran", "l iran"},
               {"L’Iran", "l iran"},
               {"aujourd'hui", "aujourd'hui"},
               {"d'aujourd'hui", "d aujourd'hui"},
               {"jusqu'au", "jusqu au"},
               {"dell’Unione europea", "dell unione europea"},
               {"qu’il n’est", "qu il n est"},
               {"un'altra", "un altra"}});
}

TEST_CASE("apostrophes inside words stay, the English possessive goes") {
  check_units({{"don't", "don't"},
               {"O’Brien", "o'brien"},
               {"об'єкт", "об'єкт"},
               {"Trump's visit", "trump visit"},
               {"Trump’s", "trump"},
               {"the G7's aim", "the g+7 aim"},
               {"the U.S.'s aim", "the u.s aim"},
               {"'quoted'", "quoted"},
               {"states' rights", "states rights"}});
  CHECK(originals("Trump’s visit") == "[Trump][visit]");
}

TEST_CASE("abbreviations with full stops are one unit, unlike the word of the same letters") {
  check_units({{"U.S.", "u.s"},
               {"U.S.A.", "u.s.a"},
               {"U.K. and us", "u.k and us"},
               {"U.S. president", "u.s president"},
               {"В.В.Путин", "в.в путин"}});
  CHECK(originals("the U.S. said") == "[the][U.S.][said]");
}

TEST_CASE("numbers keep their decimals and lose the separators of thousands") {
  check_units({{"3.5", "3.5"},
               {"1,000", "1000"},
               {"1,234,567.89", "1234567.89"},
               {"1.000.000", "1000000"},
               {"١٬٠٠٠", "1000"},
               {"13.01.2026", "13 01 2026"},
               {"2026-01-13", "2026-01-13"},
               {"1,2,3", "1 , 2 , 3"},
               {"192.168.0.1", "192 168 0 1"},
               {"$5.2bn", "5.2+bn"},
               {"10%", "10"},
               {"3.", "3"}});
}

TEST_CASE("Korean eojeol are words, apart from Latin names and numbers") {
  check_units({{"이재명은 대통령", "이재명은 대통령"}, {"APEC에서", "apec 에서"}});
}

TEST_CASE("Thai, Lao, Khmer and Burmese are cut into words by dictionary") {
  check_units({{"ภาษาไทย", "ภาษา ไทย"}, {"ພາສາລາວ", "ພາສາ ລາວ"}});
  Analyser analyser;
  CHECK(analyser.analyse("ประเทศไทยและสหรัฐอเมริกา").units.size() >= 3);
  CHECK(analyser.analyse("ប្រទេសកម្ពុជា").units.size() >= 2);
  CHECK(analyser.analyse("မြန်မာနိုင်ငံ").units.size() >= 1);
  CHECK(analyser.analyse("ภาษาไทย").units.at(0).script == Script::kThai);
}

TEST_CASE("spaced scripts give words with their marks") {
  check_units({{"قالت رئيسةُ الوزراء", "قالت رييسه الوزراء"},
               {"क्षेत्रीय सम्मेलन", "क्षेत्रीय सम्मेलन"},
               {"ארה״ב ואיראן", "ארהב ואיראן"},
               {"ארה\"ב", "ארהב"},
               {"Nguyễn Phú Trọng", "nguyen phu trong"},
               {"Türkiye'nin İstanbul’da", "turkiye nin istanbul da"}});
}

TEST_CASE("emoji, symbols and blank text give no units") {
  for (const char* text :
       {"", " ", "😀👍🏽", "©®™", "$€%", "\n\n", "\xFF\xFE", "。！", "\u0301", "\u3099"}) {
    CAPTURE(text);
    CHECK(shown(text).empty());
  }
}

TEST_CASE("units point at the original bytes, whatever folding did") {
  CHECK(originals("Cafe\u0301 ＡＰＥＣ と") == "[Cafe\u0301][ＡＰＥＣ][と]");
  CHECK(originals("مُحَمَّدٌ قال") == "[مُحَمَّدٌ][قال]");
  CHECK(originals("ｶﾞｲﾄﾞ") == "[ｶﾞ][ｲ][ﾄﾞ]");
  CHECK(originals("co\u00ADop x") == "[co\u00ADop][x]");
}

TEST_CASE("units that one code point stands for share its range") {
  CHECK(shown("前㍿後") == "前 株 式 会 社 后");
  CHECK(originals("前㍿後") == "[前][㍿][㍿][㍿][㍿][後]");
  CHECK(shown("㋀と10㎡") == "1 月 と 10+m+2");
  CHECK(originals("㋀と") == "[㋀][㋀][と]");
}

TEST_CASE("scripts are told apart") {
  Analyser analyser;
  const Analysis analysis = analyser.analyse("word слово λόγος كلمة מילה 字か 말 ไทย शब्द 7 բառ");
  const Script expected[] = {Script::kLatin,  Script::kCyrillic, Script::kGreek,  Script::kArabic,
                             Script::kHebrew, Script::kCjk,      Script::kCjk,    Script::kHangul,
                             Script::kThai,   Script::kIndic,    Script::kNumber, Script::kOther};
  REQUIRE(analysis.units.size() == std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i)
    CHECK(analysis.units[i].script == expected[i]);
}

TEST_CASE("an Analysis can be used again") {
  Analyser analyser;
  Analysis analysis;
  analyser.analyse("one\xFF two", analysis);
  CHECK(analysis.ill_formed == 1);
  analyser.analyse("three", analysis);
  CHECK(analysis.ill_formed == 0);
  REQUIRE(analysis.units.size() == 1);
  CHECK(analysis.form(0) == "three");
}
