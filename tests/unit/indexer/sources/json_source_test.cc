// SPDX-License-Identifier: GPL-3.0-or-later
// .json files: one object, arrays, objects in a row, and damage.
#include "indexer/sources/json_source.h"

#include <doctest/doctest.h>

#include "tests/unit/indexer/sources/read_all_items.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using Items = std::vector<std::string>;

namespace {

Items items_of(const std::string& json, dragoman::indexer::IngestLimits limits = {}) {
  TemporaryFolder folder;
  folder.write("a.json", json);
  return read_all_items({folder.path("a.json")}, folder.root() + "/", limits);
}

}  // namespace

TEST_CASE("one object, an array and objects in a row are read alike") {
  CHECK(items_of("{\n \"title\": \"one\"\n}\n") == Items{"one @a.json:1"});
  CHECK(items_of("\xEF\xBB\xBF[\n{\"title\":\"o\\\"}ne\"},\n{\"title\":\"two\",\"related\":[{"
                 "\"title\":\"{\"}]}\n]") == Items{"o\"}ne @a.json:2", "two @a.json:3"});
  CHECK(items_of("{\"title\":\"one\"}\n{\"title\":\"two\"}\n") ==
        Items{"one @a.json:1", "two @a.json:2"});
}

TEST_CASE("a bad element does not stop the good ones") {
  CHECK(items_of("[{\"title\":1},\n{\"title\":\"two\"}, 7,\n{\"title\":\"three\"}]") ==
        Items{"!wrong_type @a.json:1 title", "two @a.json:2", "!bad_json @a.json:2",
              "three @a.json:3"});
  CHECK(items_of("[{\"title\":\"one\"},{\"title\":\"cut") ==
        Items{"one @a.json:1", "!bad_json @a.json:1"});
  CHECK(items_of("not json at all") == Items{"!bad_json @a.json:1"});
  CHECK(items_of("[]\n") == Items{"!empty_file @a.json"});
}

TEST_CASE("an object over the limit is skipped") {
  dragoman::indexer::IngestLimits limits;
  limits.max_line_bytes = 100;
  CHECK(items_of("[{\"title\":\"" + std::string(200, 'x') + "\"},{\"title\":\"two\"}]", limits) ==
        Items{"!line_too_long @a.json:1", "two @a.json:1"});
}
