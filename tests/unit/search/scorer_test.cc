// SPDX-License-Identifier: GPL-3.0-or-later
// Scores against BM25 computed by hand, the two ways of walking a list against each other, and what
// a word's rarity is measured against.
#include "server/search/scorer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "server/search/archive_facts.h"
#include "server/search/word_pairs.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

Article written(std::string id, std::string body, std::string language = "en") {
  Article out = article(std::move(id), "", std::move(body));
  out.language = std::move(language);
  return out;
}

// The scores of some rows of an index of one segment.
std::vector<float> scores_of(const IndexBench& bench, const std::vector<ScoreGroup>& groups,
                             const RowSet& rows) {
  const auto snapshot = *Snapshot::open(bench.path());
  Snapshot::Lease handles(*snapshot);
  Deadline deadline(std::chrono::milliseconds(60'000));
  return Scorer(groups, *snapshot, *handles, deadline).scores(0, rows, deadline);
}

ScoreGroup word(std::string form, std::vector<std::string> family = {}) {
  ScoreGroup group;
  group.forms.push_back({std::move(form), std::move(family)});
  group.script = text::Script::kLatin;
  return group;
}

}  // namespace

TEST_CASE("a word scores by BM25 over its occurrences, its rarity and the length of the text") {
  IndexBench bench;
  // Four texts of 8 units: the mean is 8 and no step away from it.
  bench.add({written("a", "summit talks held in nara by two leaders"),
             written("b", "summit summit summit held in nara by two"),
             written("c", "nothing of that kind was said here today"),
             written("d", "nothing of that kind was said there today")});
  const std::vector<float> scores = scores_of(bench, {word("summit")}, {0, 1, 2, 3});
  const double idf = std::pow(std::log(1 + (4 - 2 + 0.5) / (2 + 0.5)), 1.3);
  CHECK(scores[0] == doctest::Approx(2.2 * idf * 1 / (1 + 1.2)));
  CHECK(scores[1] == doctest::Approx(2.2 * idf * 3 / (3 + 1.2)));
  CHECK(scores[2] == 0);
  CHECK(scores[3] == 0);
}

TEST_CASE("another form of a word counts, and less than the one that was typed") {
  IndexBench bench;
  bench.add({written("a", "sanctions were discussed for hours in the capital"),
             written("b", "sanction were discussed for hours in the capital"),
             written("c", "weather was discussed for hours in the capital")});
  const std::vector<float> scores = scores_of(bench, {word("sanctions", {"sanction"})}, {0, 1, 2});
  CHECK(scores[0] > scores[1]);
  CHECK(scores[1] > 0);
  CHECK(scores[2] == 0);
}

TEST_CASE("a small set is scored as the same rows of a large one") {
  IndexBench bench;
  std::mt19937 random(11);
  const std::array<const char*, 6> words = {"alpha", "beta", "gamma", "delta", "the", "of"};
  std::vector<Article> articles;
  for (int i = 0; i < 700; ++i) {
    std::string body;
    for (std::size_t n = 1 + random() % 40; n > 0; --n)
      body += std::string(words[random() % words.size()]) + " ";
    articles.push_back(written("a" + std::to_string(i), body));
  }
  bench.add(articles);
  const std::vector<ScoreGroup> groups = {word("alpha", {"beta"}), word("gamma"), word("the")};
  RowSet every;
  for (std::uint32_t row = 0; row < 700; ++row) every.push_back(row);
  const std::vector<float> all = scores_of(bench, groups, every);
  const RowSet few = {0, 3, 4, 250, 499, 698, 699};
  const std::vector<float> some = scores_of(bench, groups, few);
  REQUIRE(some.size() == few.size());
  for (std::size_t i = 0; i < few.size(); ++i) CHECK(some[i] == all[few[i]]);
}

TEST_CASE(
    "a frequent word of one language tells nothing there, however rare it is in the archive") {
  IndexBench bench;
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i)
    articles.push_back(
        written("es" + std::to_string(i), i == 0 ? "de la cumbre de paz" : "de la vida", "es"));
  for (int i = 0; i < 200; ++i)
    articles.push_back(written("zh" + std::to_string(i), "今天天气很好", "zh-Hans"));
  bench.add(articles);
  const std::vector<float> scores = scores_of(bench, {word("de"), word("cumbre")}, {0, 1});
  CHECK(scores[1] < 0.1F);  // "de" alone
  CHECK(scores[0] > 20 * scores[1]);
}

