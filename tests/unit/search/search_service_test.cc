// SPDX-License-Identifier: GPL-3.0-or-later
// The service over a changing index: takes up new states, refuses bad ones, answers from many
// threads.
#include "server/search/search_service.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "core/schema/manifest.h"
#include "core/schema/schema.h"
#include "core/schema/segment.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using Ids = std::vector<std::string>;

TEST_CASE("without an index every search says so and nothing is logged") {
  const TemporaryFolder folder;
  SearchService service(folder.path("none"), *TestNames::get().recognizer, {});
  CHECK(service.refresh() == "");
  CHECK_FALSE(service.ready());
  CHECK(service.search({}).problem().code == "no_index");
  CHECK(service.article({.id = "a"}).problem().code == "no_index");
  CHECK(service.stats().problem().code == "no_index");
}

TEST_CASE("a change of the index is taken up and said once") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  CHECK(bench.service().refresh() == "");
  CHECK(bench.find("alpha") == Ids{"a"});
  bench.add({article("a", "omega"), article("b", "alpha")});
  CHECK(bench.find("alpha") == Ids{"b"});
  CHECK(bench.find("omega") == Ids{"a"});
  bench.remove({"b"});
  CHECK(bench.find("alpha").empty());
  CHECK(bench.service().stats()->articles == 1);
}

TEST_CASE("an index deleted and made anew is taken up although its counting begins again") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  CHECK(bench.find("alpha") == Ids{"a"});
  std::filesystem::remove_all(bench.path());
  bench.service().refresh();
  CHECK(bench.find("alpha") == Ids{"a"});  // the old state answers until there is a new one
  bench.add({article("b", "alpha")});
  CHECK(bench.find("alpha") == Ids{"b"});
}

TEST_CASE("a damaged index or one of another version is refused, the old state goes on answering") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  const auto write_current = [&](const std::string& text) {
    std::ofstream(schema::current_file(bench.path())) << text;
  };
  write_current(R"({"format": 999, "revision": 77, "segments": []})");
  CHECK(bench.service().refresh().find("wrong_version") == 0);
  CHECK(bench.service().refresh() == "");
  write_current("{");
  CHECK(bench.service().refresh().find("damaged_index") == 0);
  write_current("{\"format\": " + std::to_string(schema::kFormatVersion) +
                R"(, "revision": 78, "segments": [{"name": "000099"}]})");
  bench.service().refresh();
  CHECK(bench.find("alpha") == Ids{"a"});
}

TEST_CASE("postings that Xapian cannot open are found out when the index is opened") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  const auto postings = schema::postings_path(schema::segment_path(bench.path(), "000001"));
  std::ofstream(postings, std::ios::trunc) << "no database";
  SearchService service(bench.path(), *TestNames::get().recognizer, {});
  CHECK(service.refresh().find("damaged_index") == 0);
  CHECK_FALSE(service.ready());
}

TEST_CASE("an article is shown with marks, labels and the reasons for its entities") {
  IndexBench bench;
  Article one = article("x/1", "Sanae Takaichi in Nara", "A summit.");
  one.countries = {"US"};
  bench.add({one});
  const auto view =
      bench.service().article({.id = "x/1", .query = "nara summit", .label_language = "ja"});
  REQUIRE(view);
  CHECK(view->marked);
  CHECK(joined(view->marked_title, "<", ">") == "Sanae Takaichi in <Nara>");
  CHECK(joined(view->marked_body, "<", ">") == "A <summit>.");
  REQUIRE_FALSE(view->leaders.empty());
  CHECK(view->leaders[0].label == "高市早苗");
  bool explained = false;
  for (const WhyEntry& why : view->why) {
    for (const auto& place : why.evidence) {
      const std::string& text = place.field == "title" ? one.title : one.body;
      CHECK(text.substr(place.begin, place.end - place.begin) == place.text);
    }
    explained = explained || why.id == "takaichi-sanae";
  }
  CHECK(explained);
  CHECK(bench.service().article({.id = "x/2"}).problem().code == "not_found");
  CHECK(bench.service().article({.id = ""}).problem().code == "not_found");
  CHECK_FALSE(bench.service().article({.id = "x/1"})->marked);
}

