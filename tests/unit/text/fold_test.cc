// SPDX-License-Identifier: GPL-3.0-or-later
// Which spellings are one word, and where each folded byte came from.
#include "core/text/fold.h"

#include <doctest/doctest.h>

#include "core/text/utf8.h"

using dragoman::text::append_utf8;
using dragoman::text::fold;
using dragoman::text::folded;
using dragoman::text::FoldedText;

namespace {

struct Case {
  const char* from;
  const char* to;
};

template <std::size_t count>
void check_folds(const Case (&cases)[count]) {
  for (const Case& c : cases) {
    CAPTURE(c.from);
    CHECK(folded(c.from) == c.to);
  }
}

}  // namespace

TEST_CASE("width, case and compatibility forms fold to the plain letter") {
  check_folds({{"ＡＰＥＣ", "apec"},
               {"APEC", "apec"},
               {"ﬁnance", "finance"},
               {"ⅩⅣ", "xiv"},
               {"𝐔𝐍", "un"},
               {"ｶﾞｲﾄﾞ", "ガイド"},
               {"㋀", "1月"},
               {"㍿", "株式会社"},
               {"㎞²", "km2"},
               {"Straße STRASSE", "strasse strasse"},
               {"Σίσυφος", "σισυφοσ"}});
}

TEST_CASE("diacritics of Latin, Greek and Cyrillic fold away, but й stays a letter") {
  check_folds({{"Łódź", "lodz"},
               {"Ålesund", "alesund"},
               {"A\u030Alesund", "alesund"},
               {"Đà Nẵng", "da nang"},
               {"İstanbul", "istanbul"},
               {"Ağrı", "agri"},
               {"Œuvre Ærø", "oeuvre aero"},
               {"Þingvellir", "thingvellir"},
               {"Ἀθῆναι", "αθηναι"},
               {"Ёлка", "елка"},
               {"Йод", "йод"},
               {"И\u0306од", "йод"},
               {"Їжак", "іжак"},
               {"Lech Wałęsa", "lech walesa"}});
}

TEST_CASE("vowel points, tatweel and letter variants of Arabic fold away") {
  check_folds({{"أحمد", "احمد"},
               {"احمد", "احمد"},
               {"مُحَمَّد", "محمد"},
               {"الحلّة", "الحله"},
               {"الحلة", "الحله"},
               {"إيران", "ايران"},
               {"آل", "ال"},
               {"ٱلله", "الله"},
               {"مؤتمر", "موتمر"},
               {"رئيس", "رييس"},
               {"على", "علي"},
               {"الســـلام", "السلام"},
               {"وزراء", "وزراء"},
               {"ا\u0653ل", "ال"},
               {"ﷲ", "الله"}});
}

TEST_CASE("Persian and Urdu letters fold to their Arabic likes") {
  check_folds({{"کشور", "كشور"}, {"یک", "يك"}, {"می\u200Cخواهد", "ميخواهد"}, {"ہھ", "هه"}});
}

TEST_CASE("Hebrew points fold away and gershayim is a quote") {
  check_folds({{"שָׁלוֹם", "שלום"}, {"ארה״ב", "ארה\"ב"}});
}

TEST_CASE("vowel signs of Indic and Southeast Asian scripts stay") {
  check_folds({{"हिन्दी", "हिंदी"},
               {"ภาษาไทย", "ภาษาไทย"},
               {"น้ำ", "น้ำ"},
               {"ক্ষেত্র", "ক্ষেত্র"},
               {"தமிழ்", "தமிழ்"},
               {"မြန်မာ", "မြန်မာ"}});
}

TEST_CASE("marks typed in another order are the same word") {
  CHECK(folded("ก\u0E48\u0E38") == folded("ก\u0E38\u0E48"));
  CHECK(folded("क\u094D\u093C") == folded("क\u093C\u094D"));
}

TEST_CASE("digits of every script are ASCII digits") {
  check_folds({{"٢٠٢٦", "2026"},
               {"۲۰۲۶", "2026"},
               {"२०२६", "2026"},
               {"๒๐๒๖", "2026"},
               {"２０２６", "2026"},
               {"𝟚𝟘", "20"},
               {"①", "1"},
               {"2½", "2½"}});
}

