// SPDX-License-Identifier: GPL-3.0-or-later
// Builds over an index that was changed before or is changed meanwhile: nothing added is lost,
// nothing removed returns, nothing unacknowledged appears.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "indexer/index_directory.h"
#include "indexer/operation_log.h"
#include "tests/unit/indexer/run_bench.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

std::string record(const std::string& id, const std::string& title) {
  return "{\"id\":\"" + id + "\",\"title\":\"" + title + "\"}\n";
}

std::filesystem::path log_file(const Bench& bench) {
  return schema::log_path(bench.index(), bench.current().log.name);
}

RunOptions build_of(const Bench& bench, const std::string& lines) {
  return bench.options(RunMode::kBuild, {bench.folder.write("build.ndjson", lines)});
}

}  // namespace

TEST_CASE("a build keeps what was added and does not bring back what was removed") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  CHECK(bench.current().log.name.empty());
  REQUIRE(bench.run(RunMode::kAdd, record("b", "newer") + record("c", "three")).exit ==
          Exit::kDone);
  REQUIRE(bench.remove({"a"}) == Exit::kDone);
  const RunOutcome built = bench.run(RunMode::kBuild, std::string(kTwo) + record("d", "four"));
  CHECK(built.exit == Exit::kDone);
  CHECK(built.report.replayed == 3);
  CHECK(built.report.indexed == 3);
  CHECK(bench.contents() == Contents{{"b", "newer"}, {"c", "three"}, {"d", "four"}});
  CHECK(bench.segment_folders().size() == 1);
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("operations are replayed in their order, whatever stands between them") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, record("x", "1") + record("y", "1")).exit == Exit::kDone);
  REQUIRE(bench.remove({"x", "y"}) == Exit::kDone);
  REQUIRE(bench.run(RunMode::kAdd, record("x", "2")).exit == Exit::kDone);
  REQUIRE(bench.run(RunMode::kAdd, record("x", "3") + record("z", "1")).exit == Exit::kDone);
  REQUIRE(bench.remove({"z"}) == Exit::kDone);
  const RunOutcome built = bench.run(
      RunMode::kBuild, record("y", "input") + record("z", "input") + record("w", "input"));
  CHECK(built.report.replayed == 8);
  CHECK(bench.contents() == Contents{{"x", "3"}, {"w", "input"}});
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("after a build the log holds the last operation of each id, and only that") {
  const Bench bench;
  for (const char* title : {"1", "2", "3"})
    REQUIRE(bench.run(RunMode::kAdd, record("x", title) + record("y", title)).exit == Exit::kDone);
  REQUIRE(bench.remove({"y"}) == Exit::kDone);
  const std::filesystem::path before = log_file(bench);
  REQUIRE(bench.run(RunMode::kBuild, record("w", "input")).exit == Exit::kDone);
  CHECK(log_file(bench) != before);
  CHECK_FALSE(std::filesystem::exists(before));
  CHECK(count_operations(bench.index(), bench.current().log) == 2);
  const RunOutcome again = bench.run(RunMode::kBuild, record("y", "input"));
  CHECK(again.report.replayed == 2);
  CHECK(bench.contents() == Contents{{"x", "3"}});
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("--fresh drops the log and says how much of it") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  REQUIRE(bench.remove({"a"}) == Exit::kDone);
  RunOptions options = build_of(bench, record("a", "input") + record("c", "input"));
  options.fresh = true;
  const RunOutcome built = bench.run(options);
  CHECK(built.exit == Exit::kDone);
  CHECK(built.report.dropped == 3);
  CHECK(built.report.replayed == 0);
  CHECK(report_text(built.report).find("3 operations of the log dropped") != std::string::npos);
  CHECK(bench.contents() == Contents{{"a", "input"}, {"c", "input"}});
  CHECK(bench.current().log.name.empty());
  CHECK(std::filesystem::is_empty(bench.index() / "log"));
}

TEST_CASE("what is added and removed while a build runs is there after it") {
  for (const bool fresh : {false, true}) {
    CAPTURE(fresh);
    const Bench bench;
    REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
    REQUIRE(bench.run(RunMode::kAdd, record("before", "1")).exit == Exit::kDone);
    RunOptions options = build_of(bench, kTwo);
    options.fresh = fresh;
    options.before_switch = [&bench] {
      CHECK(bench.run(RunMode::kAdd, record("meanwhile", "1") + record("b", "newer")).exit ==
            Exit::kDone);
      CHECK(bench.remove({"a"}) == Exit::kDone);
    };
    const RunOutcome built = bench.run(options);
    CHECK(built.exit == Exit::kDone);
    Contents expected = {{"b", "newer"}, {"meanwhile", "1"}};
    if (!fresh) expected["before"] = "1";
    CHECK(built.report.indexed == expected.size());
    CHECK(bench.contents() == expected);
    CHECK(bench.check() == Exit::kDone);
    // And the log still knows it: another build gives the same.
    REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
    CHECK(bench.contents() == expected);
    CHECK(bench.check() == Exit::kDone);
  }
}

