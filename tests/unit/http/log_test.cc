// SPDX-License-Identifier: GPL-3.0-or-later
// Log lines stay lines, and JSON stays JSON.
#include "server/http/log.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <vector>

using namespace dragoman::http;

TEST_CASE("control characters, quotes and bytes that are no text are escaped") {
  CHECK(escaped("a\nb\x1b[31m\"\\") == "a\\u000ab\\u001b[31m\\\"\\\\");
  CHECK(escaped("\xff") == "\\u00ff");
  CHECK(escaped("高市") == "高市");
}

TEST_CASE("the JSON form is one object a line") {
  std::vector<std::string> lines;
  const Log log("info", "json", [&lines](const std::string& line) { lines.push_back(line); });
  log.access({"GET", "/a?q=\"\n\xff", 404, 12, 3.456, "::1", "id-1"});
  log.warn("a {} \"sentence\"");
  log.info("braces {0} and %d are text");
  REQUIRE(lines.size() == 3);
  const auto access = nlohmann::json::parse(lines[0]);
  CHECK(access["status"] == 404);
  CHECK(access["ms"] == 3.46);
  CHECK(access["target"].get<std::string>().rfind("/a?q=\"\n", 0) == 0);
  CHECK(nlohmann::json::parse(lines[1])["message"] == "a {} \"sentence\"");
  CHECK(nlohmann::json::parse(lines[1])["level"] == "warning");
}

TEST_CASE("the level keeps quiet lines out") {
  std::vector<std::string> lines;
  const Log log("error", "text", [&lines](const std::string& line) { lines.push_back(line); });
  log.info("not shown");
  log.access({"GET", "/", 200, 1, 1.0, "", ""});
  log.error("shown");
  CHECK(lines.size() == 1);
}
