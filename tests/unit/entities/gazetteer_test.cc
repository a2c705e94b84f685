// SPDX-License-Identifier: GPL-3.0-or-later
// Loading and checking gazetteer directories: what is read, what is a fault, and where it is said
// to be.
#include "core/entities/gazetteer.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/entities/small_gazetteer.h"

using namespace dragoman;
using namespace dragoman::entities;

namespace {

bool has_fault(const std::vector<Problem>& faults, const std::string& code,
               const std::string& where) {
  return std::any_of(faults.begin(), faults.end(), [&](const Problem& fault) {
    return fault.code == code && fault.where == where;
  });
}

bool has_remark(const std::vector<Remark>& remarks, const std::string& code, bool is_error) {
  return std::any_of(remarks.begin(), remarks.end(), [&](const Remark& remark) {
    return remark.problem.code == code && remark.is_error == is_error;
  });
}

bool has_form(const Gazetteer& gazetteer, const std::string& id, const std::string& text,
              bool ambiguous) {
  return std::any_of(gazetteer.forms().begin(), gazetteer.forms().end(), [&](const Form& form) {
    return gazetteer.entities()[form.entity].id == id && form.text == text &&
           form.ambiguous == ambiguous;
  });
}

}  // namespace

TEST_CASE("every ISO country has ICU's names without any file saying so") {
  SmallGazetteer files;
  const auto gazetteer = Gazetteer::load(files.path());
  REQUIRE(gazetteer);
  CHECK(gazetteer->label(Kind::kCountry, "JP", "en") == "Japan");
  CHECK(gazetteer->label(Kind::kCountry, "JP", "zh") == "日本");
  CHECK(gazetteer->label(Kind::kCountry, "DE", "ar") == "ألمانيا");
  CHECK(gazetteer->label(Kind::kCountry, "KR", "ko") == "대한민국");
  CHECK(has_form(*gazetteer, "MM", "Burma", false));
  CHECK(has_form(*gazetteer, "TT", "Trinidad and Tobago", false));
  CHECK_FALSE(gazetteer->find(Kind::kCountry, "SU"));
}

TEST_CASE("a country name given as a string is the label, a list only adds forms") {
  SmallGazetteer files;
  files.write("countries", R"({"id":"KR","names":{"en":"South Korea","ja":["南朝鮮"]},)"
                           R"("ambiguous":{"en":["Korea"]}})"
                           "\n"
                           R"({"id":"SU","names":{"en":"Soviet Union"}})"
                           "\n"
                           R"({"id":"GE","ambiguous":{"en":["Georgia"]}})"
                           "\n");
  const auto gazetteer = Gazetteer::load(files.path());
  REQUIRE(gazetteer);
  CHECK(gazetteer->label(Kind::kCountry, "KR", "en") == "South Korea");
  CHECK(gazetteer->label(Kind::kCountry, "KR", "ja") == "韓国");
  CHECK(has_form(*gazetteer, "KR", "南朝鮮", false));
  CHECK(has_form(*gazetteer, "KR", "Korea", true));
  CHECK(gazetteer->find(Kind::kCountry, "SU"));
  CHECK_FALSE(has_form(*gazetteer, "GE", "Georgia", false));
  CHECK(has_form(*gazetteer, "GE", "Georgia", true));
}

TEST_CASE("labels fall back from script and region to base, then English, then any, then the id") {
  SmallGazetteer files;
  files.write("leaders", R"({"id":"a","names":{"zh":"甲","en":"A","fr":"Â"}})"
                         "\n"
                         R"({"id":"b","names":{"fr":"Bé"}})"
                         "\n"
                         R"({"id":"c","names":{}})"
                         "\n");
  const auto gazetteer = Gazetteer::load(files.path());
  REQUIRE(gazetteer);
  CHECK(gazetteer->label(Kind::kLeader, "a", "zh-Hant") == "甲");
  CHECK(gazetteer->label(Kind::kLeader, "a", "zh-TW") == "甲");
  CHECK(gazetteer->label(Kind::kLeader, "a", "fr-CA") == "Â");
  CHECK(gazetteer->label(Kind::kLeader, "a", "ko") == "A");
  CHECK(gazetteer->label(Kind::kLeader, "b", "ko") == "Bé");
  CHECK(gazetteer->label(Kind::kLeader, "c", "ko") == "c");
  CHECK(gazetteer->label(Kind::kLeader, "nobody", "ko") == "nobody");
}

