// SPDX-License-Identifier: GPL-3.0-or-later
// The log itself: lines, damage, and what a failed or killed writer leaves behind.
#include "indexer/operation_log.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

Article article(const std::string& id, const std::string& title) {
  Article out;
  out.id = id;
  out.title = title;
  out.title_from = Origin::kMetadata;
  return out;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// "+id" and "-id" by operation, "!" for a damaged line.
std::string summary(LogReader& lines) {
  std::string out;
  while (const auto line = lines.next()) {
    if (!line->operation) {
      CHECK(line->operation.problem().code == "damaged_log");
      out += "!";
    } else {
      out += (line->operation->is_delete ? "-" : "+") + line->operation->article.id;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("an operation comes back from its line as it was") {
  Article full = article("a/ü\n\"1", "Title\nwith \"quotes\" 会談");
  full.body = "One.\n\nTwo.";
  full.published = "2026-01";
  full.published_from = Origin::kText;
  full.language = "zh-Hant";
  full.countries = {"JP", "KR"};
  full.related = {{"t", "x", "en", "https://example.org"}};
  const std::string line = put_line(full);
  CHECK(line.ends_with("}\n"));
  CHECK(line.find('\n') == line.size() - 1);
  const auto put = operation_from_json(line.substr(0, line.size() - 1));
  REQUIRE(put);
  CHECK_FALSE(put->is_delete);
  CHECK(put_line(put->article) == line);
  const auto removed =
      operation_from_json(delete_line(full.id).substr(0, delete_line(full.id).size() - 1));
  REQUIRE(removed);
  CHECK(removed->is_delete);
  CHECK(removed->article.id == full.id);
}

TEST_CASE("lines of other writers may be spaced and ordered as they like") {
  const auto put = operation_from_json(R"( {"article": {"id": "a", "title": "t"}, "op": "put"} )");
  REQUIRE(put);
  CHECK(put->article.id == "a");
  CHECK(operation_from_json(R"({"id":"a","op":"delete"})")->is_delete);
}

TEST_CASE("what is no operation is a problem and never a crash") {
  for (const char* line : {"", "{", "[]", "null", "{}", R"({"op":5})", R"({"op":"drop","id":"a"})",
                           R"({"op":"delete"})", R"({"op":"delete","id":7})", R"({"op":"put"})",
                           R"({"op":"put","article":5})", R"({"op":"put","article":{}})",
                           R"({"op":"put","article":})", R"({"op":"put","article":{"id":"a"}})",
                           "\xFF\xFE", R"({"op":"put","article":{"id":"a","title":"t"})"}) {
    CAPTURE(line);
    CHECK_FALSE(operation_from_json(line));
  }
}

TEST_CASE("a log is appended to from where CURRENT says, and what stands behind is cut off") {
  const TemporaryFolder folder;
  schema::LogPosition position;
  {
    LogAppender log(folder.root(), {});
    log.append(put_line(article("a", "one")));
    position = log.finish();
  }
  CHECK(position.name == "000001.ndjson");
  const std::filesystem::path file = schema::log_path(folder.root(), position.name);
  const std::string first = content(file);
  CHECK(position.bytes == first.size());
  // A batch that was written whole but never switched to, and the torn start of another.
  std::ofstream(file, std::ios::app) << put_line(article("b", "two")) << "{\"op\":\"pu";
  {
    LogAppender log(folder.root(), position);
    CHECK(content(file) == first);
    log.append(delete_line("a"));
    position = log.finish();
  }
  CHECK(content(file) == first + delete_line("a"));
  CHECK(position.bytes == content(file).size());
  LogReader lines(file, 0, position.bytes);
  CHECK(summary(lines) == "+a-a");
  CHECK_FALSE(lines.fault());
}

TEST_CASE("an appender that is not finished leaves the log as it was") {
  const TemporaryFolder folder;
  schema::LogPosition position;
  {
    LogAppender log(folder.root(), {});
    log.append(put_line(article("a", "one")));
    position = log.finish();
  }
  const std::string before = content(schema::log_path(folder.root(), position.name));
  {
    LogAppender log(folder.root(), position);
    log.append(std::string(3u << 20, 'x'));  // more than is buffered
  }
  CHECK(content(schema::log_path(folder.root(), position.name)) == before);
}

TEST_CASE("a damaged line is one problem with its place, the lines around it count") {
  const TemporaryFolder folder;
  const std::string first = put_line(article("a", "one"));
  const std::string text = first +
                           "gar\xFF\x62"
                           "age\n" +
                           delete_line("b") + "\n" + put_line(article("c", "three"));
  const std::string file = folder.write("log/000001.ndjson", text);
  LogReader lines(file, 0, text.size());
  CHECK(summary(lines) == "+a!-b!+c");
  LogReader tail(file, first.size(), text.size());
  const auto damaged = tail.next();
  REQUIRE(damaged);
  CHECK(damaged->operation.problem().where ==
        "000001.ndjson at byte " + std::to_string(first.size()));
}

TEST_CASE("a log that is shorter than CURRENT says is a fault, and can be appended to") {
  const TemporaryFolder folder;
  const std::string text = put_line(article("a", "one")) + "{\"op\":\"put\",\"art";
  const std::string file = folder.write("log/000001.ndjson", text);
  LogReader lines(file, 0, text.size() + 100);
  CHECK(summary(lines) == "+a!");
  REQUIRE(lines.fault());
  CHECK(lines.fault()->code == "damaged_log");
  schema::LogPosition position;
  {
    LogAppender log(folder.root(), {"000001.ndjson", text.size() + 100});
    log.append(delete_line("a"));
    position = log.finish();
  }
  CHECK(position.bytes == std::filesystem::file_size(file));
  LogReader again(file, 0, position.bytes);
  CHECK(summary(again) == "+a!-a");
  LogReader missing(folder.path("log/000009.ndjson"), 0, 10);
  CHECK_FALSE(missing.next());
  CHECK(missing.fault());
}

TEST_CASE("without CURRENT the newest log counts up to its last whole line") {
  const TemporaryFolder folder;
  CHECK(salvaged_log_position(folder.root()).name.empty());
  const std::string whole = put_line(article("a", "one"));
  folder.write("log/000009.ndjson", "old\n");
  folder.write("log/000010.ndjson", whole + "{\"op\":");
  folder.write("log/notes.txt", "not ours");
  const schema::LogPosition position = salvaged_log_position(folder.root());
  CHECK(position.name == "000010.ndjson");
  CHECK(position.bytes == whole.size());
  delete_other_logs(folder.root(), position.name);
  CHECK_FALSE(std::filesystem::exists(folder.path("log/000009.ndjson")));
  CHECK(std::filesystem::exists(folder.path("log/notes.txt")));
}
