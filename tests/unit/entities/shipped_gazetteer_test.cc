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