TEST_CASE("all faults are reported at once, each with file, line and key") {
  SmallGazetteer files;
  files.write("leaders",
              "{\"id\":\"a\",\"names\":{\"en\":\"A\"}}\n"
              "not json\n"
              "\n"
              "{\"id\":\"a\"}\n"
              "{\"id\":\"b\",\"color\":1,\"names\":{\"en\":7},\"country\":\"ZZ\"}\n"
              "{\"id\":\"c\",\"names\":{\"en\":\"\xC3\x28\"}}\n"
              "{\"names\":{}}\n"
              "{\"id\":\"d\",\"offices\":[{\"office\":\"president\",\"country\":\"QQ\",\"from\":"
              "\"May\"}]}\n"
              "{\"id\":\"e\",\"id\":\"f\"}\n");
  files.write(
      "topics",
      "{\"id\":\"summit\",\"parent\":\"event\",\"triggers\":{\"en\":{\"summit\":\"3\"}}}\n");
  files.write("compounds", "{\"form\":\"日韩\",\"countries\":[\"JP\",\"K0\"]}\n");
  files.write("leader", "");
  std::vector<Problem> faults;
  const auto gazetteer = Gazetteer::load(files.path(), &faults);
  REQUIRE_FALSE(gazetteer);
  CHECK(has_fault(faults, "bad_json", "leaders.ndjson:2"));
  CHECK(has_fault(faults, "duplicate_id", "leaders.ndjson:4 id"));
  CHECK(has_fault(faults, "unknown_key", "leaders.ndjson:5 color"));
  CHECK(has_fault(faults, "wrong_type", "leaders.ndjson:5 names.en"));
  CHECK(has_fault(faults, "unknown_country", "leaders.ndjson:5 country"));
  CHECK(has_fault(faults, "bad_utf8", "leaders.ndjson:6"));
  CHECK(has_fault(faults, "missing_key", "leaders.ndjson:7 id"));
  CHECK(has_fault(faults, "bad_date", "leaders.ndjson:8 offices[0].from"));
  CHECK(has_fault(faults, "unknown_country", "leaders.ndjson:8 offices"));
  CHECK(has_fault(faults, "repeated_key", "leaders.ndjson:9"));
  CHECK(has_fault(faults, "wrong_type", "topics.ndjson:1 triggers.en.summit"));
  CHECK(has_fault(faults, "unknown_parent", "topics.ndjson:1 parent"));
  CHECK(has_fault(faults, "unknown_country", "compounds.ndjson:1 countries"));
  CHECK(has_fault(faults, "unknown_file", "leader.ndjson"));
}

TEST_CASE("a missing directory and a missing required file are faults") {
  SmallGazetteer files;
  std::filesystem::remove(files.path() / "topics.ndjson");
  std::vector<Problem> faults;
  CHECK_FALSE(Gazetteer::load(files.path(), &faults));
  CHECK(has_fault(faults, "missing_file", "topics.ndjson"));
  const auto missing = Gazetteer::load(files.path() / "nowhere");
  REQUIRE_FALSE(missing);
  CHECK(missing.problem().code == "missing_directory");
}

TEST_CASE("the hash follows the bytes of the files") {
  SmallGazetteer files;
  const auto before = Gazetteer::load(files.path());
  const auto again = Gazetteer::load(files.path());
  files.write("leaders", R"({"id":"a","names":{"en":"A B"}})"
                         "\n");
  const auto after = Gazetteer::load(files.path());
  REQUIRE(before);
  REQUIRE(again);
  REQUIRE(after);
  CHECK(before->hash() == again->hash());
  CHECK(before->hash() != after->hash());
}

TEST_CASE("one kind may be spread over several files") {
  SmallGazetteer files;
  files.write("leaders-asia", R"({"id":"b","names":{"en":"B C"},"country":"JP"})"
                              "\n");
  files.write("leaders", R"({"id":"a","names":{"en":"A B"}})"
                         "\n");
  const auto gazetteer = Gazetteer::load(files.path());
  REQUIRE(gazetteer);
  CHECK(gazetteer->find(Kind::kLeader, "a"));
  REQUIRE(gazetteer->find(Kind::kLeader, "b"));
  CHECK(gazetteer->find(Kind::kLeader, "b")->country == "JP");
}

TEST_CASE("the editor's check tells clashes, contradictions, overlaps and gaps") {
  SmallGazetteer files;
  files.write("leaders",
              R"({"id":"a","names":{"en":"Ann Lee"},"distinct":{"en":["Lee"],"zh":["李"]}})"
              "\n"
              R"({"id":"b","names":{"en":"Bo Lee"},"distinct":{"en":["Lee","Bo"]},)"
              R"("ambiguous":{"en":["Bo"]},"offices":[)"
              R"({"office":"president","country":"KR","from":"2000","to":"2005"},)"
              R"({"office":"president","country":"KR","from":"2004","to":""}]})"
              "\n"
              R"({"id":"c","names":{"en":"Cher"}})"
              "\n");
  const auto remarks = check_gazetteer(files.path());
  CHECK(has_remark(remarks, "clashing_form", true));
  CHECK(has_remark(remarks, "single_character", true));
  CHECK(has_remark(remarks, "contradicting_flag", true));
  CHECK(has_remark(remarks, "overlapping_offices", true));
  CHECK(has_remark(remarks, "missing_flag", false));
  CHECK(has_remark(remarks, "missing_language", false));
}

TEST_CASE("a Korean full name of one word needs no flag, a surname does") {
  SmallGazetteer files;
  files.write("countries", R"({"id":"KR"})"
                           "\n");
  files.write("leaders", R"({"id":"a","names":{"ko":"이재명","zh":"李在明"},"country":"KR"})"
                         "\n");
  CHECK_FALSE(has_remark(check_gazetteer(files.path()), "missing_flag", false));
  files.write("leaders", R"({"id":"a","names":{"ko":"트럼","zh":"李明"},"country":"KR"})"
                         "\n");
  CHECK(has_remark(check_gazetteer(files.path()), "missing_flag", false));
}
