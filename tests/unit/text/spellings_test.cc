// SPDX-License-Identifier: GPL-3.0-or-later
// Language by language: the spellings that must find each other, those that must not, and the
// units of ordinary press text.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "tests/unit/text/show_units.h"

using namespace dragoman::text;

namespace {

using Spellings = std::vector<std::string>;

// All of a row have the units of its first.
void check_same(const std::vector<Spellings>& rows) {
  for (const Spellings& row : rows) {
    for (const std::string& spelling : row) {
      CAPTURE(spelling);
      CHECK(shown(spelling) == shown(row[0]));
    }
  }
}

// All of a row fold apart.
void check_different(const std::vector<Spellings>& rows) {
  for (const Spellings& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        CAPTURE(row[i]);
        CAPTURE(row[k]);
        CHECK(folded(row[i]) != folded(row[k]));
      }
    }
  }
}

struct Row {
  const char* text;
  const char* units;
};

void check_units(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(shown(row.text) == row.units);
  }
}

}  // namespace

TEST_CASE("Han: traditional, Japanese and simplified forms are one character") {
  // One character each, three ways of writing it in a column.
  const std::u32string_view kTraditional =
      U"國澤廣櫻邊齋濱龍學會體對發變實戰區圖團圍轉輕軍鐵錢關單嚴亞惡壓醫當黨點燈獨讀賣買經濟"
      U"歐擊觀歡勸權歸舊據擧號參慘產縣顯險驗劍儉獻嶽樂藥覺氣漢禮靈齡歷曆戀聯勞爐樓灣";
  const std::u32string_view kJapanese =
      U"国沢広桜辺斎浜竜学会体対発変実戦区図団囲転軽軍鉄銭関単厳亜悪圧医当党点灯独読売買経済"
      U"欧撃観歓勧権帰旧拠挙号参惨産県顕険験剣倹献岳楽薬覚気漢礼霊齢歴暦恋聯労炉楼湾";
  const std::u32string_view kSimplified =
      U"国泽广樱边斋滨龙学会体对发变实战区图团围转轻军铁钱关单严亚恶压医当党点灯独读卖买经济"
      U"欧击观欢劝权归旧据举号参惨产县显险验剑俭献岳乐药觉气汉礼灵龄历历恋联劳炉楼湾";
  REQUIRE(kTraditional.size() == kJapanese.size());
  REQUIRE(kTraditional.size() == kSimplified.size());
  for (std::size_t i = 0; i < kTraditional.size(); ++i) {
    std::string forms[3];
    append_utf8(forms[0], kTraditional[i]);
    append_utf8(forms[1], kJapanese[i]);
    append_utf8(forms[2], kSimplified[i]);
    CAPTURE(forms[0]);
    CHECK(folded(forms[0]) == folded(forms[2]));
    CHECK(folded(forms[1]) == folded(forms[2]));
  }
}

TEST_CASE("Han: names and words in all their spellings, and characters that only look alike") {
  check_same({{"國際會議", "国際会議", "国际会议"},
              {"首腦會談", "首脳会談", "首脑会谈"},
              {"渡邊", "渡邉", "渡辺", "渡边"},
              {"髙市早苗", "高市早苗"},
              {"﨑", "崎"},
              {"臺灣", "台灣", "台湾"},
              {"64歲", "64歳", "64岁"},
              {"諮詢", "諮询", "咨询"},
              {"砲擊", "砲撃", "炮击"},
              {"習近平主席", "习近平主席"},
              {"金正恩與普京", "金正恩与普京"},
              {"葛\U000E0100城", "葛城"},
              {"国\u200B际", "国际"}});
  check_different({{"健", "見"}, {"不", "部"}, {"末", "未"}, {"土", "士"}, {"斎", "斉"}});
}

TEST_CASE("kana: width, prolonged marks, middle dots and ヴ") {
  check_same({{"アベ・シンゾウ", "ｱﾍﾞ･ｼﾝｿﾞｳ", "アベ·シンゾウ", "アベ•シンゾウ", "アベシンゾウ"},
              {"ヴェトナム", "ベトナム", "ｳﾞｪﾄﾅﾑ", "ウ\u3099ェトナム"},
              {"ヴァンス", "バンス"},
              {"ヴィーガン", "ビーガン"},
              {"モルドヴァ", "モルドバ"},
              {"ヴォルゴグラード", "ボルゴグラード"},
              {"ヴュルツブルク", "ビュルツブルク"},
              {"ジュネーヴ", "ジュネーブ"},
              {"スーパーマン", "ス―パ―マン", "スーパ－マン", "ｽｰﾊﾟｰﾏﾝ"},
              {"ヘルプ", "ヘ\u200Bルプ"}});
  check_different({{"ビル", "ビール"}, {"ハ", "バ", "パ"}, {"つ", "っ"}, {"か", "カ"}});
  CHECK(originals("ヴェトナム") == "[ヴェ][ト][ナ][ム]");
}

