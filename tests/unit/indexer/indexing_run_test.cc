// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs over a temporary index: what bad input, duplicates, locks and interruptions leave
// behind.
#include "indexer/indexing_run.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "indexer/index_directory.h"
#include "tests/unit/indexer/run_bench.h"

using namespace dragoman;
using namespace dragoman::indexer;

TEST_CASE("a build makes an index that checks and holds its articles") {
  const Bench bench;
  const RunOutcome outcome = bench.run(RunMode::kBuild, kTwo);
  CHECK(outcome.exit == Exit::kDone);
  CHECK(outcome.report.indexed == 2);
  CHECK(outcome.report.items == 2);
  CHECK(outcome.report.source_bytes == 6);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}});
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("bad lines are named with file and line, the good ones around them are indexed") {
  const Bench bench;
  const RunOutcome outcome = bench.run(RunMode::kBuild,
                                       "{\"id\":\"a\",\"title\":\"one\"}\n{broken\n[]\n\n{\"id\":"
                                       "\"b\",\"title\":\"two\"}\n{\"id\":\"c\"}\n");
  CHECK(outcome.exit == Exit::kPartly);
  CHECK(outcome.report.indexed == 2);
  CHECK(outcome.report.rejected == 3);
  REQUIRE(outcome.report.problems.size() == 3);
  CHECK(outcome.report.problems[0].where.ends_with("input.ndjson:2"));
  CHECK(outcome.report.problems[2].code == "no_text");
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}});
}

TEST_CASE("of articles with one id in one input the last counts, and this is a warning") {
  const Bench bench;
  const RunOutcome outcome =
      bench.run(RunMode::kBuild,
                std::string(kTwo) +
                    "{\"id\":\"a\",\"title\":\"three\"}\n{\"id\":\"a\",\"title\":\"four\"}\n");
  CHECK(outcome.exit == Exit::kPartly);
  CHECK(outcome.report.indexed == 2);
  CHECK(outcome.report.notes.at("duplicate_id") == 2);
  CHECK(bench.contents() == Contents{{"a", "four"}, {"b", "two"}});
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("input without articles changes nothing and ends with code 1") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  const std::string before = bench.exported();
  bench.folder.write("nothing/notes.bin", "x");
  for (const RunMode mode : {RunMode::kBuild, RunMode::kAdd}) {
    for (const std::string& input :
         {bench.folder.write("empty.ndjson", ""), bench.folder.write("bad.ndjson", "{\n{\n"),
          bench.folder.path("nothing"), bench.folder.path("missing.ndjson")}) {
      CAPTURE(input);
      const RunOutcome outcome = bench.run(bench.options(mode, {input}));
      CHECK(outcome.exit == Exit::kNothing);
      CHECK(outcome.report.indexed == 0);
      CHECK(has_problem(outcome.report, "no_articles"));
      CHECK(bench.exported() == before);
      CHECK(bench.segment_folders() == std::set<std::string>{"000001"});
    }
  }
}

TEST_CASE("add replaces by id and keeps the rest, build replaces everything") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  const RunOutcome added = bench.run(
      RunMode::kAdd, "{\"id\":\"b\",\"title\":\"new\"}\n{\"id\":\"c\",\"title\":\"three\"}\n");
  CHECK(added.exit == Exit::kDone);
  CHECK(added.report.indexed == 2);
  CHECK(added.report.replaced == 1);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "new"}, {"c", "three"}});
  CHECK(bench.check() == Exit::kDone);
  CHECK(bench.segment_folders().size() == 2);
  RunOptions fresh = bench.options(
      RunMode::kBuild, {bench.folder.write("z.ndjson", "{\"id\":\"z\",\"title\":\"only\"}\n")});
  fresh.fresh = true;
  REQUIRE(bench.run(fresh).exit == Exit::kDone);
  CHECK(bench.contents() == Contents{{"z", "only"}});
}

TEST_CASE("add makes an index where there is none") {
  const Bench bench;
  CHECK(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  CHECK(bench.contents().size() == 2);
}

TEST_CASE("remove takes articles out and names the ids that are not there") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, std::string(kTwo) + "{\"id\":\"x/y\",\"title\":\"slash\"}\n")
              .exit == Exit::kDone);
  IndexingReport report;
  CHECK(remove_articles(bench.index(), {"a", "nobody", "x/y", "a"}, 0, report) == Exit::kPartly);
  CHECK(report.removed == 2);
  CHECK(report.rejected == 1);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].code == "unknown_id");
  CHECK(report.problems[0].where == "nobody");
  CHECK(bench.contents() == Contents{{"b", "two"}});
  CHECK(bench.check() == Exit::kDone);
  IndexingReport again;
  CHECK(remove_articles(bench.index(), {"a"}, 0, again) == Exit::kNothing);
  IndexingReport last;
  CHECK(remove_articles(bench.index(), {"b"}, 0, last) == Exit::kDone);
  CHECK(bench.contents().empty());
  CHECK(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  CHECK(bench.contents().size() == 2);
}

