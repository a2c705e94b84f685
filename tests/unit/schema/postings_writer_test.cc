// SPDX-License-Identifier: GPL-3.0-or-later
// What PostingsWriter writes, read back through Xapian and compared with what Xapian itself makes
// of the same documents.
#include "core/schema/postings_writer.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/schema/schema.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman::schema;

namespace {

namespace fs = std::filesystem;

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

 private:
  std::mt19937 engine_;
};

// Term → docid → wdf.
using Lists = std::map<std::string, std::map<std::uint32_t, std::uint32_t>>;

std::vector<std::uint32_t> lengths_of(const Lists& lists, std::uint32_t documents) {
  std::vector<std::uint32_t> lengths(documents, 0);
  for (const auto& [term, list] : lists) {
    for (const auto& [docid, wdf] : list) lengths[docid - 1] += wdf;
  }
  return lengths;
}

void write(const fs::path& path, const Lists& lists, std::uint32_t documents) {
  PostingsWriter writer(path, lengths_of(lists, documents));
  for (const auto& [term, list] : lists) {
    writer.term(term);
    for (const auto& [docid, wdf] : list) writer.posting(docid, wdf);
  }
  writer.finish();
}

Xapian::WritableDatabase by_xapian(const Lists& lists, std::uint32_t documents) {
  std::vector<Xapian::Document> all(documents);
  for (const auto& [term, list] : lists) {
    for (const auto& [docid, wdf] : list) {
      if (wdf == 0) {
        all[docid - 1].add_boolean_term(term);
      } else {
        all[docid - 1].add_term(term, wdf);
      }
    }
  }
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const Xapian::Document& document : all) database.add_document(document);
  return database;
}

void check_same(const Xapian::Database& ours, const Xapian::Database& theirs) {
  REQUIRE(ours.get_doccount() == theirs.get_doccount());
  CHECK(ours.get_lastdocid() == theirs.get_lastdocid());
  CHECK(ours.get_avlength() == doctest::Approx(theirs.get_avlength()));
  for (Xapian::docid docid = 1; docid <= theirs.get_lastdocid(); ++docid)
    REQUIRE(ours.get_doclength(docid) == theirs.get_doclength(docid));
  auto term = ours.allterms_begin();
  for (auto expected = theirs.allterms_begin(); expected != theirs.allterms_end();
       ++expected, ++term) {
    REQUIRE(term != ours.allterms_end());
    REQUIRE(*term == *expected);
    REQUIRE(ours.get_termfreq(*term) == theirs.get_termfreq(*term));
    REQUIRE(ours.get_collection_freq(*term) == theirs.get_collection_freq(*term));
    auto posting = ours.postlist_begin(*term);
    for (auto wanted = theirs.postlist_begin(*expected); wanted != theirs.postlist_end(*expected);
         ++wanted, ++posting) {
      REQUIRE(posting != ours.postlist_end(*term));
      REQUIRE(*posting == *wanted);
      REQUIRE(posting.get_wdf() == wanted.get_wdf());
    }
    CHECK(posting == ours.postlist_end(*term));
  }
  CHECK(term == ours.allterms_end());
}

std::string random_term(Random& random) {
  static constexpr std::string_view kBytes("\x00\x01 aab\xe4\xb8\x80\xff", 10);
  std::string term;
  for (std::size_t left = 1 + random() % 6; left > 0; --left)
    term += kBytes[random() % kBytes.size()];
  return term;
}

}  // namespace

TEST_CASE("posting lists read through Xapian are those of Xapian's own inversion") {
  const TemporaryFolder folder;
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::uint32_t documents = 1 + random() % 3000;
    Lists lists;
    for (std::uint32_t terms = 1 + random() % 400; terms > 0; --terms) {
      auto& list = lists[random_term(random)];
      const std::uint32_t every = 1 + random() % 40;
      for (std::uint32_t docid = 1 + random() % documents; docid <= documents;
           docid += 1 + random() % every) {
        list[docid] = random() % 4 == 0 ? random() % 300 : random() % 3;
      }
    }
    const fs::path path = folder.path(std::to_string(seed));
    write(path, lists, documents);
    check_same(Xapian::Database(path.string()), by_xapian(lists, documents));
    CHECK(Xapian::Database::check(path.string(), 0, nullptr) == 0);
  }
}

