// SPDX-License-Identifier: GPL-3.0-or-later
// In how many articles of a language a term stands, and that a refresh forgets nothing of segments
// that stay.
#include "server/search/term_counts.h"

#include <doctest/doctest.h>

#include "core/schema/schema.h"
#include "server/search/snapshot.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

Article in_language(std::string id, std::string language, std::string body) {
  Article out = article(std::move(id), "", std::move(body));
  out.language = std::move(language);
  return out;
}

std::shared_ptr<const Snapshot> open(const IndexBench& bench, const Snapshot* before = nullptr) {
  auto snapshot = Snapshot::open(bench.path(), before);
  REQUIRE(snapshot);
  return *snapshot;
}

std::uint32_t count(const Snapshot& snapshot, std::size_t segment, const std::string& word,
                    std::string_view language) {
  Snapshot::Lease handles(snapshot);
  Deadline deadline(std::chrono::milliseconds(60'000));
  return snapshot.term_counts(segment).in_language(
      schema::surface_term(word), *text::stem_language(language),
      {snapshot.segment(segment).columns(), handles->segments[segment]}, deadline);
}

std::vector<Article> some() {
  return {in_language("a", "en", "tesla one"), in_language("b", "en-GB", "tesla two"),
          in_language("c", "es", "tesla tres"), in_language("d", "zh-Hans", "tesla 四"),
          in_language("e", "es", "cinco")};
}

}  // namespace

TEST_CASE("articles of one language are counted, whichever tag they have") {
  IndexBench bench;
  bench.add(some());
  const auto snapshot = open(bench);
  CHECK(count(*snapshot, 0, "tesla", "en") == 2);
  CHECK(count(*snapshot, 0, "tesla", "es") == 1);
  CHECK(count(*snapshot, 0, "tesla", "fr") == 0);
  CHECK(count(*snapshot, 0, "cinco", "es") == 1);
  CHECK(count(*snapshot, 0, "unheard", "es") == 0);
}

TEST_CASE("one walk counts all languages of a segment") {
  IndexBench bench;
  bench.add(some());
  const auto snapshot = open(bench);
  for (int i = 0; i < 3; ++i) {
    CHECK(count(*snapshot, 0, "tesla", "en") == 2);
    CHECK(count(*snapshot, 0, "tesla", "es") == 1);
  }
  CHECK(snapshot->term_counts(0).walks() == 1);
}

TEST_CASE("a segment that stays keeps its counts when another comes, and when articles go") {
  IndexBench bench;
  bench.add(some());
  const auto first = open(bench);
  CHECK(count(*first, 0, "tesla", "en") == 2);
  bench.add({in_language("f", "en", "tesla six")});
  const auto second = open(bench, first.get());
  REQUIRE(second->segment_count() == 2);
  CHECK(count(*second, 0, "tesla", "en") == 2);
  CHECK(second->term_counts(0).walks() == 1);
  CHECK(count(*second, 1, "tesla", "en") == 1);
  CHECK(second->term_counts(1).walks() == 1);
  bench.remove({"a"});
  const auto third = open(bench, second.get());
  CHECK(count(*third, 0, "tesla", "en") == 2);  // until the segment is merged
  CHECK(third->term_counts(0).walks() == 1);
  CHECK(open(bench)->term_counts(0).walks() == 0);
}

TEST_CASE("segments of other content keep no counts, also under the same name") {
  IndexBench bench;
  bench.add(some());
  const auto first = open(bench);
  CHECK(count(*first, 0, "tesla", "en") == 2);
  IndexBench other;
  other.add({in_language("a", "en", "tesla"), in_language("b", "en", "tesla"),
             in_language("c", "en", "tesla")});
  REQUIRE(first->segment(0).name() == open(other)->segment(0).name());
  CHECK(count(*open(other, first.get()), 0, "tesla", "en") == 3);
}

TEST_CASE("counts are bounded") {
  IndexBench bench;
  bench.add(some());
  const auto snapshot = open(bench);
  TermCounts counts(snapshot->segment(0).columns(), 2);
  Snapshot::Lease handles(*snapshot);
  Deadline deadline(std::chrono::milliseconds(60'000));
  const auto ask = [&](const std::string& word) {
    return counts.in_language(schema::surface_term(word), *text::stem_language("es"),
                              {snapshot->segment(0).columns(), handles->segments[0]}, deadline);
  };
  for (const std::string word : {"tesla", "tres", "cinco", "tesla"}) CHECK(ask(word) == 1);
  CHECK(counts.walks() == 4);
}
