// SPDX-License-Identifier: GPL-3.0-or-later
// Every step of a search ends when its time is over, also in the midst of a loop.
#include "server/search/deadline.h"

#include <doctest/doctest.h>

#include <functional>

#include "core/schema/forward_match.h"
#include "core/schema/schema.h"
#include "server/search/day_tally.h"
#include "server/search/facet_counts.h"
#include "server/search/facet_values.h"
#include "server/search/pinned_hits.h"
#include "server/search/ranking.h"
#include "server/search/search_run.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;
using std::chrono::milliseconds;

namespace {

// A clock that a test sets.
Deadline::Clock::time_point fake_now;
Deadline::Clock::time_point read_fake() { return fake_now; }

// A clock whose time is over when it is looked at for the n-th time.
int looks = 0;
int over_at = 0;
Deadline::Clock::time_point count_looks() {
  return Deadline::Clock::time_point{} + milliseconds(++looks >= over_at ? 11 : 0);
}

constexpr int kArticles = 6000;  // more than one look at the clock is worth

struct Bench {
  Bench() {
    std::vector<Article> articles;
    for (int i = 0; i < kArticles; ++i) {
      articles.push_back(article("a" + std::to_string(i), "alpha beta", "beta alpha gamma"));
      articles.back().published = "2025-01-01";
      articles.back().source = "s" + std::to_string(i % 7);
    }
    bench.add(articles);
    snapshot = *Snapshot::open(bench.path());
    handles.emplace(*snapshot);
  }
  SearchContext context(Deadline& deadline) {
    return {*snapshot, **handles, *TestNames::get().recognizer, names, analyser, cache,
            limits,    deadline};
  }
  static Bench& get() {
    static Bench bench;
    return bench;
  }

  IndexBench bench;
  QueryLimits limits;
  std::shared_ptr<const Snapshot> snapshot;
  std::optional<Snapshot::Lease> handles;
  NameIndex names{*TestNames::get().gazetteer};
  text::Analyser analyser;
  MatchSetCache cache{0};
};

// A deadline of 10 ms by that clock; making it is the first look.
Deadline over_at_look(int number) {
  looks = 0;
  over_at = number;
  return Deadline(milliseconds(10), UINT64_MAX, &count_looks);
}

SetQuery phrase_of(const text::Analysis& analysis) {
  SetQuery query = SetQuery::of(SetKind::kPhrase, {});
  query.terms = {schema::surface_term("alpha"), schema::surface_term("beta")};
  query.run = {&analysis, 0, static_cast<std::uint32_t>(analysis.units.size())};
  return query;
}

}  // namespace

TEST_CASE("a deadline is looked at after so much work, not so many calls") {
  fake_now = {};
  Deadline deadline(milliseconds(10), UINT64_MAX, &read_fake);
  fake_now += milliseconds(11);
  CHECK_NOTHROW(deadline.check());
  CHECK_THROWS_AS(deadline.check(5000), DeadlineExceeded);
  for (int i = 0; i < 4000; ++i) CHECK_NOTHROW(deadline.check());
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 100; ++i) deadline.check();
      }(),
      DeadlineExceeded);
  fake_now -= milliseconds(2);
  CHECK_NOTHROW(deadline.check_now());
}

