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