TEST_CASE("traditional, simplified and Japanese forms of a character are one") {
  const char* const same[][3] = {{"國際", "国際", "国际"},
                                 {"沢", "澤", "泽"},
                                 {"広", "廣", "广"},
                                 {"対", "對", "对"},
                                 {"会", "會", "会"},
                                 {"経", "經", "经"},
                                 {"発", "發", "发"},
                                 {"戦", "戰", "战"},
                                 {"竜", "龍", "龙"},
                                 {"辺", "邊", "边"},
                                 {"関", "關", "关"},
                                 {"黒", "黑", "黑"},
                                 {"斉", "齊", "齐"},
                                 {"浜", "濱", "滨"},
                                 {"実", "實", "实"},
                                 {"当", "當", "当"},
                                 {"図", "圖", "图"},
                                 {"売", "賣", "卖"},
                                 {"読", "讀", "读"},
                                 {"駅", "驛", "驿"},
                                 {"県", "縣", "县"},
                                 {"桜", "櫻", "樱"},
                                 {"両", "兩", "两"},
                                 {"仏", "佛", "佛"},
                                 {"価", "價", "价"},
                                 {"渡辺", "渡邊", "渡邉"},
                                 {"高市", "髙市", "高市"},
                                 {"首脳会談", "首腦會談", "首脑会谈"},
                                 {"日米同盟", "日米同盟", "日米同盟"},
                                 {"張三", "張三", "张三"},
                                 {"化粧", "化妝", "化妆"},
                                 {"簡單", "簡単", "简单"}};
  for (const auto& forms : same) {
    CAPTURE(forms[2]);
    CHECK(folded(forms[0]) == folded(forms[2]));
    CHECK(folded(forms[1]) == folded(forms[2]));
  }
}

TEST_CASE("simplified characters and rare ones are left alone, different ones stay different") {
  check_folds({{"蝶", "蝶"}, {"简单", "简单"}, {"小化妆包", "小化妆包"}});
  CHECK(folded("健") != folded("見"));
  CHECK(folded("不") != folded("部"));
}

TEST_CASE(
    "kana: one width, hiragana apart from katakana, dashes inside katakana are the prolonged "
    "mark") {
  check_folds({{"ヴィーガン", "ビーガン"},
               {"ｳﾞｨｰｶﾞﾝ", "ビーガン"},
               {"ウ\u3099ィーガン", "ビーガン"},
               {"スーパ―マン", "スーパーマン"},
               {"スーパ－マン", "スーパーマン"},
               {"か\u3099", "が"},
               {"トランプ-プーチン", "トランプ-プーチン"}});
  CHECK(folded("ひ") != folded("ヒ"));
}

TEST_CASE("Hangul jamo compose to syllables") {
  check_folds({{"\u1100\u1161\u11A8", "각"}, {"\u1112\u1161\u11AB국", "한국"}, {"각", "각"}});
}

TEST_CASE("apostrophes, hyphens and invisible characters are made one") {
  check_folds({{"l’Iran", "l'iran"},
               {"Sino‑Russian", "sino-russian"},
               {"Sino–Russian", "sino-russian"},
               {"co\u00ADop", "coop"},
               {"\uFEFFa\u200Db\u202Ec", "abc"}});
}

TEST_CASE("every byte of the fold maps to the code points it came from") {
  const std::string text = "A\u0301㍿ﬁ1";
  FoldedText out;
  fold(text, out);
  CHECK(out.text == "a株式会社fi1");
  REQUIRE(out.begin.size() == out.text.size());
  REQUIRE(out.end.size() == out.text.size());
  CHECK(out.begin[0] == 0);
  CHECK(out.end[0] == 3);    // the accent belongs to the letter
  CHECK(out.begin[1] == 3);  // 株 and the other three came from ㍿
  CHECK(out.end[12] == 6);
  CHECK(out.begin[13] == 6);  // f and i came from the ligature
  CHECK(out.begin[14] == 6);
  CHECK(out.end[14] == 9);
  CHECK(out.end[15] == text.size());
}

TEST_CASE("ill-formed bytes become U+FFFD and are counted") {
  FoldedText out;
  fold("a\xFF\xE4\xB8z\xED\xA0\x80", out);
  CHECK(out.text == "a\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD");
  CHECK(out.ill_formed == 5);
  CHECK(out.end.back() == 8);
}

TEST_CASE("the fold of every code point folds to itself") {
  int moving = 0;
  for (char32_t c = 0; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(text, c);
    const std::string once = folded(text);
    if (folded(once) != once) ++moving;
  }
  CHECK(moving == 0);
}