TEST_CASE("the first operation ever may come while a build runs, and much may come") {
  const Bench bench;
  RunOptions options = build_of(bench, kTwo);
  options.before_switch = [&bench] {
    std::string lines;
    for (int i = 0; i < 700; ++i)
      lines +=
          "{\"id\":\"m" + std::to_string(i) + "\",\"title\":\"" + std::string(3000, 'x') + "\"}\n";
    CHECK(bench.run(RunMode::kAdd, lines).exit == Exit::kDone);
  };
  CHECK(bench.run(options).report.indexed == 702);
  CHECK(bench.contents().size() == 702);
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("two builds do not run at once, and the second is told who builds") {
  const Bench bench;
  RunOptions options = build_of(bench, kTwo);
  options.before_switch = [&bench] {
    const RunOutcome second = bench.run(RunMode::kBuild, record("z", "z"));
    CHECK(second.exit == Exit::kNothing);
    REQUIRE(has_problem(second.report, "locked"));
    CHECK(second.report.problems[0].message.find("is building this index") != std::string::npos);
  };
  CHECK(bench.run(options).exit == Exit::kDone);
  CHECK(bench.contents().size() == 2);
}

TEST_CASE("nobody deletes the folder of a build that lives, and everybody that of a dead one") {
  const Bench bench;
  bench.folder.write("index/segments/.work-9/run0", "left by a dead process");
  RunOptions options = build_of(bench, kTwo);
  options.before_switch = [&bench] {
    CHECK(bench.segment_folders() == std::set<std::string>{".work-1"});
    CHECK(bench.run(RunMode::kAdd, record("c", "three")).exit == Exit::kDone);
    CHECK(bench.segment_folders() == std::set<std::string>{".work-1", "000001"});
  };
  CHECK(bench.run(options).exit == Exit::kDone);
  CHECK(bench.segment_folders().size() == 2);
  CHECK(bench.contents().size() == 3);
}

TEST_CASE("what was logged but never switched to does not come back") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  // As a process leaves it that dies between log and switch: a whole batch, and a torn line.
  std::ofstream(log_file(bench), std::ios::app)
      << delete_line("a")
      << "{\"op\":\"put\",\"article\":{\"id\":\"ghost\",\"title\":\"t\"}}\n{\"op\"";
  CHECK(bench.check() == Exit::kDone);
  const RunOutcome built = bench.run(RunMode::kBuild, record("c", "three"));
  CHECK(built.exit == Exit::kDone);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}, {"c", "three"}});
  std::ofstream(log_file(bench), std::ios::app) << delete_line("a");
  REQUIRE(bench.run(RunMode::kAdd, record("d", "four")).exit == Exit::kDone);
  REQUIRE(bench.run(RunMode::kBuild, record("c", "three")).exit == Exit::kDone);
  CHECK(bench.contents().size() == 4);
}

TEST_CASE("an add that cannot be switched to is not in the log either") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  RunOptions options = bench.options(RunMode::kAdd, {bench.folder.write("c", record("c", "c"))});
  options.inputs = {bench.folder.write("c.ndjson", record("c", "c"))};
  const auto file = bench.index() / "segments/000001/columns.bin";
  options.before_switch = [&file] { std::filesystem::resize_file(file, 10); };
  CHECK(bench.run(options).exit == Exit::kStopped);
  REQUIRE(bench.run(RunMode::kBuild, record("d", "d")).exit == Exit::kDone);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}, {"d", "d"}});
}

TEST_CASE("a damaged line of the log is a counted warning, and the log is left for mending") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, record("x", "1") + record("y", "1")).exit == Exit::kDone);
  REQUIRE(bench.run(RunMode::kAdd, record("x", "2")).exit == Exit::kDone);
  const std::filesystem::path log = log_file(bench);
  std::fstream(log, std::ios::in | std::ios::out | std::ios::binary).write("#", 1);
  std::string said;
  CHECK(bench.check(&said) == Exit::kNothing);
  CHECK(said.find("000001.ndjson at byte 0") != std::string::npos);
  const RunOutcome built = bench.run(RunMode::kBuild, record("w", "input"));
  CHECK(built.exit == Exit::kPartly);
  CHECK(built.report.notes.at("damaged_log") == 1);
  CHECK(bench.contents() == Contents{{"w", "input"}, {"x", "2"}, {"y", "1"}});
  CHECK(log_file(bench) == log);
}

TEST_CASE("the log of an index of another format, or of a damaged one, is replayed") {
  for (const bool damaged : {false, true}) {
    CAPTURE(damaged);
    const Bench bench;
    REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
    REQUIRE(bench.remove({"b"}) == Exit::kDone);
    const schema::LogPosition log = bench.current().log;
    bench.folder.write("index/CURRENT", damaged ? "{"
                                                : R"({"format":999,"log":{"name":")" + log.name +
                                                      "\",\"bytes\":" + std::to_string(log.bytes) +
                                                      "}}");
    REQUIRE(bench.run(RunMode::kBuild, record("b", "input") + record("c", "input")).exit ==
            Exit::kDone);
    CHECK(bench.contents() == Contents{{"a", "one"}, {"c", "input"}});
    CHECK(bench.check() == Exit::kDone);
  }
}

TEST_CASE("check finds what the log says and the index does not") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  schema::Current current = bench.current();
  LogAppender log(bench.index(), current.log);
  log.append(delete_line("a") + put_line(*article_from_json(record("lost", "t"))));
  current.log = log.finish();
  CHECK(schema::write_current(bench.index(), current));
  std::string said;
  CHECK(bench.check(&said) == Exit::kNothing);
  CHECK(said.find("\"a\" was removed") != std::string::npos);
  CHECK(said.find("\"lost\" was added") != std::string::npos);
}

TEST_CASE("add and remove refuse an index whose segments are of another version") {
  const Bench bench;
  REQUIRE(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  schema::write_manifest(bench.index() / "segments/000001",
                         {{schema::kFormatVersion, text::kAnalyserVersion + 1, ""}, 2, 6});
  const RunOutcome added = bench.run(RunMode::kAdd, record("c", "three"));
  CHECK(added.exit == Exit::kNothing);
  CHECK(has_problem(added.report, "wrong_version"));
  CHECK(bench.remove({"a"}) == Exit::kNothing);
  CHECK(bench.run(RunMode::kBuild, kTwo).exit == Exit::kDone);
  CHECK(bench.check() == Exit::kDone);
}