TEST_CASE("Latin letters and digits inside Han and kana are units of their own") {
  check_units({{"EMNLP2022的举办地", "emnlp+2022 的 举 办 地"},
               {"ＥＭＮＬＰ２０２２の開催地", "emnlp+2022 の 开 催 地"},
               {"WTO加盟", "wto 加 盟"},
               {"A級戦犯", "a 级 战 犯"},
               {"B-2爆撃機", "b-2 爆 击 机"},
               {"5G通信", "5+g 通 信"},
               {"第2回G20", "第 2 回 g+20"},
               {"ジョン・F・ケネディ", "ジ ョ ン f ケ ネ デ ィ"},
               {"唐纳德•特朗普", "唐 纳 德 特 朗 普"},
               {"「会談」《条约》", "会 谈 条 约"}});
}

TEST_CASE("numbers: digits of every script, separators, and what is written onto them") {
  check_same({{"2026", "２０２６", "٢٠٢٦", "۲۰۲۶", "२०२६", "๒๐๒๖", "𝟚𝟘𝟚𝟞", "২০২৬"},
              {"10,000", "１０，０００", "١٠٬٠٠٠", "10000"},
              {"3.5", "３．５", "٣٫٥"},
              {"iv", "Ⅳ", "ⅳ"}});
  check_units({{"S-400 С-400", "s-400 с-400"}, {"2½", "2"}, {"№5", "no+5"}, {"$1.2m", "1.2+m"}});
}

TEST_CASE("Korean: composed and decomposed syllables, full-width and circled forms") {
  check_same({{"국제", "\u1100\u116E\u11A8\u110C\u1166"},
              {"이재명", "\u110B\u1175\u110C\u1162\u1106\u1167\u11BC"},
              {"(주)한국", "㈜한국"}});
  check_units({{"APEC에서", "apec 에서"}, {"김정은·푸틴", "김정은 푸틴"}});
}

TEST_CASE("Arabic: hamza, alef, ta marbuta, vowels, tatweel and presentation forms") {
  check_same({{"أحمد", "احمد", "أَحْمَد", "ﺃﺣﻤﺪ"},
              {"الحلة", "الحلّة", "الحِلّة", "الحله"},
              {"إلى", "الى", "إلي"},
              {"بالعربية", "بـــالعربية", "بالعربيه"},
              {"القرآن", "ٱلْقُرْآن", "القران"},
              {"مؤتمر", "موتمر"},
              {"محمد", "ﻣﺤﻤﺪ", "مُحَمَّد"},
              {"صلى الله عليه وسلم", "ﷺ"},
              {"لا", "ﻻ"}});
  check_different({{"قلب", "كلب"}, {"سلام", "اسلام"}, {"حرب", "حزب"}});
}

TEST_CASE("Persian and Urdu: letter shapes, joiners, digits") {
  check_same({{"کتاب", "كتاب"},
              {"علی", "على", "علي"},
              {"می\u200Cخواهم", "میخواهم"},
              {"ایران\u200Cها", "ایرانها"},
              {"آمریکا", "امریکا"},
              {"ہندوستان", "هندوستان", "ھندوستان"},
              {"چاہئے", "چاہیے"},
              {"وزیرِ", "وزیر"}});
  check_units({{"می خواهم", "مي خواهم"}, {"۱۴۰۴", "1404"}, {"پاکستان۔ بھارت", "پاكستان # بهارت"}});
}

TEST_CASE("Hebrew: vowel points, and gershayim as typed or as a straight quote") {
  check_same({{"צה\"ל", "צה״ל", "צהל"},
              {"ארה״ב", "ארה\"ב"},
              {"שָׁלוֹם", "שלום"},
              {"ג׳ורג׳", "ג'ורג'"},
              {"ישראל־איראן", "ישראל-איראן"}});
  CHECK(originals("דובר צה\"ל אמר") == "[דובר][צה\"ל][אמר]");
  CHECK(shown("אמר \"שלום\" ") == "אמר שלום");
}

