// SPDX-License-Identifier: GPL-3.0-or-later
// Writing whole, and being refused. Short and interrupted writes are made by tests/robustness.
#include "core/schema/whole_write.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::schema;

TEST_CASE("what is written whole stands in the file, at its place") {
  const TemporaryFolder folder;
  const int file = ::open(folder.path("file").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(file >= 0);
  CHECK(write_whole(file, "abcdef", 6));
  CHECK(write_whole_at(file, "XY", 2, 2));
  CHECK(write_whole(file, "", 0));
  ::close(file);
  std::ifstream in(folder.path("file"), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "abXYef");
}

TEST_CASE("a full disk is told from success") {
  const int file = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(file >= 0);
  errno = 0;
  CHECK_FALSE(write_whole(file, "x", 1));
  CHECK(errno == ENOSPC);
  errno = 0;
  CHECK_FALSE(write_whole_at(file, "x", 1, 0));
  CHECK(errno == ENOSPC);
  ::close(file);
}