TEST_CASE("candidates are counted, and long ones are much work") {
  Deadline deadline(milliseconds(60'000), 3);
  for (int i = 0; i < 3; ++i) CHECK_NOTHROW(deadline.verify(10));
  CHECK_THROWS_AS(deadline.verify(10), TooManyCandidates);
  fake_now = {};
  Deadline over(milliseconds(10), 100, &read_fake);
  fake_now += milliseconds(11);
  CHECK_THROWS_AS(over.verify(1'000'000), DeadlineExceeded);
}

TEST_CASE("every loop notices by itself that time is over") {
  Bench& bench = Bench::get();
  Deadline long_time(milliseconds(60'000));
  const SearchContext context = bench.context(long_time);
  const std::shared_ptr<const MatchSet> all = match_all(context);
  REQUIRE(all->size() == kArticles);
  const Filters filters({}, *bench.snapshot, *TestNames::get().gazetteer);
  text::Analyser analyser;
  const text::Analysis words = analyser.analyse("alpha beta");
  Scoring scoring;
  scoring.groups.push_back({{{"alpha", {}}}, "", text::Script::kLatin});
  std::map<std::string, std::function<void(Deadline&)>> steps;
  steps["set pass, term"] = [&](Deadline& deadline) {
    run_set_pass(SetQuery::of_term(schema::surface_term("alpha")), *bench.snapshot, **bench.handles,
                 deadline);
  };
  steps["set pass, phrase"] = [&](Deadline& deadline) {
    run_set_pass(phrase_of(words), *bench.snapshot, **bench.handles, deadline);
  };
  steps["facet counts"] = [&](Deadline& deadline) {
    count_facets(all, filters, {}, *bench.snapshot, deadline);
  };
  steps["histogram"] = [&](Deadline& deadline) {
    tally_days(*all, HistogramInterval::kDay, DateField::kPublished, *bench.snapshot, deadline);
  };
  steps["ranking"] = [&](Deadline& deadline) {
    rank_by_relevance(scoring, {std::nullopt, 0, 10},
                      {*all, *bench.snapshot, **bench.handles, bench.limits, deadline});
  };
  steps["date order"] = [&](Deadline& deadline) {
    rank_by_date(true, {std::nullopt, 0, 10},
                 {*all, *bench.snapshot, **bench.handles, bench.limits, deadline});
  };
  steps["statistics"] = [&](Deadline& deadline) {
    (*Snapshot::open(bench.bench.path()))->stats(deadline);
  };
  steps["search"] = [&](Deadline& deadline) {
    SearchRequest request;
    request.query = "alpha";
    const bool found = static_cast<bool>(run_search(request, bench.context(deadline)));
    CHECK(found);
  };
  steps["export"] = [&](Deadline& deadline) { run_pinned({}, bench.context(deadline)); };
  steps["facet values"] = [&](Deadline& deadline) {
    find_facet_values({Facet::kSource, "s", {}}, bench.context(deadline));
  };
  steps["article"] = [&](Deadline& deadline) {
    const bool found =
        static_cast<bool>(view_article({.id = "a1", .query = "alpha"}, bench.context(deadline)));
    CHECK(found);
  };
  for (const auto& [name, step] : steps) {
    CAPTURE(name);
    Deadline free = over_at_look(INT32_MAX);
    step(free);  // what is counted once for a snapshot is counted now
    Deadline never = over_at_look(INT32_MAX);
    CHECK_NOTHROW(step(never));
    const int all_looks = looks;
    // Making it is one, most look once before they begin, and 6000 rows are worth another.
    CHECK(all_looks >= (name == "article" || name == "statistics" ? 2 : 3));
    for (int look = 2; look <= all_looks; ++look) {
      CAPTURE(look);
      Deadline over = over_at_look(look);
      CHECK_THROWS_AS(step(over), DeadlineExceeded);
      CHECK(looks == look);  // and it does not go on
    }
  }
}

TEST_CASE("a chain of NEAR over one long article looks at the clock while it is measured") {
  std::string body;
  for (int i = 0; i < 30'000; ++i) body += "word ";
  IndexBench bench;
  bench.add({article("long", "word", body)});
  const auto snapshot = *Snapshot::open(bench.path());
  Snapshot::Lease handles(*snapshot);
  text::Analyser analyser;
  const text::Analysis word = analyser.analyse("word");
  SetQuery near = SetQuery::of(SetKind::kNear, {});
  near.children.push_back(SetQuery::of_term(schema::surface_term("word")));
  near.operands.assign(50, {{&word, 0, 1, LastUnit::kItself}});
  near.distances.assign(49, schema::kMaxNearDistance);
  Deadline never = over_at_look(INT32_MAX);
  CHECK(run_set_pass(near, *snapshot, *handles, never).size() == 1);
  CHECK(looks > 50);  // 3,000,000 steps, a look in some 4096
  Deadline over = over_at_look(40);
  CHECK_THROWS_AS(run_set_pass(near, *snapshot, *handles, over), DeadlineExceeded);
  CHECK(looks == 40);
}

TEST_CASE("articles that NEAR looks into are candidates like those of phrases") {
  Bench& bench = Bench::get();
  Deadline deadline(milliseconds(60'000), 10);
  SearchRequest request;
  request.query = "alpha NEAR gamma";
  CHECK_THROWS_AS(run_search(request, bench.context(deadline)), TooManyCandidates);
}

TEST_CASE(
    "a search whose time is over, or that asks for too much, is a problem with its own code") {
  QueryLimits limits;
  limits.max_candidates = 2;
  IndexBench bench(limits);
  bench.add({article("a", "alpha beta"), article("b", "alpha beta"), article("c", "alpha beta")});
  SearchRequest request;
  request.query = "\"alpha beta\"";
  const auto result = bench.service().search(request);
  REQUIRE_FALSE(result);
  CHECK(result.problem().code == "too_broad");
  request.query = "alpha";
  CHECK(bench.service().search(request));
}