TEST_CASE("statistics count live articles, their languages and days") {
  IndexBench bench;
  Article a = article("a", "alpha");
  a.language = "ja";
  a.published = "2026-01";
  Article b = article("b", "beta");
  b.language = "ja";
  b.published = "2020";
  Article c = article("c", "gamma");
  c.language = "en";
  bench.add({a, b});
  bench.add({c});
  auto stats = bench.service().stats();
  REQUIRE(stats);
  CHECK(stats->articles == 3);
  CHECK(stats->segments == 2);
  CHECK(stats->first_day == "2020-01-01");
  CHECK(stats->last_day == "2026-01-31");
  REQUIRE(stats->languages.size() == 2);
  CHECK(stats->languages[0] == std::pair<std::string, std::uint64_t>("ja", 2));
  const std::string revision = stats->revision;
  bench.remove({"b"});
  stats = bench.service().stats();
  CHECK(stats->first_day == "2026-01-01");
  CHECK(stats->revision != revision);
}

TEST_CASE("many threads search while the index changes, and every answer is of one state") {
  IndexBench bench;
  bench.add({article("a", "alpha"), article("b", "alpha")});
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      while (!done) {
        SearchRequest request;
        request.query = "alpha";
        const auto result = bench.service().search(request);
        if (!result || result->total != result->hits.size() || result->total < 2) ++wrong;
      }
    });
  }
  for (int round = 0; round < 8; ++round) {
    bench.add({article("c" + std::to_string(round), "alpha")});
    bench.remove({"c" + std::to_string(round)});
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("many threads open handles on one segment at once") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  const auto current = schema::read_current(bench.path());
  REQUIRE(current);
  const auto segment = schema::Segment::open(bench.path(), current->segments.at(0));
  REQUIRE(segment);
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        try {
          if ((*segment)->open_postings().get_doccount() != 1) ++failed;
        } catch (const Xapian::Error&) {
          ++failed;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 0);
}

TEST_CASE("a segment stays readable after its folder was deleted") {
  IndexBench bench;
  bench.add({article("a", "alpha")});
  const auto segment =
      schema::Segment::open(bench.path(), schema::read_current(bench.path())->segments.at(0));
  REQUIRE(segment);
  std::filesystem::remove_all(bench.path());
  const Xapian::Database postings = (*segment)->open_postings();
  CHECK(schema::find_row(**segment, postings, "a") == 0);
  CHECK((*segment)->read_article(0)->title == "alpha");
}

TEST_CASE("a hit stays small whatever its title, and the article itself is whole") {
  IndexBench bench;
  const std::string wall = "summit " + std::string(1 << 20, 'x');
  bench.add({article("a", wall, "alpha beta gamma summit"),
             article("b", wall + " b", "alpha beta gamma summit")});
  const auto bytes = [](const std::vector<TextSegment>& title) { return joined(title).size(); };
  constexpr std::size_t kMost = 1024 + 3;
  SearchRequest request;
  request.query = "summit";
  for (const bool collapse : {false, true}) {
    request.collapse = collapse;
    const SearchResult result = bench.search(request);
    REQUIRE_FALSE(result.hits.empty());
    for (const Hit& hit : result.hits) {
      CHECK(bytes(hit.title) <= kMost);
      CHECK(joined(hit.title, "<", ">").starts_with("<summit> xxx"));
      CHECK(joined(hit.title).ends_with("x…"));
    }
  }
  const auto similar = bench.service().similar({.id = "a"});
  REQUIRE(similar);
  REQUIRE(similar->articles.size() == 1);
  CHECK(bytes(similar->articles[0].article.title) <= kMost);
  const auto view = bench.service().article({.id = "a", .query = "summit"});
  REQUIRE(view);
  CHECK(joined(view->marked_title) == wall);
  const auto story = bench.service().story({.id = "a"});
  if (story) {
    for (const Hit& hit : story->articles) CHECK(bytes(hit.title) <= kMost);
  }
}

TEST_CASE("a word under a wall of marks is suggested as it is read, not as it is written") {
  IndexBench bench;
  std::string marks;
  for (int i = 0; i < 20'000; ++i) marks += "\u0301";
  bench.add({article("a", "gamma" + marks + "delta")});
  const auto suggestions = bench.service().suggest({.query = "gam"});
  REQUIRE(suggestions);
  for (const Suggestion& one : *suggestions) CHECK(one.text.size() < 300);
}
