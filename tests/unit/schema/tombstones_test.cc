// SPDX-License-Identifier: GPL-3.0-or-later
// Tombstones: round trip at word borders, and files that are not for this segment.
#include "core/schema/tombstones.h"

#include <doctest/doctest.h>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::schema;

TEST_CASE("tombstones come back as they were written") {
  const TemporaryFolder folder;
  for (const std::size_t rows : {0u, 1u, 63u, 64u, 65u, 1000u}) {
    CAPTURE(rows);
    Tombstones out(rows);
    for (std::size_t row = 0; row < rows; row += 7) out.add(row);
    out.write(folder.path("t"));
    const Tombstones in = Tombstones::read(folder.path("t"), rows);
    CHECK(in.count() == (rows + 6) / 7);
    for (std::size_t row = 0; row < rows; ++row) CHECK(in.contains(row) == (row % 7 == 0));
  }
}

TEST_CASE("tombstones of another number of rows are refused") {
  const TemporaryFolder folder;
  Tombstones out(128);
  out.add(127);
  out.write(folder.path("t"));
  CHECK_THROWS_AS(Tombstones::read(folder.path("t"), 64), std::runtime_error);
  CHECK_THROWS_AS(Tombstones::read(folder.path("t"), 129), std::runtime_error);
  // As many words, but a bit behind the last row: more removed than there are.
  CHECK_THROWS_AS(Tombstones::read(folder.path("t"), 100), std::runtime_error);
  CHECK_THROWS(Tombstones::read(folder.path("missing"), 128));
}
