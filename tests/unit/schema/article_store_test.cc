// SPDX-License-Identifier: GPL-3.0-or-later
// Stored articles: round trip with and without a dictionary, and damaged files.
#include "core/schema/article_store.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "core/schema/article_codec.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::schema;

namespace {

std::string title_of(std::size_t i) { return "Leaders met in Nara on day " + std::to_string(i); }

void write_store(const std::string& path, std::size_t count) {
  ArticleStoreWriter writer(path);
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = std::to_string(i);
    article.title = title_of(i);
    article.body =
        std::string(i % 300, static_cast<char>('a' + i % 26)) + " spoke of trade and energy.";
    writer.add(encode_article(article));
  }
  CHECK(writer.rows() == count);
  writer.finish();
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("stored articles come back, with a dictionary and without") {
  const TemporaryFolder folder;
  for (const std::size_t count : {0u, 1u, 199u, 200u, 2000u}) {
    CAPTURE(count);
    write_store(folder.path("s"), count);
    const ArticleStore store(folder.path("s"));
    REQUIRE(store.rows() == count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto article = store.read(i);
      REQUIRE(article);
      CHECK(article->title == title_of(i));
    }
  }
}

TEST_CASE("articles with nothing in common, empty and large ones come back") {
  const TemporaryFolder folder;
  std::mt19937 random(8);
  std::vector<std::string> bodies;
  for (std::size_t i = 0; i < 250; ++i) {
    std::string body(i == 100 ? 3'000'000 : i == 101 ? 0 : random() % 9, '\0');
    for (char& c : body) c = static_cast<char>('!' + random() % 90);
    bodies.push_back(std::move(body));
  }
  {
    ArticleStoreWriter writer(folder.path("s"));
    for (const std::string& body : bodies) {
      Article article;
      article.body = body;
      writer.add(encode_article(article));
    }
    writer.finish();
  }
  const ArticleStore store(folder.path("s"));
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto article = store.read(i);
    REQUIRE(article);
    CHECK((article->body == bodies[i]));
  }
}

TEST_CASE("a damaged store is refused or gives damaged records, never a crash") {
  const TemporaryFolder folder;
  for (const std::size_t count : {5u, 300u}) {
    write_store(folder.path("s"), count);
    const std::string whole = bytes_of(folder.path("s"));
    std::mt19937 random(4);
    for (int round = 0; round < 300; ++round) {
      std::string damaged = whole;
      damaged[random() % damaged.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
      if (random() % 4 == 0) damaged.resize(random() % damaged.size());
      const std::string path = folder.write("damaged", damaged);
      try {
        const ArticleStore store(path);
        for (std::size_t row = 0; row < store.rows(); ++row) {
          const auto article = store.read(row);
          if (!article) CHECK(article.problem().code == "damaged_record");
        }
      } catch (const std::runtime_error&) {
      }
    }
  }
}
