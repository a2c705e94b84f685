// SPDX-License-Identifier: GPL-3.0-or-later
// CURRENT and manifests: round trip, other versions, damage, absence.
#include "core/schema/manifest.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/schema/schema.h"
#include "core/text/analysis.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::schema;

namespace {

// One sentence: one full stop, at its end.
void check_one_sentence(const std::string& message) {
  CHECK(std::count(message.begin(), message.end(), '.') == 1);
  CHECK(message.back() == '.');
}

}  // namespace

TEST_CASE("CURRENT comes back as it was written, also replaced") {
  const TemporaryFolder folder;
  for (const std::uint64_t revision : {std::uint64_t{1}, std::uint64_t{1} << 50}) {
    CHECK(write_current(folder.root(), {revision, {{"000001", ""}, {"000002", "tombstones.7"}}}));
    const auto current = read_current(folder.root());
    REQUIRE(current);
    CHECK(current->revision == revision);
    REQUIRE(current->segments.size() == 2);
    CHECK(current->segments[0].name == "000001");
    CHECK(current->segments[0].tombstones.empty());
    CHECK(current->segments[1].tombstones == "tombstones.7");
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.root()), {}) == 1);
}

TEST_CASE("CURRENT says how far the log counts, also to a program of another format") {
  const TemporaryFolder folder;
  CHECK(write_current(folder.root(), {7, {{"000001", ""}}, {"000002.ndjson", 1234}}));
  const auto current = read_current(folder.root());
  REQUIRE(current);
  CHECK(current->log.name == "000002.ndjson");
  CHECK(current->log.bytes == 1234);
  folder.write("CURRENT", R"({"format":999,"log":{"name":"000003.ndjson","bytes":5}})");
  CHECK(read_log_position(folder.root()).name == "000003.ndjson");
  CHECK(read_log_position(folder.root()).bytes == 5);
  for (const char* text : {"{", R"({"format":1})", R"({"log":5})", R"({"log":{"name":"../x"}})"}) {
    CAPTURE(text);
    folder.write("CURRENT", text);
    CHECK(read_log_position(folder.root()).name.empty());
  }
  folder.write("CURRENT", "{\"format\":" + std::to_string(kFormatVersion) +
                              R"(,"segments":[],"log":{"name":"../x","bytes":5}})");
  CHECK(read_current(folder.root()).problem().code == "damaged_index");
}

TEST_CASE("a directory without CURRENT, or no directory, is no index") {
  const TemporaryFolder folder;
  for (const std::string& path : {folder.root(), folder.path("missing")}) {
    const auto current = read_current(path);
    REQUIRE_FALSE(current);
    CHECK(current.problem().code == "no_index");
  }
}

TEST_CASE("a CURRENT of another format is refused with one sentence that names both") {
  const TemporaryFolder folder;
  folder.write("CURRENT", R"({"format": 999, "revision": 3, "segments": []})");
  const auto current = read_current(folder.root());
  REQUIRE_FALSE(current);
  CHECK(current.problem().code == "wrong_version");
  CHECK(current.problem().message.find("999") != std::string::npos);
  CHECK(current.problem().message.find("format " + std::to_string(kFormatVersion)) !=
        std::string::npos);
  check_one_sentence(current.problem().message);
}

TEST_CASE("a damaged CURRENT is a problem that names the file") {
  const TemporaryFolder folder;
  for (const char* text :
       {"", "{", "[]", "null", "\xFF\xFE", R"({"format":1})", R"({"format":1,"segments":{}})",
        R"({"format":1,"segments":[5]})", R"({"format":1,"segments":[{}]})",
        R"({"format":1,"segments":[{"name":"../x"}]})",
        R"({"format":1,"segments":[{"name":".."}]})",
        R"({"format":1,"segments":[{"name":"/etc"}]})",
        R"({"format":1,"segments":[{"name":"1","tombstones":"../t"}]})"}) {
    CAPTURE(text);
    std::string current_text = text;
    const std::size_t format = current_text.find(":1");
    if (format != std::string::npos)
      current_text.replace(format, 2, ":" + std::to_string(kFormatVersion));
    folder.write("CURRENT", current_text);
    const auto current = read_current(folder.root());
    REQUIRE_FALSE(current);
    CHECK(current.problem().code == "damaged_index");
    CHECK(current.problem().where.find("CURRENT") != std::string::npos);
  }
}

TEST_CASE("a manifest comes back as it was written") {
  const TemporaryFolder folder;
  write_manifest(folder.root(), {{kFormatVersion, text::kAnalyserVersion, "abc"}, 12, 3456});
  const auto manifest = read_manifest(folder.root());
  REQUIRE(manifest);
  CHECK(manifest->versions.gazetteer == "abc");
  CHECK(manifest->articles == 12);
  CHECK(manifest->source_bytes == 3456);
}

TEST_CASE("a segment of another format or analyser is refused, another gazetteer is not") {
  const TemporaryFolder folder;
  struct Row {
    std::uint32_t format;
    std::uint32_t analyser;
  };
  for (const Row row : {Row{kFormatVersion + 1, text::kAnalyserVersion},
                        Row{kFormatVersion, text::kAnalyserVersion + 1}, Row{0, 0}}) {
    write_manifest(folder.root(), {{row.format, row.analyser, "abc"}, 12, 3456});
    const auto manifest = read_manifest(folder.root());
    REQUIRE_FALSE(manifest);
    CHECK(manifest.problem().code == "wrong_version");
    check_one_sentence(manifest.problem().message);
  }
}

TEST_CASE("a missing or damaged manifest is damage") {
  const TemporaryFolder folder;
  CHECK(read_manifest(folder.path("missing")).problem().code == "damaged_index");
  folder.write("manifest.json", "{\"format\": 1,");
  CHECK(read_manifest(folder.root()).problem().code == "damaged_index");
}

TEST_CASE("a file that cannot be replaced stays as it was") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS((void)replace_file(folder.path("missing/file"), "x"), std::system_error);
  folder.write("directory/inner", "x");
  CHECK_THROWS_AS((void)replace_file(folder.path("directory"), "x"), std::system_error);
  CHECK(std::filesystem::exists(folder.path("directory/inner")));
}
