// SPDX-License-Identifier: GPL-3.0-or-later
// What is marked, language by language: the matched characters of the original, no more and no
// less, also where folding, stems, particles and names stand between query and text.
#include <doctest/doctest.h>

#include "tests/unit/search/marker.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

struct Row {
  const char* language;
  const char* query;
  const char* text;
  const char* marked;
};

void check(const std::vector<Row>& rows, const Marker::Forms& forms = {}) {
  for (const Row& row : rows) {
    CAPTURE(row.language);
    CAPTURE(row.query);
    Marker marker(row.query, forms);
    CHECK(marker.mark(row.text) == row.marked);
    // One sentence is its own snippet.
    CHECK(joined(marker.snippet("", row.text), "<", ">") == row.marked);
  }
}

}  // namespace

TEST_CASE("Chinese, Japanese and Korean: characters inside runs, in either script") {
  check({{"zh", "会谈", "两国首脑会谈在京举行", "两国首脑<会谈>在京举行"},
         {"zh", "會談", "两国首脑会谈", "两国首脑<会谈>"},
         {"zh-Hant", "国际会议", "國際會議與國際法", "<國際會議>與國際法"},
         {"zh", "小化妆", "一个小化妆包", "一个<小化妆>包"},
         {"zh", "EMNLP2022的", "EMNLP2022的举办地", "<EMNLP2022的>举办地"},
         {"zh", "特朗普", "唐纳德•特朗普说", "唐纳德•<特朗普>说"},
         {"zh", "𠮷野", "在𠮷野家", "在<𠮷野>家"},
         {"ja", "首脳会談", "首脳 会談、首脳", "<首脳 会談>、首脳"},
         {"ja", "ベトナム", "ヴェトナムとベトナムとﾍﾞﾄﾅﾑ", "<ヴェトナム>と<ベトナム>と<ﾍﾞﾄﾅﾑ>"},
         {"ja", "ケネディ", "ジョン・F・ケネディ氏", "ジョン・F・<ケネディ>氏"},
         {"ja", "葛城", "葛\U000E0100城さん", "<葛\U000E0100城>さん"},
         {"ko", "회담", "정상회담을 위한 회담이 열렸다", "정상<회담>을 위한 <회담>이 열렸다"},
         {"ko", "대통령은", "대통령과 대통령은", "<대통령>과 <대통령은>"},
         {"ko", "국제", "\u1100\u116E\u11A8\u110C\u1166", "<\u1100\u116E\u11A8\u110C\u1166>"},
         {"ko", "미국", "한미국방", "한<미국>방"}});
}

TEST_CASE("Arabic, Persian, Hebrew, Hindi and Thai: with the marks that belong to the letters") {
  check({{"ar", "احمد", "قال أَحْمَدُ إن", "قال <أَحْمَدُ> إن"},
         {"ar", "الحلة", "في الحِلّة.", "في <الحِلّة>."},
         {"ar", "العربيه", "اللغة العـــربية اليوم", "اللغة <العـــربية> اليوم"},
         {"fa", "ایرانها", "و ایران\u200Cها گفتند", "و <ایران\u200Cها> گفتند"},
         {"fa", "علی", "آقای على آمد", "آقای <على> آمد"},
         {"ur", "پاکستان", "پاكستان۔ بھارت", "<پاكستان>۔ بھارت"},
         {"he", "צהל", "דובר צה\"ל וצה״ל", "דובר <צה\"ל> וצה״ל"},
         {"he", "שלום", "הסכם שָׁלוֹם.", "הסכם <שָׁלוֹם>."},
         {"hi", "हिंदी", "हिन्दी में", "<हिन्दी> में"},
         {"hi", "कानून", "यह क़ानून है।", "यह <क़ानून> है।"},
         {"th", "ภาษา", "ภาษาไทย", "<ภาษา>ไทย"},
         {"th", "น้ำ", "นํ้า", "<นํ้า>"}});
}

