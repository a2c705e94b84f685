// SPDX-License-Identifier: GPL-3.0-or-later
// Files and directories: order, hidden files, links, and what cannot be read.
#include "indexer/sources/input_walk.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/unit/indexer/sources/read_all_items.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::indexer;
using Items = std::vector<std::string>;

TEST_CASE("directories are walked by name, hidden entries skipped, unknown suffixes reported") {
  TemporaryFolder folder;
  folder.write("b/2.NDJSON", "{\"title\":\"two\"}");
  folder.write("b/1.jsonl", "{\"title\":\"one\"}");
  folder.write("a.txt", "Text.");
  folder.write("c.json", "{\"title\":\"three\"}");
  folder.write(".hidden.txt", "Text.");
  folder.write(".git/x.txt", "Text.");
  folder.write("z.docx", "?");
  folder.write("noextension", "?");
  CHECK(read_all_items({folder.root()}, folder.root() + "/") ==
        Items{"text @a.txt", "one @b/1.jsonl:1", "two @b/2.NDJSON:1", "three @c.json:1",
              "!skipped_format @noextension", "!skipped_format @z.docx"});
}

TEST_CASE("links that lead in circles end, dangling links and pipes are reported") {
  TemporaryFolder folder;
  folder.write("a/1.txt", "Text.");
  std::filesystem::create_directory_symlink(folder.root(), folder.path("a/up"));
  std::filesystem::create_symlink("nowhere.txt", folder.path("b.txt"));
  std::filesystem::create_symlink("a/1.txt", folder.path("c.txt"));
  REQUIRE(::mkfifo(folder.path("d.txt").c_str(), 0600) == 0);
  CHECK(read_all_items({folder.root()}, folder.root() + "/") ==
        Items{"text @a/1.txt", "!unreadable @b.txt", "text @c.txt", "!unreadable @d.txt"});
}

TEST_CASE("a missing input is a problem, the others are read") {
  TemporaryFolder folder;
  folder.write("a.txt", "Text.");
  CHECK(read_all_items({folder.path("none"), folder.path("a.txt")}, folder.root() + "/") ==
        Items{"!unreadable @none", "text @a.txt"});
  CHECK(read_all_items({}, "").empty());
}

TEST_CASE("bytes read reach the total") {
  TemporaryFolder folder;
  folder.write("a.txt", "Text.");
  folder.write("b.ndjson", "{\"title\":\"x\"}\n");
  InputWalk walk(plan_inputs({folder.root()}), {});
  while (walk.next()) {
  }
  CHECK(walk.total_bytes() == 19);
  CHECK(walk.bytes_read() == 19);
}
