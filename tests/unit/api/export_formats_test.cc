// SPDX-License-Identifier: GPL-3.0-or-later
// Records in each format, read back by the rules of the format, with text that tries to get out.
#include "server/api/export_formats.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "core/article_json.h"

using namespace dragoman;
using namespace dragoman::api;
using search::LabelledArticle;

namespace {

LabelledArticle sample() {
  LabelledArticle one;
  one.article.id = "reports/1";
  one.article.url = "https://news.example/a?b=1&c=50%25#d_e";
  one.article.title = "Talks at 100% {sic}";
  one.article.summary = "First line.\nER  - \nSecond.";
  one.article.body = "He said \"no\",\r\nthen left.";
  one.article.language = "en";
  one.article.published = "2026-01-13T10:00:00+09:00";
  one.article.source = "Smith & Sons";
  one.article.leaders = {"takaichi-sanae", "lee-jae-myung"};
  one.article.mentioned_dates = {"2025"};
  one.labels = {"Sanae Takaichi", "Lee Jae-myung"};
  return one;
}

std::string record(const char* format, const LabelledArticle& one) {
  std::string out;
  export_format(format).append(one, out);
  return out;
}

// Reads one CSV record by RFC 4180.
std::vector<std::string> read_csv(const std::string& text) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cells.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cells.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\r' || c == '\n') {
      CHECK(text.substr(i) == "\r\n");
      break;
    } else {
      CHECK(c != '"');
      cells.back() += c;
    }
  }
  CHECK_FALSE(quoted);
  return cells;
}

}  // namespace

TEST_CASE("NDJSON is the article record, one line each") {
  const std::string line = record("ndjson", sample());
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(nlohmann::ordered_json::parse(line) == article_to_json(sample().article));
  CHECK(article_from_json(line));
}

TEST_CASE("CSV has as many cells as its head, and they come back as they were") {
  const ExportFormat& format = export_format("csv");
  const std::vector<std::string> head = read_csv(format.head);
  const std::vector<std::string> cells = read_csv(record("csv", sample()));
  REQUIRE(cells.size() == head.size());
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == "body") CHECK(cells[i] == "He said \"no\",\r\nthen left.");
    if (head[i] == "leaders") CHECK(cells[i] == "takaichi-sanae; lee-jae-myung");
    if (head[i] == "published") CHECK(cells[i] == "2026-01-13T10:00:00+09:00");
  }
}

TEST_CASE("a cell never begins a formula") {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"}) {
    CAPTURE(text);
    CHECK(read_csv(csv_cell(text) + "\r\n") == std::vector<std::string>{"'" + std::string(text)});
  }
  CHECK(csv_cell("a=b") == "a=b");
  CHECK(csv_cell("") == "");
  std::mt19937 random(7);
  const std::string alphabet = "a,\"\r\n=-+@\t'";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t n = random() % 8; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const std::string cell = read_csv(csv_cell(text) + "\r\n").at(0);
    CHECK((cell == text || cell == "'" + text));
    CHECK((cell.empty() || std::string("=+-@\t\r\n").find(cell[0]) == std::string::npos));
  }
}

TEST_CASE("RIS fields are lines of their own, whatever the text holds") {
  const std::string text = record("ris", sample());
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find("\r\n", begin)) != std::string::npos; begin = end + 2)
    lines.push_back(text.substr(begin, end - begin));
  CHECK(begin == text.size());
  const std::vector<std::string> expected = {"TY  - NEWS",
                                             "ID  - reports/1",
                                             "TI  - Talks at 100% {sic}",
                                             "T2  - Smith & Sons",
                                             "PY  - 2026",
                                             "DA  - 2026/01/13/",
                                             "UR  - https://news.example/a?b=1&c=50%25#d_e",
                                             "LA  - en",
                                             "AB  - First line. ER  -  Second.",
                                             "KW  - Sanae Takaichi",
                                             "KW  - Lee Jae-myung",
                                             "ER  - ",
                                             ""};
  CHECK(lines == expected);
}

TEST_CASE("BibTeX braces balance and markup is escaped") {
  CHECK(bibtex_text("100% {a} & b_c #1 $x ~ ^ \\end") ==
        "100\\% \\textbraceleft{}a\\textbraceright{} \\& b\\_c \\#1 \\$x \\textasciitilde{} "
        "\\textasciicircum{} \\textbackslash{}end");
  const std::string text = record("bibtex", sample());
  CHECK(text.find("title = {{Talks at 100\\% ") != std::string::npos);
  CHECK(text.find("url = {https://news.example/a?b=1&c=50%25#d_e}") != std::string::npos);
  CHECK(text.find("date = {2026-01-13}") != std::string::npos);
  CHECK(text.find("keywords = {Sanae Takaichi, Lee Jae-myung}") != std::string::npos);
  std::mt19937 random(8);
  const std::string alphabet = "a{}\\\"%\n,= ";
  for (int round = 0; round < 2000; ++round) {
    LabelledArticle one = sample();
    for (std::string* field : {&one.article.title, &one.article.url, &one.article.source,
                               &one.article.summary, &one.article.id}) {
      field->clear();
      for (std::size_t n = random() % 8; n > 0; --n) *field += alphabet[random() % alphabet.size()];
    }
    const std::string wild = record("bibtex", one);
    int depth = 0;
    for (const char c : wild) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      REQUIRE(depth >= 0);
    }
    CHECK(depth == 0);
  }
}

TEST_CASE("BibTeX keys are ASCII and differ when ids do") {
  std::set<std::string> keys;
  for (const char* id : {"a", "A", "a/b", "ab", "a b", "高市", "早苗", "", "é"}) {
    const std::string key = bibtex_key(id);
    for (const char c : key)
      CHECK((c == '-' || c == ':' || std::isalnum(static_cast<unsigned char>(c)) != 0));
    CHECK(keys.insert(key).second);
  }
}

TEST_CASE("dates are written as far as they are known") {
  LabelledArticle one = sample();
  one.article.published = "2026";
  CHECK(record("ris", one).find("DA  - 2026///\r\n") != std::string::npos);
  CHECK(record("bibtex", one).find("month") == std::string::npos);
  one.article.published = "";
  CHECK(record("ris", one).find("PY") == std::string::npos);
  CHECK(record("bibtex", one).find("year") == std::string::npos);
}
