// SPDX-License-Identifier: GPL-3.0-or-later
// "The Japanese prime minister" on a day → its holder, in nine languages and both orders; and every
// doubt in which nobody is assigned.
#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>

#include "core/entities/recognizer.h"
#include "tests/unit/entities/small_gazetteer.h"

using namespace dragoman;
using namespace dragoman::entities;

namespace {

using Ids = std::set<std::string>;

constexpr const char* kLeaders =
    R"({"id":"takaichi-sanae","names":{"en":"Sanae Takaichi","zh":"高市早苗"},"distinct":{"en":["Takaichi"]},"country":"JP","offices":[{"office":"prime-minister","country":"JP","from":"2025-10-21"}]}
{"id":"ishiba-shigeru","names":{"en":"Shigeru Ishiba","zh":"石破茂"},"country":"JP","offices":[{"office":"prime-minister","country":"JP","from":"2024-10-01","to":"2025-10-21"}]}
{"id":"macron-emmanuel","names":{"en":"Emmanuel Macron"},"country":"FR","offices":[{"office":"president","country":"FR","from":"2017-05-14"}]}
{"id":"xi-jinping","names":{"zh":"习近平"},"country":"CN","offices":[{"office":"president","country":"CN","from":"2013-03-14"}]}
{"id":"merz-friedrich","names":{"de":"Friedrich Merz"},"country":"DE","offices":[{"office":"chancellor","country":"DE","from":"2025-05-06"}]}
{"id":"trump-donald","names":{"en":"Donald Trump"},"country":"US","offices":[{"office":"president","country":"US","from":"2025-01-20"}]}
)";

constexpr const char* kCountries =
    R"({"id":"JP","demonyms":{"en":["Japanese"],"de":["japanisch"],"ar":["ياباني","يابانية"],"ru":["японский"]}}
{"id":"FR","demonyms":{"en":["French"],"fr":["français"],"es":["francés"],"de":["französisch"],"ar":["فرنسي"]}}
{"id":"US","names":{"en":["US","US President"],"ja":["米大統領"]},"ambiguous":{"ja":["米"]}}
)";

class Bench {
 public:
  Bench() {
    files_.write("leaders", kLeaders).write("countries", kCountries);
    auto loaded = Gazetteer::load(files_.path());
    REQUIRE(loaded);
    gazetteer_.emplace(std::move(*loaded));
    recognizer_.emplace(*gazetteer_);
  }

  Ids on(const std::string& day, const std::string& body) const {
    text::Analyser analyser;
    const auto units = analyser.analyse(body);
    const ArticleText article = {FieldText{}, FieldText{}, FieldText{body, &units}};
    Ids found;
    for (const auto& finding : recognizer_->recognise(article, day)) {
      const auto& entity = gazetteer_->entities()[finding.entity];
      if (entity.kind != Kind::kLeader) continue;
      found.insert(entity.id);
      evidence_ = finding.evidence.front().text;
    }
    return found;
  }
  const std::string& evidence() const { return evidence_; }

 private:
  SmallGazetteer files_;
  std::optional<Gazetteer> gazetteer_;
  std::optional<Recognizer> recognizer_;
  mutable std::string evidence_;
};

const Bench& bench() {
  static const Bench kBench;
  return kBench;
}

constexpr const char* kDay = "2026-01-14";

}  // namespace

TEST_CASE("an office and its country name the holder of the day, in every language's order") {
  for (const std::string text :
       {"The Japanese prime minister said so.", "Japan's prime minister said so.",
        "the prime minister of Japan said so.", "日本首相在奈良", "日本の首相が", "日本首相。",
        "وقال رئيس الوزراء الياباني في طوكيو", "رئيسة وزراء اليابان، التي",
        "премьер-министр Японии", "японский премьер-министр заявил",
        "der japanische Ministerpräsident sagte", "die japanische Premierministerin sagte",
        "그는 일본 총리와 만났다", "일본 총리는"}) {
    CAPTURE(text);
    CHECK(bench().on(kDay, text) == Ids{"takaichi-sanae"});
  }
  for (const std::string text :
       {"le président français a dit", "el presidente francés dijo", "президента Франции",
        "الرئيس الفرنسي في", "法国总统表示", "フランス大統領は", "프랑스 대통령이",
        "the president of France"}) {
    CAPTURE(text);
    CHECK(bench().on(kDay, text) == Ids{"macron-emmanuel"});
  }
  for (const std::string text : {"US President said", "Der US-Präsident sagte", "米大統領は",
                                 "president of the United States", "미국 대통령은"}) {
    CAPTURE(text);
    CHECK(bench().on(kDay, text) == Ids{"trump-donald"});
  }
  CHECK(bench().on(kDay, "中国国家主席出席") == Ids{"xi-jinping"});
  CHECK(bench().on(kDay, "德国总理表示") == Ids{"merz-friedrich"});
}

