// SPDX-License-Identifier: GPL-3.0-or-later
// Query results in three notations, and the gazetteer lines that come of them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/entities/gazetteer.h"
#include "indexer/commands/imported_leaders.h"
#include "indexer/commands/query_result.h"
#include "tests/unit/entities/small_gazetteer.h"

using namespace dragoman;
using namespace dragoman::indexer;
using Json = nlohmann::json;

namespace {

constexpr const char* kJson = R"({"head":{"vars":["person","name","alias","office","country"]},
"results":{"bindings":[
{"person":{"type":"uri","value":"http://www.wikidata.org/entity/Q900001"},"name":{"type":"literal","xml:lang":"en","value":"Éva Exemplar"}},
{"person":{"type":"uri","value":"http://www.wikidata.org/entity/Q900001"},"name":{"type":"literal","xml:lang":"zh-hant","value":"艾娃"}},
{"person":{"type":"uri","value":"http://www.wikidata.org/entity/Q900001"},"alias":{"type":"literal","xml:lang":"en","value":"Exemplar"}},
{"person":{"type":"uri","value":"http://www.wikidata.org/entity/Q900001"},"alias":{"type":"literal","xml:lang":"en","value":"Eva M. Exemplar"}},
{"person":{"type":"uri","value":"http://www.wikidata.org/entity/Q900001"},"office":{"type":"literal","value":"Prime Minister of Japan"},"country":{"type":"literal","value":"JP"},"start":{"type":"literal","value":"2021-10-04T00:00:00Z"},"end":{"type":"literal","value":"2024-10-01T00:00:00Z"}}
]}})";

const entities::Gazetteer& gazetteer() {
  static const entities::Gazetteer kGazetteer = [] {
    static entities::SmallGazetteer files;
    files.write("countries", "{\"id\":\"JP\"}\n");
    files.write("leaders",
                R"({"id":"known-one","wikidata":"Q900002","names":{"en":"Known One"},"country":"JP"}
{"id":"namesake","names":{"en":"Same Name"},"ambiguous":{"en":["Same"]},"country":"JP"}
)");
    auto loaded = entities::Gazetteer::load(files.path());
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return kGazetteer;
}

ImportedLeaders imported(const std::string& bytes) {
  const auto result = read_query_result(bytes);
  if (!result) MESSAGE(result.problem().message << " " << result.problem().where);
  REQUIRE(result);
  auto leaders = import_leaders(*result, gazetteer());
  REQUIRE(leaders);
  return std::move(*leaders);
}

}  // namespace

TEST_CASE("the rows of a person become one line of the gazetteer") {
  const ImportedLeaders leaders = imported(kJson);
  REQUIRE(leaders.lines.size() == 1);
  CHECK(leaders.rejected.empty());
  const Json line = Json::parse(leaders.lines[0]);
  CHECK(line["id"] == "eva-exemplar");
  CHECK(line["wikidata"] == "Q900001");
  CHECK(line["names"] == Json{{"en", "Éva Exemplar"}, {"zh-Hant", "艾娃"}});
  CHECK(line["distinct"] == Json{{"en", {"Eva M. Exemplar"}}});
  CHECK(line["ambiguous"] == Json{{"en", {"Exemplar"}}, {"zh-Hant", {"艾娃"}}});
  CHECK(line["country"] == "JP");
  CHECK(line["offices"] == Json::array({{{"office", "prime-minister"},
                                         {"country", "JP"},
                                         {"from", "2021-10-04"},
                                         {"to", "2024-10-01"}}}));
}

TEST_CASE("an imported file loads and passes the checks") {
  entities::SmallGazetteer files;
  files.write("countries", "{\"id\":\"JP\"}\n");
  files.write("leaders-imported", imported(kJson).lines[0] + "\n");
  CHECK(entities::Gazetteer::load(files.path()));
  for (const auto& remark : entities::check_gazetteer(files.path())) {
    CAPTURE(remark.problem.message);
    CHECK_FALSE(remark.is_error);
  }
}

TEST_CASE("CSV and TSV say the same as JSON") {
  const std::string csv =
      "person,language,name,alias\r\n"
      "http://www.wikidata.org/entity/Q900003,en,\"Doe, \"\"Jo\"\" Ann\",\r\n"
      "Q900003,ja,,アン・ドウ\r\n";
  const std::string tsv =
      "?person\t?name\t?alias\n"
      "<http://www.wikidata.org/entity/Q900003>\t\"Doe, \\\"Jo\\\" Ann\"@en\t\n"
      "<http://www.wikidata.org/entity/Q900003>\t\t\"アン・ドウ\"@ja\n";
  for (const std::string& bytes : {csv, tsv}) {
    CAPTURE(bytes);
    const ImportedLeaders leaders = imported(bytes);
    REQUIRE(leaders.lines.size() == 1);
    const Json line = Json::parse(leaders.lines[0]);
    CHECK(line["id"] == "doe-jo-ann");
    CHECK(line["names"]["en"] == "Doe, \"Jo\" Ann");
    CHECK(line["distinct"]["ja"] == Json::array({"アン・ドウ"}));
  }
}

TEST_CASE("who is known already is left out and counted") {
  const ImportedLeaders leaders = imported(
      "person,language,name\nQ900002,en,Another Name\nQ900004,en,Same Name\nQ900005,en,New Name\n"
      "Q900006,en,New Name\n");
  CHECK(leaders.known == 1);
  CHECK(leaders.same_name == 2);
  REQUIRE(leaders.lines.size() == 1);
  CHECK(Json::parse(leaders.lines[0])["wikidata"] == "Q900005");
}

TEST_CASE("ids stay different and people without Latin names get their number") {
  const ImportedLeaders leaders =
      imported("person,language,name\nQ900007,en,Known-One\nQ900008,ja,山田花子\n");
  REQUIRE(leaders.lines.size() == 2);
  CHECK(Json::parse(leaders.lines[0])["id"] == "known-one-q900007");
  CHECK(Json::parse(leaders.lines[1])["id"] == "q900008");
}

TEST_CASE("a row that cannot be used is told with its number") {
  const ImportedLeaders leaders = imported(
      "person,language,name,office,country,start,end\nnobody,en,X Y,,,,\nQ900009,,X Y,,,,\n"
      "Q900009,en,Good Name,President,ZZ,,\nQ900009,en,,King,JP,2020-01-01,2019-01-01\n");
  REQUIRE(leaders.rejected.size() == 4);
  CHECK(leaders.rejected[0].code == "bad_person");
  CHECK(leaders.rejected[0].where == "row 1");
  CHECK(leaders.rejected[1].code == "bad_language");
  CHECK(leaders.rejected[2].code == "unknown_country");
  CHECK(leaders.rejected[3].code == "bad_office");
  CHECK(leaders.lines.size() == 1);
}

TEST_CASE("what is no query result is a problem with its place") {
  for (const std::string bytes : {"", "  \n", "{", "{}", "{\"head\":{\"vars\":[]}}", "\xFF",
                                  "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[1]}}"}) {
    CAPTURE(bytes);
    CHECK_FALSE(read_query_result(bytes));
  }
  CHECK_FALSE(read_query_result("{\"a\":" + std::string(100, '[')));
  CHECK(read_query_result("a,b\n1,2\n1\n").problem().where == "line 3");
  CHECK(read_query_result("a,b\n1,\"2\n").problem().where == "line 2");
  const auto columns = read_query_result("a,b\n1,2\n");
  REQUIRE(columns);
  CHECK(import_leaders(*columns, gazetteer()).problem().code == "missing_column");
}
