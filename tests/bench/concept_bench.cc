// SPDX-License-Identifier: GPL-3.0-or-later
// NDJSON of articles → what the concept plane's steps cost on one core, each by itself, as JSON:
// loading the gazetteer, walking its forms over the text (the matcher), deciding what the matches
// mean, finding dates; and, to compare, the analysis of the text that all of it rests on.
// The digest tells whether a change of speed changed what is found.
//
// usage: concept_bench GAZETTEER ARTICLES.ndjson [ARTICLES-AT-MOST]
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/article_json.h"
#include "core/entities/date_mentions.h"
#include "core/entities/form_trie.h"
#include "core/entities/recognizer.h"
#include "core/hash.h"
#include "process_usage.h"

namespace {

using dragoman::bench::CpuClock;
namespace entities = dragoman::entities;

struct Costs {  // milliseconds of processor time
  double analysis = 0;
  double matcher = 0;
  double recognition = 0;  // the matcher with all that follows it
  double dates = 0;
};

struct Totals {
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;
  std::uint64_t matches = 0;
  std::uint64_t findings = 0;
  std::uint64_t dates = 0;
  std::uint64_t digest = dragoman::kHashStart;  // of what was found and where
};

class Bench {
 public:
  Bench(const entities::FormTrie& trie, const entities::Recognizer& recognizer)
      : trie_(trie), recognizer_(recognizer) {}

  void measure(const dragoman::Article& article) {
    const CpuClock clock;
    double begin = clock.milliseconds();
    const auto took = [&] {
      const double now = clock.milliseconds();
      const double spent = now - begin;
      begin = now;
      return spent;
    };
    const dragoman::text::Analysis title = analyser_.analyse(article.title);
    const dragoman::text::Analysis body = analyser_.analyse(article.body);
    costs.analysis += took();
    match(article.title, title);
    match(article.body, body);
    costs.matcher += took();
    const dragoman::text::Analysis nothing;
    const entities::ArticleText fields = {
        {{article.title, &title}, {"", &nothing}, {article.body, &body}}};
    const auto findings = recognizer_.recognise(fields, article.published);
    costs.recognition += took();
    for (const entities::Finding& finding : findings) note(finding);
    took();
    totals.dates += entities::find_dates(article.title, title, article.published).size() +
                    entities::find_dates(article.body, body, article.published).size();
    costs.dates += took();
    ++totals.articles;
    totals.bytes += article.title.size() + article.body.size();
  }

  Costs costs;
  Totals totals;

 private:
  void note(const entities::Finding& finding) {
    const auto add = [this](std::string_view part) {
      totals.digest = dragoman::hash64(part, totals.digest);
    };
    ++totals.findings;
    add(recognizer_.gazetteer().entities()[finding.entity].id);
    add(std::to_string(finding.mentions) + ' ' + std::to_string(finding.score));
    for (const entities::Evidence& evidence : finding.evidence)
      add(std::to_string(evidence.begin) + evidence.text);
  }
  void match(std::string_view text, const dragoman::text::Analysis& analysis) {
    entities::FormTrie::Walk walk(trie_);
    entities::FormTrie::Found found;
    trie_.begin(analysis, text, walk);
    for (std::uint32_t i = 0; i < analysis.units.size(); ++i)
      if (trie_.find(walk, i, found)) ++totals.matches;
  }

  const entities::FormTrie& trie_;
  const entities::Recognizer& recognizer_;
  dragoman::text::Analyser analyser_;
};

nlohmann::ordered_json report(const Bench& bench) {
  const auto speed = [&](double ms) {
    return static_cast<double>(bench.totals.bytes) / 1e6 / (ms / 1e3);
  };
  return {{"articles", bench.totals.articles},
          {"bytes", bench.totals.bytes},
          {"analysis_mb_per_second", speed(bench.costs.analysis)},
          {"matcher_mb_per_second", speed(bench.costs.matcher)},
          {"recognition_mb_per_second", speed(bench.costs.recognition)},
          {"dates_mb_per_second", speed(bench.costs.dates)},
          {"matches", bench.totals.matches},
          {"findings", bench.totals.findings},
          {"digest", bench.totals.digest},
          {"dates", bench.totals.dates}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: concept_bench GAZETTEER ARTICLES.ndjson [ARTICLES-AT-MOST]\n";
    return 2;
  }
  dragoman::text::Analyser().analyse("a");  // makes the tables of folding, which are not measured
  const CpuClock clock;
  const dragoman::bench::Stopwatch wall;
  const double begin = clock.milliseconds();
  const auto gazetteer = entities::Gazetteer::load(argv[1]);
  if (!gazetteer) {
    std::cerr << gazetteer.problem().message << '\n';
    return 1;
  }
  const entities::Recognizer recognizer(*gazetteer);
  const double load_ms = clock.milliseconds() - begin;
  const double load_wall_ms = wall.milliseconds();
  const entities::FormTrie trie(*gazetteer);
  Bench bench(trie, recognizer);
  const std::uint64_t most = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : UINT64_MAX;
  std::ifstream lines(argv[2]);
  for (std::string line; bench.totals.articles < most && std::getline(lines, line);) {
    if (const auto article = dragoman::article_from_json(line)) bench.measure(*article);
  }
  auto out = report(bench);
  out["gazetteer_load_ms"] = load_wall_ms;
  out["gazetteer_load_cpu_ms"] = load_ms;
  std::cout << out.dump(1) << '\n';
  return bench.totals.articles > 0 ? 0 : 1;
}