TEST_CASE("commands on no index say so and make none") {
  const Bench bench;
  IndexingReport report;
  CHECK(remove_articles(bench.index(), {"a"}, 0, report) == Exit::kNothing);
  CHECK(has_problem(report, "no_index"));
  CHECK(bench.exported(Exit::kNothing).empty());
  CHECK(bench.check() == Exit::kNothing);
  CHECK_FALSE(std::filesystem::exists(bench.index()));
}

TEST_CASE("an export builds to an index of the same content") {
  const Bench bench;
  bench.folder.write(
      "one.ndjson",
      R"({"id":"a/1","url":"https://example.org","title":"이재명 대통령","summary":"요약","body":"First.\n\nSecond.",)"
      R"("language":"ko","published":"2026-01","source":"S","author":"A","countries":["JP"],)"
      R"("mentioned_dates":["2026-01-13"],"related":[{"title":"t","url":"u"}]})"
      "\n{\"title\":\"no id\",\"body\":\"高市\\u0000早苗\"}\n{\"body\":\"Only a body. And "
      "more.\"}\n");
  REQUIRE(bench.run(bench.options(RunMode::kBuild, {bench.folder.path("one.ndjson")})).exit !=
          Exit::kNothing);
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  IndexingReport report;
  REQUIRE(remove_articles(bench.index(), {"b"}, 0, report) == Exit::kDone);
  const std::string first = bench.exported();
  CHECK(first.find("lee-jae-myung") != std::string::npos);
  REQUIRE(bench.run(RunMode::kBuild, first).exit == Exit::kDone);
  CHECK(bench.exported() == first);
}

TEST_CASE("the same input gives the same files, whatever the number of threads") {
  const Bench bench;
  std::string lines;
  for (int i = 0; i < 1500; ++i) {
    lines += "{\"id\":\"" + std::to_string(i % 1400) + "\",\"title\":\"t" + std::to_string(i) +
             " 会談\",\"body\":\"" + std::string(static_cast<std::size_t>(2000 + i % 7), 'x') +
             " word" + std::to_string(i % 50) + "\"}\n";
  }
  const std::string input = bench.folder.write("many.ndjson", lines);
  std::map<std::string, std::string> first;
  for (const std::uint32_t jobs : {1u, 3u}) {
    RunOptions options = bench.options(RunMode::kBuild, {input});
    options.jobs = jobs;
    options.memory_bytes = 1;  // small batches, many parts
    std::filesystem::remove_all(bench.index());
    CHECK(bench.run(options).report.indexed == 1400);
    CHECK(bench.check() == Exit::kDone);
    std::map<std::string, std::string> files;
    for (const char* name :
         {"columns.bin", "forward.bin", "stories.bin", "tombstones.1", "manifest.json"}) {
      std::ifstream file(bench.index() / "segments" / "000001" / name, std::ios::binary);
      files[name] = {std::istreambuf_iterator<char>(file), {}};
      CHECK_FALSE(files[name].empty());
    }
    files["export"] = bench.exported();
    if (first.empty()) first = files;
    CHECK((files == first));
  }
}

TEST_CASE("a locked index is refused with a code and the holder's name") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  const auto holder = IndexDirectory::lock(bench.index(), 0, true);
  REQUIRE(holder);
  for (const RunMode mode : {RunMode::kBuild, RunMode::kAdd}) {
    const RunOutcome outcome = bench.run(mode, "{\"id\":\"c\",\"title\":\"three\"}\n");
    CHECK(outcome.exit == Exit::kNothing);
    REQUIRE(outcome.report.problems.size() == 1);
    CHECK(outcome.report.problems[0].code == "locked");
    CHECK(outcome.report.problems[0].message.find("process ") != std::string::npos);
  }
  IndexingReport report;
  CHECK(remove_articles(bench.index(), {"a"}, 0, report) == Exit::kNothing);
  CHECK(has_problem(report, "locked"));
  CHECK(bench.contents().size() == 2);
}

TEST_CASE("a build that is stopped leaves the old index and no scraps") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  std::string lines;
  for (int i = 0; i < 5000; ++i)
    lines += "{\"id\":\"n" + std::to_string(i) + "\",\"title\":\"t\",\"body\":\"" +
             std::string(1000, 'y') + "\"}\n";
  std::atomic<bool> stop = false;
  RunOptions options = bench.options(RunMode::kBuild, {bench.folder.write("many.ndjson", lines)});
  options.memory_bytes = 1;
  options.stop = &stop;
  options.on_progress = [&stop](const Progress&) { stop = true; };
  const RunOutcome outcome = bench.run(options);
  CHECK(outcome.exit == Exit::kStopped);
  CHECK_FALSE(outcome.report.stopped.empty());
  CHECK(outcome.report.indexed == 0);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}});
  CHECK(bench.segment_folders() == std::set<std::string>{"000001"});
}

