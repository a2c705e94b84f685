// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/stories_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::schema;

namespace {

using Keys = std::vector<std::uint32_t>;
using Weights = std::vector<std::uint8_t>;

void add(StoriesWriter& writer, const Keys& keys, std::string_view story) {
  const Weights weights(keys.size(), 7);
  writer.add({keys, weights}, story);
}

Keys keys_of(const StoriesFile& file, std::size_t row) {
  const auto keys = file.features(row).keys;
  return {keys.begin(), keys.end()};
}

}  // namespace

TEST_CASE("features and stories come back by row") {
  TemporaryFolder folder;
  StoriesWriter writer(folder.path("stories.bin"));
  add(writer, {3, 9}, "");
  add(writer, {}, "first");
  add(writer, {4}, "");
  writer.set_story(2, "first");
  writer.write();
  const StoriesFile file(folder.path("stories.bin"));
  REQUIRE(file.rows() == 3);
  CHECK(keys_of(file, 0) == Keys{3, 9});
  CHECK(keys_of(file, 1).empty());
  CHECK(file.features(2).weights[0] == 7);
  CHECK(file.story(0).empty());
  CHECK(file.story(1) == "first");
  CHECK(file.story(2) == "first");
  CHECK(file.stories().size() == 1);
}

TEST_CASE("rows of another segment are taken over with their features and stories") {
  TemporaryFolder folder;
  StoriesWriter writer(folder.path("a.bin"));
  for (std::uint32_t i = 0; i < 6; ++i) add(writer, {i, i + 100}, i % 2 == 0 ? "even" : "");
  writer.write();
  const StoriesFile part(folder.path("a.bin"));
  StoriesWriter merged(folder.path("b.bin"));
  add(merged, {1}, "other");
  const std::vector<std::uint32_t> rows = {1, 4};
  merged.append(part, rows);
  merged.write();
  const StoriesFile file(folder.path("b.bin"));
  REQUIRE(file.rows() == 3);
  CHECK(keys_of(file, 1) == Keys{1, 101});
  CHECK(file.story(1).empty());
  CHECK(keys_of(file, 2) == Keys{4, 104});
  CHECK(file.story(2) == "even");
}

TEST_CASE("frequent features are counted, rare ones are not") {
  TemporaryFolder folder;
  StoriesWriter writer(folder.path("stories.bin"));
  for (std::uint32_t i = 0; i < 20; ++i)
    add(writer, i < StoriesFile::kManyRows ? Keys{5, 6} : Keys{i < 15 ? 6u : 50u}, "");
  writer.write();
  const StoriesFile file(folder.path("stories.bin"));
  CHECK(file.rows_with(5) == StoriesFile::kManyRows);
  CHECK(file.rows_with(6) == 15);
  CHECK(file.rows_with(50) == 0);
  CHECK(file.rows_with(7) == 0);
}

TEST_CASE("a stories file of which a weight has changed opens, and is not whole") {
  TemporaryFolder folder;
  StoriesWriter writer(folder.path("stories.bin"));
  add(writer, {3, 9}, "");
  writer.write();
  CHECK(StoriesFile(folder.path("stories.bin")).is_whole());
  std::fstream file(folder.path("stories.bin"), std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const std::size_t weights = bytes.find("\x07\x07");
  REQUIRE(weights != std::string::npos);
  file.clear();
  file.seekp(static_cast<std::streamoff>(weights));
  file.put('\x08');
  file.close();
  const StoriesFile damaged(folder.path("stories.bin"));
  CHECK(damaged.features(0).weights[0] == 8);
  CHECK_FALSE(damaged.is_whole());
}

TEST_CASE("a stories file that was cut or changed is refused, never read wrongly") {
  TemporaryFolder folder;
  StoriesWriter writer(folder.path("good.bin"));
  for (std::uint32_t i = 0; i < 5; ++i) add(writer, {i}, i > 2 ? "s" : "");
  writer.write();
  std::ifstream in(folder.path("good.bin"), std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto refused = [&](const std::string& bytes) {
    std::ofstream(folder.path("bad.bin"), std::ios::binary) << bytes;
    try {
      const StoriesFile file(folder.path("bad.bin"));
      for (std::size_t row = 0; row < file.rows(); ++row) (void)file.story(row);
      return false;
    } catch (const std::runtime_error&) {
      return true;
    }
  };
  for (std::size_t length = 0; length < good.size(); ++length) {
    CAPTURE(length);
    CHECK(refused(good.substr(0, length)));
  }
  // A reference to a story that is not there.
  std::string bad = good;
  const std::string refs("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 20);
  const std::size_t at = bad.find(refs);
  REQUIRE(at != std::string::npos);
  bad[at + 12] = 9;
  CHECK(refused(bad));
}
