// SPDX-License-Identifier: GPL-3.0-or-later
// A temporary index for tests of whole runs: builds, adds, merges it and tells what is in it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/article_json.h"
#include "core/schema/schema.h"
#include "core/schema/segment.h"
#include "indexer/commands/commands.h"
#include "indexer/indexing_run.h"
#include "indexer/merge/merge_run.h"
#include "tests/unit/entities/small_gazetteer.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

namespace dragoman::indexer {

class Bench {
 public:
  Bench() {
    files_.write("countries", "{\"id\":\"JP\"}\n{\"id\":\"KR\"}\n");
    files_.write(
        "leaders",
        R"({"id":"lee-jae-myung","names":{"en":"Lee Jae-myung","ko":"이재명"},"country":"KR"})"
        "\n");
    auto loaded = entities::Gazetteer::load(files_.path());
    REQUIRE(loaded);
    gazetteer_.emplace(std::move(*loaded));
    recognizer_.emplace(*gazetteer_);
  }

  RunOptions options(RunMode mode, std::vector<std::string> inputs) const {
    RunOptions out;
    out.index = index();
    out.inputs = std::move(inputs);
    out.mode = mode;
    out.wait_ms = 0;
    return out;
  }
  Exit remove(const std::vector<std::string>& ids) const {
    IndexingReport report;
    return remove_articles(index(), ids, 0, report);
  }
  IndexingReport merge(MergeScope scope = MergeScope::kTiers) const {
    IndexingReport report;
    MergeOptions options;
    options.wait_ms = 0;
    options.scope = scope;
    CHECK(merge_segments(index(), options, report) == Exit::kDone);
    return report;
  }
  schema::Current current() const {
    auto out = schema::read_current(index());
    REQUIRE(out);
    return std::move(*out);
  }
  RunOutcome run(const RunOptions& options) const { return run_indexing(options, *recognizer_); }
  RunOutcome run(RunMode mode, const std::string& lines) const {
    return run(options(mode, {folder.write("input.ndjson", lines)}));
  }
  std::string exported(Exit expected = Exit::kDone) const {
    std::ostringstream out;
    std::ostringstream errors;
    CHECK(export_articles(index(), {out, errors}) == expected);
    return out.str();
  }
  // Titles by id.
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> out;
    std::istringstream lines(exported());
    for (std::string line; std::getline(lines, line);) {
      const auto article = article_from_json(line);
      REQUIRE(article);
      CHECK(out.emplace(article->id, article->title).second);
    }
    return out;
  }
  Exit check(std::string* said = nullptr) const {
    std::ostringstream out;
    std::ostringstream errors;
    const Exit exit = check_index(index(), {out, errors});
    if (said != nullptr) *said = errors.str();
    return exit;
  }
  std::set<std::string> segment_folders() const {
    std::set<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(index() / "segments")) {
      out.insert(entry.path().filename().string());
    }
    return out;
  }
  std::filesystem::path index() const { return folder.path("index"); }
  const entities::Recognizer& recognizer() const { return *recognizer_; }

  TemporaryFolder folder;

 private:
  entities::SmallGazetteer files_;
  std::optional<entities::Gazetteer> gazetteer_;
  std::optional<entities::Recognizer> recognizer_;
};

using Contents = std::map<std::string, std::string>;
inline constexpr const char* kTwo =
    "{\"id\":\"a\",\"title\":\"one\"}\n{\"id\":\"b\",\"title\":\"two\"}\n";

inline bool has_problem(const IndexingReport& report, const std::string& code) {
  return std::any_of(report.problems.begin(), report.problems.end(),
                     [&](const Problem& p) { return p.code == code; });
}

}  // namespace dragoman::indexer
