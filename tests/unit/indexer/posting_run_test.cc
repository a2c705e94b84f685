// SPDX-License-Identifier: GPL-3.0-or-later
// Terms in reading order → runs → posting lists, against a naive inversion.
#include "indexer/posting_run.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::indexer;

namespace {

namespace fs = std::filesystem;

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

 private:
  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("merged runs hold every posting of every part under the docids of the whole") {
  const TemporaryFolder folder;
  Random random(3);
  std::map<std::string, std::map<std::uint32_t, std::uint32_t>> expected;
  std::vector<fs::path> runs;
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> lengths;
  std::uint32_t docid = 0;
  for (int part = 0; part < 7; ++part) {
    PostingBuffer buffer;
    rows.push_back(random() % 200);
    for (std::uint32_t row = 0; row < rows.back(); ++row) {
      buffer.begin_row();
      ++docid;
      for (std::uint32_t word = random() % 60; word > 0; --word) {
        const std::string term = "t" + std::to_string(random() % 3000 / (1 + random() % 50));
        const std::uint32_t wdf = random() % 3;
        buffer.add(term, wdf);
        expected[term][docid] += wdf;
      }
    }
    lengths.insert(lengths.end(), buffer.lengths().begin(), buffer.lengths().end());
    runs.push_back(folder.path("run" + std::to_string(part)));
    buffer.write(runs.back());
  }
  merge_runs(runs, rows, lengths, folder.path("postings"));

  const Xapian::Database database(folder.path("postings"));
  std::size_t terms = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term, ++terms) {
    REQUIRE(expected.count(*term) == 1);
    const auto& list = expected[*term];
    REQUIRE(term.get_termfreq() == list.size());
    auto wanted = list.begin();
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term);
         ++posting, ++wanted) {
      REQUIRE(*posting == wanted->first);
      REQUIRE(posting.get_wdf() == wanted->second);
    }
  }
  CHECK(terms == expected.size());
  std::map<std::uint32_t, std::uint32_t> sums;
  for (const auto& [term, list] : expected) {
    for (const auto& [row, wdf] : list) sums[row] += wdf;
  }
  for (std::uint32_t row = 1; row <= docid; ++row) REQUIRE(lengths[row - 1] == sums[row]);
}

TEST_CASE("a run that was cut off is an error, not a crash") {
  const TemporaryFolder folder;
  PostingBuffer buffer;
  buffer.begin_row();
  for (int i = 0; i < 500; ++i) buffer.add("term" + std::to_string(i), 1);
  buffer.write(folder.path("run"));
  const auto size = fs::file_size(folder.path("run"));
  for (std::uintmax_t keep = 1; keep < size; keep += 37) {
    fs::resize_file(folder.path("run"), size - keep);
    const std::vector<std::uint32_t> rows = {1};
    // Cut between two terms it is merely shorter.
    try {
      merge_runs({folder.path("run")}, rows, buffer.lengths(), folder.path("postings"));
    } catch (const std::runtime_error& error) {
      CHECK(std::string(error.what()).find("damaged") != std::string::npos);
    }
  }
}
