// SPDX-License-Identifier: GPL-3.0-or-later
// Files of an index that changed under it: what finds it out, and what goes on all the same.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/unit/indexer/run_bench.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

// The file of the only segment.
std::filesystem::path file_of(const Bench& bench, const std::string& name) {
  const auto current = bench.current();
  REQUIRE(current.segments.size() == 1);
  return schema::segment_path(bench.index(), current.segments[0].name) / name;
}

// Changes one bit of a byte.
void damage(const std::filesystem::path& path, std::size_t at) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(static_cast<std::streamoff>(at));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(byte ^ 0x01));
}

// Where a text stands for the n-th time.
std::size_t find_nth(const std::filesystem::path& path, std::string_view text, std::size_t n) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  std::size_t at = bytes.find(text);
  for (; n > 0 && at != std::string::npos; --n) at = bytes.find(text, at + 1);
  REQUIRE(at != std::string::npos);
  return at;
}

// Where the stored record of a row begins: a zstd frame each.
std::size_t record_begin(const std::filesystem::path& path, std::size_t row) {
  return find_nth(path, "\x28\xb5\x2f\xfd", row);
}

// `day` of the month.
std::string line(const std::string& id, char event, int day) {
  std::string body;
  for (char c = 'a'; c <= 'q'; ++c) body += std::string("q") + event + c + "x w" + c + event + "v ";
  return R"({"id":")" + id + R"(","title":"Report )" + event + R"(","language":"en",)" +
         R"("published":"2026-01-0)" + std::to_string(day) + R"(","body":")" + body + id + "\"}\n";
}

// The reports from `first` on, before `end`, of one event; the very first one is of the day before
// the others, so that it founds the story.
std::string reports(int first, int end) {
  std::string out;
  for (int i = first; i < end; ++i) out += line("r" + std::to_string(i), 'r', i == 0 ? 1 : 2);
  return out;
}

// Articles of other events, by which words are rare.
std::string others() {
  std::string out;
  for (char c = 'a'; c < 'q'; ++c) out += line(std::string("o") + c, c, 2);
  return out;
}

// Of the reports.
std::map<std::string, std::string> stories_of(const Bench& bench, Exit expected) {
  std::map<std::string, std::string> out;
  std::istringstream lines(bench.exported(expected));
  for (std::string line; std::getline(lines, line);) {
    const auto article = article_from_json(line);
    REQUIRE(article);
    if (article->id[0] == 'r') out[article->id] = article->story;
  }
  return out;
}

}  // namespace

TEST_CASE("a check finds one changed bit in any sidecar of a segment, and names the file") {
  for (const char* name : {"columns.bin", "forward.bin", "articles.bin", "stories.bin"}) {
    CAPTURE(name);
    Bench bench;
    CHECK(bench.run(RunMode::kBuild, reports(0, 3) + others()).exit == Exit::kDone);
    CHECK(bench.check() == Exit::kDone);
    // Bytes that opening the file does not look at.
    const std::filesystem::path path = file_of(bench, name);
    std::size_t at = static_cast<std::size_t>(std::filesystem::file_size(path)) - 1;
    if (path.filename() == "forward.bin") at = find_nth(path, "qrax", 0);
    if (path.filename() == "articles.bin") at = record_begin(path, 1) + 20;
    damage(path, at);
    std::string said;
    CHECK(bench.check(&said) != Exit::kDone);
    CAPTURE(said);
    CHECK(said.find(name) != std::string::npos);
  }
}

TEST_CASE("articles are added to a story of which the founder's record is damaged") {
  Bench bench;
  CHECK(bench.run(RunMode::kBuild, reports(0, 2) + others()).exit == Exit::kDone);
  CHECK(stories_of(bench, Exit::kDone) ==
        std::map<std::string, std::string>{{"r0", "r0"}, {"r1", "r0"}});
  const std::filesystem::path articles = file_of(bench, "articles.bin");
  damage(articles, record_begin(articles, 0));
  const RunOutcome outcome = bench.run(RunMode::kAdd, reports(2, 4));
  CHECK(outcome.report.indexed == 2);
  CHECK(outcome.report.notes.count("damaged_founder") == 0);  // another report knows the story
  CHECK(stories_of(bench, Exit::kPartly) ==
        std::map<std::string, std::string>{{"r1", "r0"}, {"r2", "r0"}, {"r3", "r0"}});
}

TEST_CASE("where nothing but a damaged record knows a story, it goes on under another name") {
  Bench bench;
  CHECK(bench.run(RunMode::kBuild, reports(0, 1) + others()).exit == Exit::kDone);
  const std::filesystem::path articles = file_of(bench, "articles.bin");
  damage(articles, record_begin(articles, 0));
  const RunOutcome outcome = bench.run(RunMode::kAdd, reports(1, 4));
  CHECK(outcome.report.indexed == 3);
  CHECK(outcome.report.notes.at("damaged_founder") == 1);
  const auto stories = stories_of(bench, Exit::kPartly);
  REQUIRE(stories.size() == 3);
  const std::string& story = stories.begin()->second;
  CHECK(stories.count(story) == 1);
  for (const auto& [id, other] : stories) CHECK(other == story);
}
