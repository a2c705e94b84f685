// SPDX-License-Identifier: GPL-3.0-or-later
// Columns: rows in, the same rows out; damaged files are refused.
#include "core/schema/columns.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::schema;

namespace {

std::vector<std::string> names(const Columns& columns, ListColumn column, std::size_t row) {
  std::vector<std::string> out;
  for (const std::uint32_t id : columns.values(column, row))
    out.emplace_back(columns.dictionary(column)[id]);
  return out;
}

void write_sample(const std::string& path) {
  ColumnsWriter writer;
  ColumnRow row;
  row.lists[1] = {"JP", "KR"};
  row.lists[3] = {"ja"};
  row.published = {20466, 20466};
  row.mentioned = {{20466, 20470}, {1, 1}};
  row.text_length = 9;
  row.id_hash = 77;
  writer.add(row);
  writer.add({});
  writer.write(path);
}

}  // namespace

TEST_CASE("a row comes back as it was added, an empty one as undated") {
  const TemporaryFolder folder;
  write_sample(folder.path("c"));
  const Columns columns(folder.path("c"));
  REQUIRE(columns.rows() == 2);
  CHECK(names(columns, ListColumn::kCountries, 0) == std::vector<std::string>{"JP", "KR"});
  CHECK(names(columns, ListColumn::kLanguage, 0) == std::vector<std::string>{"ja"});
  CHECK(names(columns, ListColumn::kLeaders, 0).empty());
  CHECK(columns.published(0) == DayInterval{20466, 20466});
  REQUIRE(columns.mentioned(0).size() == 2);
  CHECK(columns.mentioned(0)[1] == DayInterval{1, 1});
  CHECK(columns.text_length(0) == 9);
  CHECK(columns.id_hash(0) == 77);
  CHECK(columns.published(1) == kUndated);
  CHECK(columns.mentioned(1).empty());
  CHECK(names(columns, ListColumn::kCountries, 1).empty());
}

TEST_CASE("columns without rows are columns") {
  const TemporaryFolder folder;
  ColumnsWriter().write(folder.path("c"));
  const Columns columns(folder.path("c"));
  CHECK(columns.rows() == 0);
  CHECK(columns.dictionary(ListColumn::kSource).size() == 0);
}

TEST_CASE("a column holds more than 65,535 distinct values") {
  const TemporaryFolder folder;
  constexpr std::size_t kRows = 70'000;
  ColumnsWriter writer;
  for (std::size_t i = 0; i < kRows; ++i) {
    ColumnRow row;
    row.lists[4] = {"source " + std::to_string(i)};
    writer.add(row);
  }
  writer.write(folder.path("c"));
  const Columns columns(folder.path("c"));
  REQUIRE(columns.rows() == kRows);
  CHECK(columns.dictionary(ListColumn::kSource).size() == kRows);
  for (const std::size_t row :
       {std::size_t{0}, std::size_t{65'535}, std::size_t{65'536}, kRows - 1}) {
    CHECK(names(columns, ListColumn::kSource, row) ==
          std::vector<std::string>{"source " + std::to_string(row)});
  }
}

TEST_CASE("random rows come back as they were added") {
  const TemporaryFolder folder;
  std::mt19937 random(3);
  std::vector<ColumnRow> rows(300);
  ColumnsWriter writer;
  for (ColumnRow& row : rows) {
    for (auto& list : row.lists) {
      for (std::size_t n = random() % 4; n > 0; --n)
        list.push_back(std::string(1, static_cast<char>('a' + random() % 20)));
    }
    for (std::size_t n = random() % 3; n > 0; --n)
      row.mentioned.push_back({static_cast<Day>(random() % 99), 99});
    row.text_length = static_cast<std::uint32_t>(random());
    row.id_hash = random();
    writer.add(row);
  }
  CHECK(writer.rows() == rows.size());
  writer.write(folder.path("c"));
  const Columns columns(folder.path("c"));
  REQUIRE(columns.rows() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t c = 0; c < kListColumns; ++c)
      CHECK(names(columns, static_cast<ListColumn>(c), i) == rows[i].lists[c]);
    const auto mentioned = columns.mentioned(i);
    CHECK(std::vector<DayInterval>(mentioned.begin(), mentioned.end()) == rows[i].mentioned);
    CHECK(columns.text_length(i) == rows[i].text_length);
    CHECK(columns.id_hash(i) == rows[i].id_hash);
  }
}

TEST_CASE("damaged columns are refused or harmless") {
  const TemporaryFolder folder;
  write_sample(folder.path("c"));
  std::ifstream file(folder.path("c"), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = whole;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    if (random() % 4 == 0) damaged.resize(random() % damaged.size());
    const std::string path = folder.write("damaged", damaged);
    try {
      const Columns columns(path);
      for (std::size_t row = 0; row < columns.rows(); ++row) {
        for (std::size_t c = 0; c < kListColumns; ++c)
          (void)names(columns, static_cast<ListColumn>(c), row);
        (void)columns.mentioned(row).size();
        (void)columns.text_length(row);
      }
    } catch (const std::runtime_error&) {
    }
  }
}