TEST_CASE("the evidence is what stands in the article") {
  CHECK(bench().on(kDay, "The Japanese prime minister said so.") == Ids{"takaichi-sanae"});
  CHECK(bench().evidence() == "Japanese prime minister");
}

TEST_CASE("the day decides, and what it leaves open is not decided") {
  const std::string text = "The Japanese prime minister said so.";
  CHECK(bench().on("2025-01-14", text) == Ids{"ishiba-shigeru"});
  CHECK(bench().on("2025-10-21", text) == Ids{});
  CHECK(bench().on("2025-10", text) == Ids{});
  CHECK(bench().on("2025-09", text) == Ids{"ishiba-shigeru"});
  CHECK(bench().on("2025-10-22T08:00:00Z", text) == Ids{"takaichi-sanae"});
  CHECK(bench().on("2019-01-14", text) == Ids{});
  CHECK(bench().on("", text) == Ids{});
}

TEST_CASE("former, future, first and deputy ones are nobody") {
  for (const std::string text : {"the former Japanese prime minister said",
                                 "Japanese vice prime minister",
                                 "前日本首相在奈良",
                                 "元米大統領は",
                                 "副米大統領は",
                                 "الرئيس الفرنسي السابق",
                                 "نائب الرئيس الفرنسي في",
                                 "бывший президент Франции",
                                 "вице-президент Франции",
                                 "der ehemalige französische Präsident sagte",
                                 "l'ancien président français a dit",
                                 "el ex presidente francés dijo",
                                 "전 프랑스 대통령은",
                                 "프랑스 전 대통령은",
                                 "French president-elect",
                                 "法国总统选举",
                                 "日本首相官邸发布",
                                 "法国总统候选人",
                                 "第16代米大統領が",
                                 "歴代フランス大統領の",
                                 "フランス大統領に就任した"}) {
    CAPTURE(text);
    CHECK(bench().on(kDay, text) == Ids{});
  }
}

TEST_CASE("any holder is no certain one") {
  CHECK(bench().on(kDay, "a French president would say so") == Ids{});
  CHECK(bench().on(kDay, "un président français dirait cela") == Ids{});
  CHECK(bench().on(kDay, "ein französischer Präsident sagte einst") == Ids{});
  CHECK(bench().on(kDay, "a meeting; the French president said") != Ids{});
  CHECK(bench().on(kDay, "قال رئيس فرنسي في باريس") == Ids{});
  CHECK(bench().on(kDay, "قال الرئيس الفرنسي في باريس") == Ids{"macron-emmanuel"});
}

TEST_CASE("a name beside the office speaks for itself, known to us or not") {
  CHECK(bench().on(kDay, "Japanese Prime Minister Shigeru Ishiba said") == Ids{"ishiba-shigeru"});
  CHECK(bench().on(kDay, "Japanese Prime Minister Taro Yamada said") == Ids{});
  CHECK(bench().on(kDay, "the French president, Charles Dupont, said") == Ids{});
  CHECK(bench().on(kDay, "the French president, who was late, said") == Ids{"macron-emmanuel"});
  // Another country's leader beside it takes nothing from it.
  CHECK(bench().on(kDay, "习近平会见法国总统") == Ids{"macron-emmanuel", "xi-jinping"});
  CHECK(bench().on(kDay, "石破茂会见日本首相") == Ids{"ishiba-shigeru"});
  CHECK(bench().on(kDay, "日本首相山田太郎") == Ids{});
  CHECK(bench().on(kDay, "フランス大統領ジャン・デュポン") == Ids{});
  CHECK(bench().on(kDay, "야마다 일본 총리는") == Ids{});
  CHECK(bench().on(kDay, "일본 총리 야마다는") == Ids{});
  CHECK(bench().on(kDay, "رئيس الوزراء الياباني تارو يامادا") == Ids{});
  CHECK(bench().on(kDay, "Shigeru Ishiba came. Later the Japanese prime minister spoke.") ==
        Ids{"ishiba-shigeru"});
}
