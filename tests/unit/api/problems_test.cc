// SPDX-License-Identifier: GPL-3.0-or-later
// Codes → statuses; health.
#include "server/api/problems.h"

#include <doctest/doctest.h>

#include "server/api/health.h"

using namespace dragoman;
using namespace dragoman::api;

TEST_CASE("each code of the search service has its status") {
  CHECK(fault_of({"no_index", "", ""}).status == 503);
  CHECK(fault_of({"no_index", "", ""}).retry_after_s > 0);
  CHECK(fault_of({"deadline", "", ""}).status == 503);
  CHECK(fault_of({"not_found", "", ""}).status == 404);
  CHECK(fault_of({"bad_cursor", "", ""}).status == 400);
  const Fault cursor = fault_of({"bad_cursor", "It belongs elsewhere.", "take another"});
  CHECK(cursor.detail == "It belongs elsewhere.");
  CHECK(cursor.errors.at(0).param == "cursor");
  CHECK(cursor.errors.at(0).hint == "take another");
  CHECK(fault_of({"too_broad", "", ""}).status == 400);
}

TEST_CASE("an unknown code is a fault of ours and its text stays inside") {
  const Fault fault = fault_of({"odd", "secret path", "secret"});
  CHECK(fault.status == 500);
  CHECK(fault.detail.find("secret") == std::string::npos);
  CHECK(fault.cause == "odd: secret path (secret)");
}

TEST_CASE("ready means an index and no shutdown") {
  CHECK(!healthy().fault);
  CHECK(!ready(true, false).fault);
  CHECK(ready(false, false).fault->code == "no_index");
  CHECK(ready(true, true).fault->code == "draining");
  CHECK(ready(true, true).fault->status == 503);
}
