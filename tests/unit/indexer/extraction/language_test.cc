// SPDX-License-Identifier: GPL-3.0-or-later
// Languages of sentences of ours, and texts that must stay undecided.
#include "indexer/extraction/language.h"

#include <doctest/doctest.h>

#include "indexer/extraction/han_script.h"

using namespace dragoman::indexer;

TEST_CASE("the language of a sentence is told by script, characters or statistics") {
  struct Case {
    const char* text;
    const char* language;
  };
  const Case cases[] = {
      {"两国领导人在首都举行会谈,讨论贸易与安全问题。", "zh-Hans"},
      {"兩國領導人在首都舉行會談,討論貿易與安全問題。", "zh-Hant"},
      {"両国の首脳は首都で会談し、貿易と安全保障について話し合った。", "ja"},
      {"首脳会談へ調整", "ja"},
      {"양국 정상은 수도에서 회담을 갖고 무역과 안보 문제를 논의했다.", "ko"},
      {"정상회담 (summit) 개최", "ko"},
      {"The two leaders met in the capital to discuss trade and security.", "en"},
      {"Die beiden Staatschefs trafen sich in der Hauptstadt und sprachen über Handel und "
       "Sicherheit.",
       "de"},
      {"Les deux dirigeants se sont rencontrés dans la capitale pour parler de commerce et de "
       "sécurité.",
       "fr"},
      {"Los dos dirigentes se reunieron en la capital para hablar de comercio y de seguridad.",
       "es"},
      {"Лидеры двух стран встретились в столице и обсудили торговлю и безопасность.", "ru"},
      {"Лідери двох країн зустрілися у столиці та обговорили питання торгівлі й безпеки.", "uk"},
      {"التقى الزعيمان في العاصمة وبحثا قضايا التجارة والأمن بين البلدين.", "ar"},
      {"اِلْتَقَى الزَّعِيمَانِ فِي الْعَاصِمَةِ وَبَحَثَا قَضَايَا التِّجَارَةِ وَالْأَمْنِ بَيْنَ الْبَلَدَيْنِ.", "ar"},
      {"رهبران دو کشور در پایتخت دیدار کردند و درباره تجارت و امنیت گفتگو کردند.", "fa"},
      {"שני המנהיגים נפגשו בבירה ודנו בסחר ובביטחון.", "he"},
      {"Οι δύο ηγέτες συναντήθηκαν στην πρωτεύουσα.", "el"},
      {"ผู้นำทั้งสองพบกันที่เมืองหลวง", "th"},
      {"दोनों नेताओं ने राजधानी में मुलाकात की और व्यापार पर चर्चा की।", "hi"},
      {"Hai nhà lãnh đạo đã gặp nhau tại thủ đô để thảo luận về thương mại.", "vi"},
      {"", ""},
      {"1234 — 56%", ""},
      {"XK", ""},
      {"\xFF\xFE\x80", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(detect_language(c.text) == c.language);
  }
}

TEST_CASE("a declared language stays, Chinese gets its script") {
  CHECK(refine_language("pt-BR", "The text is English, the declaration wins.") == "pt-BR");
  CHECK(refine_language("zh", "两国领导人举行会谈") == "zh-Hans");
  CHECK(refine_language("zh-TW", "中山") == "zh-Hant");
  CHECK(refine_language("zh-CN", "兩國領導人舉行會談") == "zh-Hant");
  CHECK(refine_language("", "The two leaders met in the capital to discuss trade.") == "en");
}

TEST_CASE("characters of one writing only are told apart from those of both") {
  CHECK(han_script(U'国') == HanScript::kSimplified);
  CHECK(han_script(U'國') == HanScript::kTraditional);
  CHECK(han_script(U'人') == HanScript::kBoth);
  CHECK(han_script(U'x') == HanScript::kBoth);
  CHECK(han_script(0x10ffff) == HanScript::kBoth);
}
