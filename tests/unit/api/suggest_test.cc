// SPDX-License-Identifier: GPL-3.0-or-later
// Suggestions as JSON: every key, null where there is nothing.
#include "server/api/suggest.h"

#include <doctest/doctest.h>

#include "nlohmann/json.hpp"

using namespace dragoman;

TEST_CASE("an entity has its id, count and the name that was found, a word has none") {
  const auto json = nlohmann::json::parse(api::suggestions_json(
      "visit 다카",
      {{"visit 다카이치", "leader", "takaichi-sanae", "Sanae Takaichi", "다카이치", 6},
       {"visit 다카마쓰", "word", "", "다카마쓰", "", 0}}));
  CHECK(json["query"] == "visit 다카");
  CHECK(json["suggestions"][0] == nlohmann::json{{"text", "visit 다카이치"},
                                                 {"kind", "leader"},
                                                 {"id", "takaichi-sanae"},
                                                 {"label", "Sanae Takaichi"},
                                                 {"matched", "다카이치"},
                                                 {"count", 6}});
  CHECK(json["suggestions"][1] == nlohmann::json{{"text", "visit 다카마쓰"},
                                                 {"kind", "word"},
                                                 {"id", nullptr},
                                                 {"label", "다카마쓰"},
                                                 {"count", nullptr}});
  CHECK(nlohmann::json::parse(api::suggestions_json("", {}))["suggestions"].empty());
}