TEST_CASE("Hindi: nukta, nasals and composed letters are one spelling; vowel signs stay") {
  check_same({{"कानून", "क़ानून", "क\u093Cानून"},
              {"जमीन", "ज़मीन", "ज\u093Cमीन"},
              {"हिंदी", "हिन्दी"},
              {"संबंध", "सम्बन्ध"},
              {"अंक", "अङ्क"},
              {"गांधी", "गाँधी", "गान्धी"},
              {"पंजाब", "पञ्जाब"},
              {"झंडा", "झण्डा"}});
  check_different({{"की", "को", "का"}, {"अन्न", "अंन"}, {"जन्म", "जंम"}, {"मान्य", "मांय"}});
  check_units({{"प्रधानमंत्री मोदी। भारत", "प्रधानमंत्री मोदी # भारत"}});
  CHECK(originals("हिन्दी में") == "[हिन्दी][में]");
}

TEST_CASE("Turkish: the two letters i fold to one, so that every keyboard and every case agrees") {
  check_same({{"İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "i\u0307stanbul", "Istanbul"},
              {"Erdoğan", "ERDOGAN", "erdogan"},
              {"dışişleri", "DIŞİŞLERİ", "disisleri"}});
  check_units({{"Türkiye'nin", "turkiye nin"},
               {"AB’ye", "ab ye"},
               {"BM'de", "bm de"},
               {"Erdoğan’ın", "erdogan in"},
               {"ABD'nin", "abd nin"}});
}

TEST_CASE("Vietnamese, Greek, Cyrillic and Western letters") {
  check_same({{"Việt Nam", "Vie\u0323\u0302t Nam", "Vie\u0302\u0323t Nam", "viet nam"},
              {"Đảng", "đảng", "dang"},
              {"Σύνοδος", "ΣΥΝΟΔΟΣ", "συνοδοσ", "σύνοδος"},
              {"Ἀθῆναι", "Αθήναι"},
              {"ϊ\u0301", "ΐ", "ι"},
              {"Ёлка", "елка"},
              {"Straße", "STRASSE", "strasse"},
              {"Țară", "Ţară", "tara"},
              {"Ærø", "aero"},
              {"Wałęsa", "walesa"},
              {"ﬁnance", "finance"},
              {"ＡＰＥＣ", "APEC", "apec", "Ａｐｅｃ"}});
  check_different({{"й", "и"}, {"г", "ґ"}, {"o", "о"}});
}

TEST_CASE("elisions, abbreviations, hyphens and invisible characters") {
  check_units({{"l'Iran", "l iran"},
               {"dell'Onu", "dell onu"},
               {"all’ONU", "all onu"},
               {"c'è", "c e"},
               {"Côte d'Ivoire", "cote d ivoire"},
               {"Xi'an", "xi'an"},
               {"O'Neill", "o'neill"},
               {"the U.S. and U.K.", "the u.s and u.k"},
               {"COVID-19 COVID‑19", "covid-19 covid-19"},
               {"Sino–Russian", "sino-russian"}});
  check_same({{"cooperation", "co\u00ADoperation", "co\u2060operation", "\uFEFFcooperation"},
              {"national", "natio\u00ADnal"}});
  CHECK(originals("👨‍👩‍👧‍👦peace🇺🇳 ❤️war") == "[peace][war]");
}

TEST_CASE("Southeast Asian scripts: words by dictionary, AM in any order of its marks") {
  check_same({{"น้ำ", "นํ้า", "น้ํา"}, {"ทำ", "ทํา"}});
  check_units({{"น้ำมัน", "น้ำมัน"}, {"ພາສາລາວ", "ພາສາ ລາວ"}});
}

TEST_CASE("every script counts its ill-formed bytes and keeps its words") {
  Analyser analyser;
  for (const std::string word : {"summit", "会谈", "قمة", "саммит", "회담", "शिखर", "ไทย"}) {
    const Analysis whole = analyser.analyse(word + " " + word);
    const Analysis broken = analyser.analyse("\xFF" + word + " \xC3 " + word + "\xE4\xB8");
    CAPTURE(word);
    CHECK(broken.ill_formed == 3);
    CHECK(broken.forms == whole.forms);
  }
}