TEST_CASE("what nothing refers to is deleted by the next writer") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  bench.folder.write("index/segments/000777/postings.glass", "left over");
  bench.folder.write("index/segments/.work-778/run0", "left over");
  bench.folder.write("index/segments/000001/tombstones.5", "left over");
  REQUIRE(bench.run(RunMode::kAdd, "{\"id\":\"c\",\"title\":\"three\"}\n").exit == Exit::kDone);
  CHECK(bench.segment_folders() == std::set<std::string>{"000001", "000002"});
  CHECK_FALSE(std::filesystem::exists(bench.index() / "segments/000001/tombstones.5"));
  CHECK(bench.contents().size() == 3);
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  CHECK(bench.segment_folders().size() == 1);
  CHECK(bench.contents().size() == 3);
}

TEST_CASE("an index of another version is rebuilt by build and refused by add") {
  const Bench bench;
  for (const char* current : {R"({"format": 999, "revision": 1, "segments": []})", "{"}) {
    bench.folder.write("index/CURRENT", current);
    const RunOutcome added = bench.run(RunMode::kAdd, kTwo);
    CHECK(added.exit == Exit::kNothing);
    REQUIRE(added.report.problems.size() == 1);
    CHECK(added.report.problems[0].code ==
          (*(current + 1) == '"' ? "wrong_version" : "damaged_index"));
    CHECK(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
    CHECK(bench.contents().size() == 2);
  }
}

TEST_CASE("a dry run reports and writes nothing") {
  const Bench bench;
  RunOptions options = bench.options(RunMode::kBuild, {bench.folder.write("in.ndjson", kTwo)});
  options.dry_run = true;
  const RunOutcome outcome = bench.run(options);
  CHECK(outcome.exit == Exit::kDone);
  CHECK(outcome.report.indexed == 2);
  CHECK_FALSE(std::filesystem::exists(bench.index()));
}

TEST_CASE("given names become ids, unknown ones are counted and dropped") {
  const Bench bench;
  const RunOutcome outcome = bench.run(
      RunMode::kBuild,
      R"({"id":"a","title":"t","leaders":["이재명","Nobody"],"countries":["JP","Japan","日本","Atlantis"],"topics":["x"]})"
      "\n");
  CHECK(outcome.exit == Exit::kPartly);
  CHECK(outcome.report.notes.at("unknown_leader") == 1);
  CHECK(outcome.report.notes.at("unknown_topic") == 1);
  const auto article = article_from_json(bench.exported());
  REQUIRE(article);
  CHECK(article->leaders == std::vector<std::string>{"lee-jae-myung"});
  CHECK(article->countries == std::vector<std::string>{"JP"});
  CHECK(article->topics.empty());
}

TEST_CASE("check finds damaged parts and says which segment") {
  const Bench bench;
  for (const char* part :
       {"postings.glass", "columns.bin", "forward.bin", "stories.bin", "manifest.json"}) {
    CAPTURE(part);
    REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
    const auto file = bench.index() / "segments" / *bench.segment_folders().begin() / part;
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    std::string said;
    CHECK(bench.check(&said) == Exit::kNothing);
    CHECK(said.find(*bench.segment_folders().begin()) != std::string::npos);
  }
}

TEST_CASE("a run tells what names and stories cost of its processor time") {
  const Bench bench;
  const IndexingReport built = bench.run(RunMode::kBuild, kTwo).report;
  CHECK(built.concept_cpu_seconds > 0);
  CHECK(built.story_cpu_seconds > 0);
  CHECK(built.concept_cpu_seconds + built.story_cpu_seconds < built.cpu_seconds);
  CHECK(report_json(built).find("\"concept_cpu_seconds\"") != std::string::npos);
  CHECK(report_json(built).find("\"story_cpu_seconds\"") != std::string::npos);
}

TEST_CASE("a report gives its exit code, JSON and text") {
  IndexingReport report;
  CHECK(report.exit_code(true) == Exit::kDone);
  CHECK(report.exit_code(false) == Exit::kNothing);
  report.notes["unknown_field"] = 3;
  CHECK(report.exit_code(true) == Exit::kDone);
  report.notes["bad_date"] = 1;
  CHECK(report.exit_code(true) == Exit::kPartly);
  for (int i = 0; i < 25; ++i)
    report.reject({"bad_json", "Bad \xFF bytes.", "f:" + std::to_string(i)});
  CHECK(report.exit_code(false) == Exit::kNothing);
  const std::string text = report_text(report);
  CHECK(text.find("f:19: bad_json") != std::string::npos);
  CHECK(text.find("f:20:") == std::string::npos);
  CHECK(text.find("and 5 more") != std::string::npos);
  CHECK(report_json(report).find("\"f:24\"") != std::string::npos);
  report.stopped = "disk";
  CHECK(report.exit_code(true) == Exit::kStopped);
}
