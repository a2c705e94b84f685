// SPDX-License-Identifier: GPL-3.0-or-later
// Merging an index: the outcome is what a build of the same articles would be, whatever happens to
// the index meanwhile.
#include <doctest/doctest.h>
#include <xapian.h>

#include <fstream>
#include <iterator>
#include <random>

#include "indexer/index_directory.h"
#include "tests/unit/indexer/run_bench.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

// Lines of an export without the stories of their articles, whose ids hold no quotes.
std::string without_stories(std::string lines) {
  const std::string key = R"(,"story":")";
  for (std::size_t at = 0; (at = lines.find(key, at)) != std::string::npos;)
    lines.erase(at, lines.find('"', at + key.size()) + 1 - at);
  return lines;
}

std::string record(const std::string& id, const std::string& title) {
  return "{\"id\":\"" + id + "\",\"title\":\"" + title + "\"}\n";
}

// An article with words that are shared, rare, Han and entities, facets and dates.
std::string rich_record(const std::string& id, std::mt19937& random) {
  static const std::vector<std::string> kWords = {"envoy",  "会談", "이재명",
                                                  "treaty", "قمة",  "高市早苗"};
  std::string body;
  for (int i = 0; i < 30; ++i)
    body += (i > 0 ? " " : "") + kWords[random() % kWords.size()] + (random() % 4 == 0 ? "." : "");
  body += " rare" + std::to_string(random() % 5000);
  std::string line = "{\"id\":\"" + id + "\",\"title\":\"On " + kWords[random() % kWords.size()] +
                     "\",\"body\":\"" + body + "\",\"source\":\"s" + std::to_string(random() % 5) +
                     "\"";
  if (random() % 3 != 0)
    line += ",\"published\":\"20" + std::to_string(10 + random() % 15) + "-05-06\"";
  if (random() % 2 != 0) line += R"(,"countries":["JP"],"mentioned_dates":["2020-01-02","1999"])";
  return line + "}\n";
}

std::map<std::string, std::string> files_of(const std::filesystem::path& segment) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(segment)) {
    std::ifstream in(entry.path(), std::ios::binary);
    out[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return out;
}

// All posting lists, as text.
std::string postings_of(const schema::Segment& segment) {
  const Xapian::Database database = segment.open_postings();
  std::string out;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out += *term + ":";
    for (auto it = database.postlist_begin(*term); it != database.postlist_end(*term); ++it)
      out += " " + std::to_string(*it) + "/" + std::to_string(it.get_wdf());
    out += "\n";
  }
  for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id)
    out += std::to_string(database.get_doclength(id)) + " ";
  return out;
}

std::shared_ptr<const schema::Segment> only_segment(const Bench& bench) {
  const auto segments = schema::open_segments(bench.index(), bench.current());
  REQUIRE(segments);
  REQUIRE(segments->size() == 1);
  return segments->front();
}

// Adds one article a segment, so that the next merge has something to do.
void add_segments(const Bench& bench, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    RunOptions options = bench.options(
        RunMode::kAdd, {bench.folder.write("one.ndjson", record("s" + std::to_string(i),
                                                                "t" + std::to_string(i)))});
    options.merge = false;
    REQUIRE(bench.run(options).exit == Exit::kDone);
  }
}

MergeOptions merge_options(std::function<void()> before_switch) {
  MergeOptions options;
  options.wait_ms = 0;
  options.before_switch = std::move(before_switch);
  return options;
}

}  // namespace

TEST_CASE("a merged segment is file by file what a build of its articles makes") {
  const Bench bench;
  std::mt19937 random(20240607);
  for (int segment = 0; segment < 5; ++segment) {
    std::string lines;
    for (int i = 0; i < 60; ++i) lines += rich_record("a" + std::to_string(random() % 220), random);
    RunOptions options = bench.options(RunMode::kAdd, {bench.folder.write("in.ndjson", lines)});
    options.merge = false;
    bench.run(options);
  }
  REQUIRE(bench.remove({"a1", "a2", "a3", "a4", "a5"}) != Exit::kStopped);
  const std::string before = bench.exported();
  const auto contents = bench.contents();
  CHECK(bench.current().segments.size() == 5);
  CHECK(bench.merge(MergeScope::kAll).merged == 5);
  CHECK(bench.current().segments.size() == 1);
  CHECK(bench.current().segments[0].tombstones.empty());
  CHECK(bench.segment_folders().size() == 1);
  CHECK(bench.exported() == before);
  CHECK(bench.check() == Exit::kDone);

  const Bench built;
  // Without the stories, which would be kept as given.
  REQUIRE(built.run(RunMode::kBuild, without_stories(before)).exit == Exit::kDone);
  const auto merged = only_segment(bench);
  const auto expected = only_segment(built);
  CHECK(merged->rows() == contents.size());
  CHECK(postings_of(*merged) == postings_of(*expected));
  const auto merged_files = files_of(bench.index() / "segments" / merged->name());
  const auto built_files = files_of(built.index() / "segments" / expected->name());
  REQUIRE(merged_files.size() == built_files.size());
  for (const auto& [name, bytes] : built_files) {
    CAPTURE(name);
    if (name == "postings.glass") continue;  // holds an id of its own
    if (name == "stories.bin") continue;     // as given when each article came
    CHECK((merged_files.at(name) == bytes));
  }
  // Every id is found in its row.
  const Xapian::Database postings = merged->open_postings();
  for (std::size_t row = 0; row < merged->rows(); ++row)
    CHECK(schema::find_row(*merged, postings, merged->read_article(row)->id) == row);
}