TEST_CASE("where a question's language is certain its own articles lead") {
  IndexBench bench;
  const std::string body = "nara summit talks held there by two leaders";
  std::vector<Article> articles = {written("own", body), written("other", body, "fi")};
  for (int i = 0; i < 6; ++i)
    articles.push_back(written("f" + std::to_string(i),
                               "toinen uutinen tuli eilen muualta kuin sieltä taas", "fi"));
  articles.push_back(written("e", "the talks of the two leaders held there"));
  bench.add(articles);
  const std::vector<float> doubtful = scores_of(bench, {word("nara")}, {0, 1});
  CHECK(doubtful[0] == doubtful[1]);
  const std::vector<float> certain =
      scores_of(bench, {word("the"), word("of"), word("talks"), word("nara")}, {0, 1});
  CHECK(certain[0] > certain[1]);
}

TEST_CASE(
    "a name that other languages' articles are full of is as rare as it is in the question's") {
  IndexBench bench;
  std::vector<Article> articles;
  for (int i = 0; i < 12; ++i) {
    articles.push_back(written("en" + std::to_string(i), i == 0
                                                             ? "what did tesla say to the company"
                                                             : "the company said it"));
  }
  for (int i = 0; i < 60; ++i)
    articles.push_back(written("es" + std::to_string(i), "tesla vive en la ciudad", "es"));
  bench.add(articles);
  const std::vector<ScoreGroup> question = {word("what"), word("the"), word("company"),
                                            word("tesla")};
  std::vector<ScoreGroup> without = question;
  without.pop_back();
  const float with_name = scores_of(bench, question, {0})[0];
  const float other_words = scores_of(bench, without, {0})[0];
  // One English article of twelve: as rare as "what", not as common as 61 articles of 72.
  CHECK(with_name - other_words == doctest::Approx(scores_of(bench, {word("what")}, {0})[0]));
}

TEST_CASE("words typed side by side count more where they stand side by side, in any form") {
  IndexBench bench;
  bench.add({written("apart", "the talks were held after the peace of nara today"),
             written("side", "the peace talks were held after the end of nara"),
             written("form", "the peace talk were held after the end of nara"),
             written("comma", "the peace, talks were held after the end of nara"),
             written("none", "nothing of that kind was said here by any of them")});
  const auto snapshot = *Snapshot::open(bench.path());
  Snapshot::Lease handles(*snapshot);
  Deadline deadline(std::chrono::milliseconds(60'000));
  const Scoring scoring{{word("peace"), word("talks", {"talk"})}, {{"peace", "talks"}}};
  const Scorer scorer(scoring.groups, *snapshot, *handles, deadline);
  WordPairs pairs(scoring, scorer, *snapshot);
  const float weight = 0.15F * (scorer.weight("peace") + scorer.weight("talks")) / 2;
  CHECK(pairs.gain(0, 0, deadline) == 0);
  CHECK(pairs.gain(0, 1, deadline) ==
        doctest::Approx(weight * Scorer::saturation(1, snapshot->archive().relative_lengths(
                                                           *snapshot, deadline)[0][1])));
  CHECK(pairs.gain(0, 2, deadline) > 0);
  CHECK(pairs.gain(0, 3, deadline) == 0);
  CHECK(pairs.gain(0, 4, deadline) == 0);
}