TEST_CASE("a table of many blocks has branches that lead to every term") {
  const TemporaryFolder folder;
  const fs::path path = folder.path("postings");
  constexpr std::uint32_t kTerms = 200000;  // three levels of blocks
  std::vector<std::uint32_t> lengths(50, 0);
  for (std::uint32_t i = 0; i < kTerms; ++i) ++lengths[i % 50];
  PostingsWriter writer(path, lengths);
  const auto name = [](std::uint32_t i) {
    std::string digits = std::to_string(i);
    return "a term with a rather long beginning that all of them share, so that few fit " +
           std::string(8 - digits.size(), '0') + digits;
  };
  for (std::uint32_t i = 0; i < kTerms; ++i) {
    writer.term(name(i));
    writer.posting(i % 50 + 1, 1);
  }
  writer.finish();
  const Xapian::Database database(path.string());
  for (std::uint32_t i = 0; i < kTerms; i += 97) {
    REQUIRE(database.get_termfreq(name(i)) == 1);
    REQUIRE(*database.postlist_begin(name(i)) == i % 50 + 1);
    REQUIRE_FALSE(database.term_exists(name(i) + "x"));
  }
  CHECK(Xapian::Database::check(path.string(), 0, nullptr) == 0);
}

TEST_CASE("short dividing keys lead to every term of a table of three levels") {
  const TemporaryFolder folder;
  const std::string path = folder.path("postings");
  // Some thousand full blocks, so that the branch above them is split.
  constexpr std::uint32_t kTerms = 3500;
  constexpr std::uint32_t kDocuments = 1000;
  const auto name = [](std::uint32_t i) { return "t" + std::to_string(100000 + i); };
  PostingsWriter writer(path, std::vector<std::uint32_t>(kDocuments, 1));
  for (std::uint32_t i = 0; i < kTerms; ++i) {
    writer.term(name(i));
    for (std::uint32_t docid = 1; docid <= kDocuments; ++docid) writer.posting(docid, 1);
  }
  writer.finish();
  const Xapian::Database database(path);
  for (std::uint32_t i = 0; i < kTerms; ++i) REQUIRE(database.get_termfreq(name(i)) == kDocuments);
  CHECK(Xapian::Database::check(path, 0, nullptr) == 0);
}

TEST_CASE("skipping in a list of many chunks lands where it should") {
  const TemporaryFolder folder;
  const fs::path path = folder.path("postings");
  constexpr std::uint32_t kDocuments = 200000;
  PostingsWriter writer(path, std::vector<std::uint32_t>(kDocuments, 1));
  writer.term("every third");
  for (std::uint32_t docid = 3; docid <= kDocuments; docid += 3) writer.posting(docid, 1);
  writer.finish();
  const Xapian::Database database(path.string());
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t to = 1 + random() % (kDocuments - 3);
    auto posting = database.postlist_begin("every third");
    posting.skip_to(to);
    REQUIRE(*posting == (to + 2) / 3 * 3);
    REQUIRE(database.get_doclength(to) == 1);
  }
}

TEST_CASE("terms of the greatest length, many NULs and large numbers survive") {
  const TemporaryFolder folder;
  Lists lists;
  lists[std::string(kMaxTermBytes, 'x')] = {{1, 1}, {70000, 2}};
  lists[std::string(kMaxTermBytes / 2, '\0')] = {{69999, 1u << 20}};
  for (std::uint32_t docid = 1; docid <= 70000; ++docid)
    lists[std::string(kMaxTermBytes, 'y')][docid] = docid;
  write(folder.path("postings"), lists, 70000);
  const Xapian::Database database(folder.path("postings"));
  CHECK(*database.postlist_begin(std::string(kMaxTermBytes / 2, '\0')) == 69999);
  CHECK(database.get_collection_freq(std::string(kMaxTermBytes / 2, '\0')) == 1u << 20);
  auto posting = database.postlist_begin(std::string(kMaxTermBytes, 'y'));
  posting.skip_to(65536);
  CHECK(posting.get_wdf() == 65536);
  CHECK(Xapian::Database::check(folder.path("postings"), 0, nullptr) == 0);
}

TEST_CASE("a term without postings is left out and terms out of order are refused") {
  const TemporaryFolder folder;
  PostingsWriter writer(folder.path("postings"), std::vector<std::uint32_t>{1});
  writer.term("a");
  writer.term("b");
  writer.posting(1, 1);
  writer.term("a");
  writer.posting(1, 1);
  CHECK_THROWS_AS(writer.finish(), std::logic_error);
}