TEST_CASE("adds and removes merge by tiers on their own, unless told not to") {
  const Bench bench;
  add_segments(bench, 7);
  CHECK(bench.current().segments.size() == 7);
  const RunOutcome eighth = bench.run(RunMode::kAdd, record("last", "t"));
  CHECK(eighth.exit == Exit::kDone);
  CHECK(eighth.report.merged == 8);
  CHECK(bench.current().segments.size() == 1);
  CHECK(bench.contents().size() == 8);
  CHECK(bench.check() == Exit::kDone);
  CHECK(bench.merge().merged == 0);
}

TEST_CASE("what is removed and replaced while a merge writes stays so") {
  const Bench bench;
  add_segments(bench, 8);
  IndexingReport report;
  int rounds = 0;
  const MergeOptions options = merge_options([&] {
    if (++rounds > 1) return;
    REQUIRE(bench.remove({"s2", "s7"}) == Exit::kDone);
    RunOptions add = bench.options(
        RunMode::kAdd,
        {bench.folder.write("in.ndjson", record("s4", "newer") + record("n", "new"))});
    add.merge = false;
    REQUIRE(bench.run(add).exit == Exit::kDone);
  });
  CHECK(merge_segments(bench.index(), options, report) == Exit::kDone);
  CHECK(bench.contents() == Contents{{"s0", "t0"},
                                     {"s1", "t1"},
                                     {"s3", "t3"},
                                     {"s4", "newer"},
                                     {"s5", "t5"},
                                     {"s6", "t6"},
                                     {"n", "new"}});
  CHECK(bench.check() == Exit::kDone);
  // Three of eight rows died meanwhile: a second round has rewritten the merged segment.
  CHECK(report.merged == 9);
  CHECK(bench.current().segments.size() == 2);
  CHECK(bench.current().segments[0].tombstones.empty());
}

TEST_CASE("a merge whose sources a build replaced meanwhile changes nothing") {
  const Bench bench;
  add_segments(bench, 8);
  IndexingReport report;
  const MergeOptions options = merge_options([&bench] {
    RunOptions build = bench.options(RunMode::kBuild, {bench.folder.write("in.ndjson", kTwo)});
    build.fresh = true;
    REQUIRE(bench.run(build).exit == Exit::kDone);
  });
  CHECK(merge_segments(bench.index(), options, report) == Exit::kDone);
  CHECK(report.merged == 0);
  CHECK(bench.contents() == Contents{{"a", "one"}, {"b", "two"}});
  CHECK(bench.segment_folders().size() == 1);
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("a segment whose articles are all removed goes, the last one stays") {
  const Bench bench;
  add_segments(bench, 3);
  REQUIRE(bench.remove({"s1"}) == Exit::kDone);
  CHECK(bench.merge().merged == 1);
  CHECK(bench.current().segments.size() == 2);
  REQUIRE(bench.remove({"s0", "s2"}) == Exit::kDone);
  bench.merge();
  CHECK(bench.current().segments.size() == 1);
  CHECK(bench.contents().empty());
  CHECK(bench.merge(MergeScope::kAll).merged == 0);
  REQUIRE(bench.run(RunMode::kAdd, kTwo).exit == Exit::kDone);
  CHECK(bench.contents().size() == 2);
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("one merge at a time: a second waits or is refused, an add does not mind") {
  const Bench bench;
  add_segments(bench, 8);
  IndexingReport report;
  const MergeOptions options = merge_options([&bench] {
    IndexingReport second;
    CHECK(merge_segments(bench.index(), merge_options({}), second) == Exit::kNothing);
    CHECK(has_problem(second, "locked"));
    CHECK(bench.run(RunMode::kAdd, record("n", "new")).exit == Exit::kDone);
  });
  CHECK(merge_segments(bench.index(), options, report) == Exit::kDone);
  CHECK(report.merged == 8);
  CHECK(bench.contents().size() == 9);
}

TEST_CASE("a merge that is stopped leaves the index and no scraps") {
  const Bench bench;
  add_segments(bench, 8);
  const std::uint64_t revision = bench.current().revision;
  const std::atomic<bool> stop = true;
  MergeOptions options = merge_options({});
  options.stop = &stop;
  IndexingReport report;
  CHECK(merge_segments(bench.index(), options, report) == Exit::kStopped);
  CHECK(bench.current().revision == revision);
  CHECK(bench.segment_folders().size() == 8);
  CHECK(bench.contents().size() == 8);
}

TEST_CASE("a damaged segment stops the merge, and is a warning after an add") {
  const Bench bench;
  add_segments(bench, 8);
  const auto file = bench.index() / "segments/000003/articles.bin";
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary)
      .seekp(92)
      .write("xxxxxxxx", 8);
  IndexingReport report;
  CHECK(merge_segments(bench.index(), merge_options({}), report) == Exit::kStopped);
  CHECK(bench.current().segments.size() == 8);
  const RunOutcome added = bench.run(RunMode::kAdd, record("n", "new"));
  CHECK(added.exit == Exit::kPartly);
  CHECK(added.report.notes.at("merge_failed") == 1);
  CHECK(added.report.indexed == 1);
  CHECK(bench.current().segments.size() == 9);
}

TEST_CASE("merging where there is no index says so and makes none") {
  const Bench bench;
  IndexingReport report;
  CHECK(merge_segments(bench.index(), merge_options({}), report) == Exit::kNothing);
  CHECK(has_problem(report, "no_index"));
  CHECK_FALSE(std::filesystem::exists(bench.index()));
}
