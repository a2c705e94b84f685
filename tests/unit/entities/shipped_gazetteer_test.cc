// SPDX-License-Identifier: GPL-3.0-or-later
// The gazetteer we ship loads without a fault and knows what every reader would look for first.
#include <doctest/doctest.h>

#include <filesystem>

#include "core/entities/gazetteer.h"
#include "core/entities/recognizer.h"

using namespace dragoman;
using namespace dragoman::entities;

TEST_CASE("the shipped gazetteer has no fault and no error") {
  const auto directory = std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "config" / "gazetteer";
  std::vector<Problem> faults;
  const auto gazetteer = Gazetteer::load(directory, &faults);
  for (const auto& fault : faults) {
    FAIL_CHECK(fault.where << ": " << fault.code << ": " << fault.message);
  }
  REQUIRE(gazetteer);
  for (const auto& remark : check_gazetteer(directory)) {
    if (!remark.is_error) continue;
    FAIL_CHECK(remark.problem.where << ": " << remark.problem.code << ": "
                                    << remark.problem.message);
  }
  CHECK(gazetteer->find(Kind::kLeader, "takaichi-sanae"));
  CHECK(gazetteer->find(Kind::kTopic, "summit"));
  CHECK(gazetteer->find(Kind::kCountry, "EU"));
}

TEST_CASE("a short English country name is sure although other languages share it") {
  const auto directory = std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "config" / "gazetteer";
  const auto gazetteer = Gazetteer::load(directory);
  REQUIRE(gazetteer);
  const Recognizer recognizer(*gazetteer);
  text::Analyser analyser;
  for (const std::string text : {"Iran", "Iraq", "Cuba", "Peru", "Oman", "Laos", "l'Iran"}) {
    CAPTURE(text);
    const text::Analysis analysis = analyser.analyse(text);
    const ArticleText article = {FieldText{}, FieldText{}, FieldText{text, &analysis}};
    const auto findings = recognizer.recognise(article, "");
    REQUIRE(findings.size() == 1);
    CHECK(gazetteer->entities()[findings[0].entity].kind == Kind::kCountry);
  }
}

namespace {

std::vector<std::string> leaders_in(const Gazetteer& gazetteer, const std::string& text,
                                    const std::string& day) {
  text::Analyser analyser;
  const text::Analysis analysis = analyser.analyse(text);
  const ArticleText article = {FieldText{}, FieldText{}, FieldText{text, &analysis}};
  std::vector<std::string> ids;
  for (const auto& finding : Recognizer(gazetteer).recognise(article, day)) {
    const Entity& entity = gazetteer.entities()[finding.entity];
    if (entity.kind == Kind::kLeader) ids.push_back(entity.id);
  }
  return ids;
}

}  // namespace

TEST_CASE("the shipped leaders are told from their namesakes, from things and from common words") {
  const auto directory = std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "config" / "gazetteer";
  const auto gazetteer = Gazetteer::load(directory);
  REQUIRE(gazetteer);
  struct Case {
    std::string text;
    std::string day;
    std::vector<std::string> leaders;
  };
  const Case cases[] = {
      {"Las relaciones de la sra. Clinton con el continente.", "", {"clinton-hillary"}},
      {"他住在南拜登的一个小镇。", "", {}},
      {"There was no consultation, said Ms. Gillard.", "", {}},
      {"تتوقف المحادثات أمام ترامب.", "2018-05-01", {"trump-donald"}},
      {"وبحسب البيان فإن ترامب وافق.", "2018-05-01", {"trump-donald"}},
      {"كان الرئيس السابق باراك حسين أوباما هناك.", "2018-05-01", {"obama-barack"}},
      {"تنحى نائب رئيس وزراء أستراليا، وعلم بنائب رئيس وزراء أستراليا.", "2018-02-23", {}},
      {"吉尔吉斯斯坦总统扎帕罗夫抵达。", "2023-10-24", {"japarov-sadyr"}},
      {"吉尔吉斯斯坦总理扎帕罗夫到机场迎接。", "2023-10-25", {"japarov-akylbek"}},
      {"喀麦隆总统比亚会见记者。", "2024-09-05", {"biya-paul"}},
      {"哥伦比亚总统发表讲话。", "2024-09-05", {"petro-gustavo"}},
      {"福田氏が市長に当選した。日本の市長選である。", "2008-02-10", {}},
      {"The Ronald Reagan Presidential Library was full.", "", {}},
      {"The Ugandan president spoke.", "2015-05-01", {"museveni-yoweri"}},
  };
  for (const auto& [text, day, leaders] : cases) {
    CAPTURE(text);
    CHECK(leaders_in(*gazetteer, text, day) == leaders);
  }
}
