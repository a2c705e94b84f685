// SPDX-License-Identifier: GPL-3.0-or-later
// The stored article: round trip of every field, and any bytes at all.
#include "core/schema/article_codec.h"

#include <doctest/doctest.h>

#include <random>

using namespace dragoman;
using namespace dragoman::schema;

namespace {

Article full_article() {
  Article article;
  article.id = "a/b?c";
  article.url = "https://example.org/1";
  article.title = "高市早苗首相、奈良で会談";
  article.title_from = Origin::kText;
  article.summary = "Summary";
  article.body = std::string(70'000, 'x') + "\n\nend";
  article.language = "ja";
  article.published = "2026-01-13";
  article.published_from = Origin::kInferred;
  article.source = "Outlet";
  article.author = "Somebody";
  article.leaders = {"takaichi-sanae", "lee-jae-myung"};
  article.countries = {"JP", "KR"};
  article.topics = {"summit"};
  article.mentioned_dates = {"2026", "2026-01"};
  article.story = "s1";
  article.related = {
      {"title", "text", "ko", "https://example.org/2"}, {}, {"only a title", "", "", ""}};
  return article;
}

bool same(const Article& a, const Article& b) {
  if (a.related.size() != b.related.size()) return false;
  for (std::size_t i = 0; i < a.related.size(); ++i) {
    if (a.related[i].title != b.related[i].title || a.related[i].text != b.related[i].text ||
        a.related[i].language != b.related[i].language || a.related[i].url != b.related[i].url) {
      return false;
    }
  }
  return a.id == b.id && a.url == b.url && a.title == b.title && a.title_from == b.title_from &&
         a.summary == b.summary && a.body == b.body && a.language == b.language &&
         a.published == b.published && a.published_from == b.published_from &&
         a.source == b.source && a.author == b.author && a.leaders == b.leaders &&
         a.countries == b.countries && a.topics == b.topics &&
         a.mentioned_dates == b.mentioned_dates && a.story == b.story;
}

}  // namespace

TEST_CASE("a full and an empty article come back as they were stored") {
  for (const Article& article : {full_article(), Article{}}) {
    const auto decoded = decode_article(encode_article(article));
    REQUIRE(decoded);
    CHECK(same(*decoded, article));
  }
}

TEST_CASE("texts at the borders of the length's encoding come back") {
  for (const std::size_t length : {1u, 127u, 128u, 16383u, 16384u, 2097152u}) {
    Article article;
    article.body.assign(length, 'b');
    const auto decoded = decode_article(encode_article(article));
    REQUIRE(decoded);
    CHECK(decoded->body.size() == length);
  }
}

TEST_CASE("unknown fields are skipped") {
  Article article;
  article.id = "x";
  const auto decoded = decode_article(std::string("\x63\x03"
                                                  "abc",
                                                  5) +
                                      encode_article(article));
  REQUIRE(decoded);
  CHECK(decoded->id == "x");
}

TEST_CASE("a record cut inside a field is damaged") {
  Article article;
  article.title = "0123456789";
  const std::string bytes = encode_article(article);
  for (std::size_t length = 1; length < bytes.size(); ++length) {
    const auto decoded = decode_article(bytes.substr(0, length));
    REQUIRE_FALSE(decoded);
    CHECK(decoded.problem().code == "damaged_record");
  }
}

TEST_CASE("any bytes are an article or a problem") {
  std::mt19937 random(11);
  Article article = full_article();
  article.body = "body";
  const std::string whole = encode_article(article);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = random() % 2 == 0 ? whole : std::string(random() % 40, '\0');
    for (std::size_t edits = 1 + random() % 8; edits > 0 && !bytes.empty(); --edits) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto decoded = decode_article(bytes);
    if (decoded) CHECK(decode_article(encode_article(*decoded)));
  }
}

TEST_CASE("lengths that overflow are damage") {
  CHECK_FALSE(
      decode_article("\x03\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
                     "abc"));
  CHECK_FALSE(decode_article("\x03\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
}
