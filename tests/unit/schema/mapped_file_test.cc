// SPDX-License-Identifier: GPL-3.0-or-later
// Section files: what is written comes back; every damage is an exception, never a crash.
#include "core/schema/mapped_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::schema;

namespace {

constexpr const char* kMagic = "TESTFIL1";

std::string sample(const TemporaryFolder& folder) {
  const std::string path = folder.path("sample");
  SectionWriter out(path, kMagic, 4);
  out.section(tag("nums"), std::vector<std::uint64_t>{1, 2, 3});
  out.section(tag("byte"), std::string_view("abc"));
  write_string_table(out, tag("stro"), tag("strb"), {"", "one", "二"});
  out.finish();
  return path;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Reads everything a damaged file still offers.
void read_all(const std::string& path) {
  const SectionFile file(path, kMagic);
  for (const std::uint64_t value : file.section<std::uint64_t>(tag("nums"))) (void)value;
  (void)std::string(file.bytes(tag("byte")));
  const StringTable strings(file.section<std::uint64_t>(tag("stro")), file.bytes(tag("strb")));
  for (std::size_t i = 0; i < strings.size(); ++i) (void)std::string(strings[i]);
}

}  // namespace

TEST_CASE("sections come back with their elements, in any order") {
  const TemporaryFolder folder;
  const SectionFile file(sample(folder), kMagic);
  CHECK(file.bytes(tag("byte")) == "abc");
  const auto numbers = file.section<std::uint64_t>(tag("nums"));
  CHECK(std::vector<std::uint64_t>(numbers.begin(), numbers.end()) ==
        std::vector<std::uint64_t>{1, 2, 3});
  const StringTable strings(file.section<std::uint64_t>(tag("stro")), file.bytes(tag("strb")));
  REQUIRE(strings.size() == 3);
  CHECK(strings[0] == "");
  CHECK(strings[1] == "one");
  CHECK(strings[2] == "二");
}

TEST_CASE("empty sections and sections beyond the write buffer come back") {
  const TemporaryFolder folder;
  const std::string big(1'000'003, 'x');
  {
    SectionWriter out(folder.path("f"), kMagic, 3);
    out.section(tag("none"), std::vector<std::uint32_t>{});
    out.section(tag("big_"), std::string_view(big));
    out.section(tag("last"), std::vector<std::uint16_t>{7});
    out.finish();
  }
  const SectionFile file(folder.path("f"), kMagic);
  CHECK(file.section<std::uint32_t>(tag("none")).empty());
  CHECK(file.bytes(tag("big_")) == big);
  CHECK(file.section<std::uint16_t>(tag("last"))[0] == 7);
}

TEST_CASE("a section that is missing or has other elements is refused") {
  const TemporaryFolder folder;
  const SectionFile file(sample(folder), kMagic);
  CHECK_THROWS_AS(file.bytes(tag("nope")), std::runtime_error);
  CHECK_THROWS_AS(file.section<std::uint32_t>(tag("nums")), std::runtime_error);
}

TEST_CASE("a missing file, a directory, an empty file and another magic are refused") {
  const TemporaryFolder folder;
  CHECK_THROWS(SectionFile(folder.path("missing"), kMagic));
  CHECK_THROWS(SectionFile(folder.root(), kMagic));
  CHECK_THROWS_AS(SectionFile(folder.write("empty", ""), kMagic), std::runtime_error);
  CHECK_THROWS_AS(SectionFile(sample(folder), "TESTFIL2"), std::runtime_error);
  CHECK_THROWS_AS(SectionFile(folder.write("text", std::string(100, 'x')), kMagic),
                  std::runtime_error);
}

TEST_CASE("a file cut at any byte is refused") {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(sample(folder));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK_THROWS_AS(read_all(folder.write("cut", whole.substr(0, length))), std::runtime_error);
  }
}

TEST_CASE("a file that was never finished is refused") {
  const TemporaryFolder folder;
  {
    SectionWriter out(folder.path("f"), kMagic, 2);
    out.section(tag("nums"), std::vector<std::uint64_t>{1, 2, 3});
    CHECK_THROWS_AS(out.finish(), std::logic_error);
  }
  CHECK_THROWS_AS(SectionFile(folder.path("f"), kMagic), std::runtime_error);
}

TEST_CASE("changed bytes give other values or an exception, never a crash") {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(sample(folder));
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = whole;
    for (std::size_t edits = 1 + random() % 3; edits > 0; --edits) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 2 == 0 ? 0xFF : random());
    }
    const std::string path = folder.write("damaged", damaged);
    try {
      read_all(path);
    } catch (const std::runtime_error&) {
    }
  }
}

TEST_CASE("a file of which any byte has changed is not whole") {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(sample(folder));
  CHECK(SectionFile(folder.write("same", whole), kMagic).is_whole());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const std::string path = folder.write("damaged", damaged);
    bool is_whole = false;
    try {
      is_whole = SectionFile(path, kMagic).is_whole();
    } catch (const std::runtime_error&) {
    }
    CHECK_FALSE(is_whole);
  }
}

TEST_CASE("a file longer than the write buffer is whole until its last byte changes") {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  {
    SectionWriter out(path, kMagic, 2);
    out.section(tag("big_"), std::string_view(std::string(1'000'003, 'x')));
    out.section(tag("last"), std::string_view("end"));
    out.finish();
  }
  CHECK(SectionFile(path, kMagic).is_whole());
  std::string damaged = bytes_of(path);
  damaged.back() = 'f';
  CHECK_FALSE(SectionFile(folder.write("damaged", damaged), kMagic).is_whole());
}

TEST_CASE("a moved section file stays readable") {
  const TemporaryFolder folder;
  SectionFile first(sample(folder), kMagic);
  const SectionFile second(std::move(first));
  CHECK(second.bytes(tag("byte")) == "abc");
}