TEST_CASE("Latin, Greek and Cyrillic: case, accents, elisions, abbreviations, hyphens") {
  check({{"en", "COVID-19", "the COVID-19 crisis, 19 dead", "the <COVID-19> crisis, 19 dead"},
         {"en", "covid19", "the COVID-19 crisis", "the <COVID-19> crisis"},
         {"en", "U.S.", "the U.S. told us", "the <U.S.> told us"},
         {"en", "Trump", "Trump’s visit", "<Trump>’s visit"},
         {"en", "trade deal", "trade, deal; trade deal", "<trade>, <deal>; <trade> <deal>"},
         {"en", "\"trade deal\"", "trade, deal; trade deal", "trade, deal; <trade deal>"},
         {"en", "\"in Nara, Japan\"", "Japan: in Nara, Japan", "Japan: <in Nara>, <Japan>"},
         {"en", "sanction*", "Sanctions, sanctioned", "<Sanctions>, <sanctioned>"},
         {"en", "-trade summit", "a trade summit", "a trade <summit>"},
         {"fr", "iran", "l’Iran et l'IRAN", "l’<Iran> et l'<IRAN>"},
         {"fr", "negociation", "La NÉGOCIATION", "La <NÉGOCIATION>"},
         {"es", "EE.UU.", "EE.UU. y EE. UU.", "<EE.UU>. y <EE. UU>."},
         {"de", "grösse", "Größe und GROSSE", "<Größe> und <GROSSE>"},
         {"tr", "istanbul", "İstanbul'da, ISTANBUL", "<İstanbul>'da, <ISTANBUL>"},
         {"vi", "viet nam", "Vie\u0323\u0302t Nam", "<Vie\u0323\u0302t Nam>"},
         {"el", "συνοδος", "Η Σύνοδος ΣΥΝΟΔΟΣ", "Η <Σύνοδος> <ΣΥΝΟΔΟΣ>"},
         {"ru", "елка", "Ёлка и е\u0308лка", "<Ёлка> и <е\u0308лка>"},
         {"en", "cooperation", "co\u00ADoperation", "<co\u00ADoperation>"},
         {"en", "finance", "ﬁnance", "<ﬁnance>"}});
}

TEST_CASE("emoji, surrogate pairs and bytes that are no UTF-8 stay as they are") {
  check({{"en", "peace", "👨‍👩‍👧‍👦peace🇺🇳",
          "👨‍👩‍👧‍👦<peace>🇺🇳"},
         {"en", "war", "𝐖𝐀𝐑 war", "<𝐖𝐀𝐑> <war>"},
         {"en", "a",
          "\xFF"
          "a\xC3 a",
          "\xFF<a>\xC3 <a>"},
         {"en", "👍", "👍 a", "👍 a"}});
}

TEST_CASE("other forms of a word are marked as whole words") {
  const Marker::Forms forms = {{"sanctions", {"sanction", "sanctioned"}},
                               {"переговоры", {"переговоров", "переговорах"}},
                               {"مفاوضات", {"المفاوضات", "ومفاوضات"}}};
  check({{"en", "sanctions", "a sanction; sanctioned", "a <sanction>; <sanctioned>"},
         {"en", "\"sanctions\"", "a sanction, sanctions", "a sanction, <sanctions>"},
         {"ru", "переговоры", "на переговорах и после переговоров",
          "на <переговорах> и после <переговоров>"},
         {"ar", "مفاوضات", "بدأت المُفاوضات أمس", "بدأت <المُفاوضات> أمس"}},
        forms);
}

TEST_CASE("names are marked in every language when the query means the person") {
  check({{"en", "高市早苗", "Sanae Takaichi spoke", "<Sanae Takaichi> spoke"},
         {"ko", "Takaichi", "다카이치 사나에 총리는", "<다카이치 사나에> 총리는"},
         {"ar", "Takaichi", "قالت ساناي تاكايتشي", "قالت <ساناي تاكايتشي>"},
         {"ja", "李在明", "李在明氏と이재명은", "<李在明>氏と<이재명>은"}});
}
