// SPDX-License-Identifier: GPL-3.0-or-later
// Settings from files, environment and flags; every fault at once.
#include "core/settings/settings.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

using namespace dragoman::settings;
namespace fs = std::filesystem;

namespace {

// A file that is removed at the end.
class TempFile {
 public:
  explicit TempFile(const std::string& text) {
    std::string name = (fs::temp_directory_path() / "dragoman-settings-XXXXXX").string();
    ::close(::mkstemp(name.data()));
    path_ = name;
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TempFile() { fs::remove(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Environment environment_of(std::map<std::string, std::string> values) {
  return [values](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

std::vector<std::string> faults_of(const Loaded<ServerSettings>& loaded) {
  std::vector<std::string> out;
  for (const auto& fault : loaded.faults) out.push_back(fault.code + " " + fault.where);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("flags win over the environment, it over the file, it over what is built in") {
  const TempFile file(R"({
    // comments are welcome
    "index": "from-file", "listen": "0.0.0.0:1", "search_queue": 7, /* and these */
    "trusted_proxies": ["10.0.0.1", "::1"]
  })");
  const auto loaded = load_server_settings(
      file.path(),
      environment_of({{"DRAGOMAN_LISTEN", "[::1]:2"}, {"DRAGOMAN_INDEX", "from-environment"}}),
      {{"index", "from-flag"}});
  REQUIRE(loaded.faults.empty());
  CHECK(loaded.settings.index == "from-flag");
  CHECK(loaded.settings.listen == "[::1]:2");
  CHECK(loaded.settings.search_queue == 7);
  CHECK(loaded.settings.trusted_proxies == std::vector<std::string>{"10.0.0.1", "::1"});
  CHECK(loaded.settings.io_threads == ServerSettings{}.io_threads);
}

TEST_CASE("all faults are reported at once, each with its place") {
  const TempFile file(R"({"indx": "a", "io_threads": "many", "search_queue": -1, "max_headers": 1e3,
                          "listen": "nowhere", "log_format": "xml", "index": null, "drain_ms": 99999999999})");
  const auto loaded =
      load_server_settings(file.path(), environment_of({{"DRAGOMAN_KEEP_ALIVE_MS", "5s"}}),
                           {{"max_body_bytes", "1"}, {"colour", "red"}});
  const std::string name = file.path().string();
  CHECK(faults_of(loaded) ==
        std::vector<std::string>{
            "out_of_range --max-body-bytes", "out_of_range " + name + " drain_ms",
            "out_of_range " + name + " listen", "out_of_range " + name + " log_format",
            "out_of_range " + name + " search_queue", "unknown_key --colour",
            "unknown_key " + name + " indx", "wrong_type " + name + " index",
            "wrong_type " + name + " io_threads", "wrong_type " + name + " max_headers",
            "wrong_type DRAGOMAN_KEEP_ALIVE_MS"});
  CHECK(loaded.settings.io_threads == ServerSettings{}.io_threads);
}

TEST_CASE("files that are no JSON, hold a key twice or are missing are faults, never a crash") {
  for (const char* text :
       {"", "{", "[]", "null", "{\"index\": }", "\xff\xfe", "{\"index\":\"\xff\"}"}) {
    CAPTURE(text);
    const TempFile file(text);
    const auto loaded = load_server_settings(file.path(), nullptr, {});
    REQUIRE(loaded.faults.size() == 1);
    CHECK(loaded.faults[0].code == "bad_json");
  }
  const TempFile twice(R"({"index": "a", "index": "b"})");
  CHECK(faults_of(load_server_settings(twice.path(), nullptr, {})).size() == 1);
  CHECK(load_server_settings("/nonexistent.json", nullptr, {}).faults.at(0).code == "unreadable");
}

TEST_CASE("the line of a JSON fault is named") {
  const TempFile file("{\n\n\"index\" 5}");
  CHECK(load_server_settings(file.path(), nullptr, {}).faults.at(0).where ==
        file.path().string() + ":3");
}

TEST_CASE("secrets come from files too and are never printed") {
  const TempFile secret("s3cret\n");
  const auto loaded = load_server_settings(
      "", environment_of({{"DRAGOMAN_METRICS_KEY_FILE", secret.path().string()}}), {});
  REQUIRE(loaded.faults.empty());
  CHECK(loaded.settings.metrics_key == "s3cret");
  const auto printed = nlohmann::json::parse(print_settings(loaded.settings));
  CHECK(printed["metrics_key"] == "***");
  CHECK(printed["listen"] == "127.0.0.1:8080");
  CHECK(
      load_server_settings("", environment_of({{"DRAGOMAN_METRICS_KEY_FILE", "/nonexistent"}}), {})
          .faults.size() == 1);
}

TEST_CASE("what is printed is read back the same, for both programs") {
  const auto first =
      load_server_settings("", nullptr, {{"index", "x"}, {"trusted_proxies", "a, b"}});
  const TempFile printed(print_settings(first.settings));
  const auto second = load_server_settings(printed.path(), nullptr, {});
  CHECK(second.faults.empty());
  CHECK(print_settings(second.settings) == print_settings(first.settings));
  const auto indexer =
      load_indexer_settings("", environment_of({{"DRAGOMAN_MEMORY_BYTES", "8589934592"}}), {});
  CHECK(indexer.settings.memory_bytes == 8589934592ull);
  const TempFile indexer_file(print_settings(indexer.settings));
  CHECK(load_indexer_settings(indexer_file.path(), nullptr, {}).faults.empty());
}

TEST_CASE("every setting of both programs is documented") {
  std::ifstream in(std::string(DRAGOMAN_SOURCE_DIR) + "/docs/configuration.md");
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  for (const auto& names : {server_setting_names(), indexer_setting_names()}) {
    for (const std::string& name : names) {
      CAPTURE(name);
      CHECK(text.find("`" + name + "`") != std::string::npos);
    }
  }
}

TEST_CASE("an empty variable counts as not set") {
  const auto loaded = load_server_settings("", environment_of({{"DRAGOMAN_IO_THREADS", ""}}), {});
  CHECK(loaded.faults.empty());
}
