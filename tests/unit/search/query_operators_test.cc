// SPDX-License-Identifier: GPL-3.0-or-later
// NEAR, fields, dates and prefixes on an index: what each finds, in several languages.
#include <doctest/doctest.h>

#include <algorithm>

#include "server/search/query_parser.h"
#include "server/search/query_plan.h"
#include "server/search/set_pass.h"
#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::string sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

struct Archive {
  Archive() {
    Article one = article("en", "Talks on trade",
                          "The minister spoke of nuclear energy, then of peace. Ships sailed.");
    one.language = "en";
    one.source = "The Wire";
    one.published = "2026-01-13";
    one.leaders = {"takaichi-sanae"};
    one.countries = {"JP"};
    one.topics = {"summit"};
    Article two =
        article("ja", "高市早苗首相と李在明大統領", "国国際会議。両首脳は奈良で会談した。");
    two.language = "ja";
    two.published = "2026-02";
    two.mentioned_dates = {"2026-01-13"};
    Article three = article("ko", "소식", "정상회담을 어제 서울에서 열었다");
    three.language = "zh-Hant";
    three.topics = {"visit"};
    bench.add({one, two});
    bench.add({three, article("latin", "NUCLEAR", "nucleus nuclei energy")});
  }
  std::string find(const std::string& query) const {
    return sorted(bench.find(query, MatchMode::kAll));
  }
  IndexBench bench;
};

}  // namespace

TEST_CASE("NEAR finds what stands near, in both orders, within a sentence") {
  const Archive archive;
  CHECK(archive.find("nuclear NEAR/4 peace") == "en");  // energy, the comma, then, of
  CHECK(archive.find("nuclear NEAR/3 peace") == "");
  CHECK(archive.find("peace NEAR/4 nuclear") == "en");
  CHECK(archive.find("peace NEAR/99 ships") == "");
  CHECK(archive.find("peace NEAR/100 ships") == "en");
  CHECK(archive.find("trade NEAR/1000 minister") == "");  // title and body
  CHECK(archive.find("minister NEAR/9 \"nuclear energy\" NEAR/1 then") == "en");
  CHECK(archive.find("高市早苗 NEAR/3 李在明") == "ja");
  CHECK(archive.find("李在明 NEAR/3 高市早苗") == "ja");
  CHECK(archive.find("高市早苗 NEAR/2 李在明") == "");
  CHECK(archive.find("国 NEAR/0 国") == "ja");
  CHECK(archive.find("会 NEAR/0 会") == "");
  CHECK(archive.find("정상회담 NEAR/1 서울에서") == "ko");  // with another particle
  CHECK(archive.find("회담 NEAR/1 서울에서") == "");        // not inside a word
  CHECK(archive.find("(atomic OR nuclear OR 정상회담) NEAR/3 (then OR 서울에서)") == "en ko");
  CHECK(archive.find("minister -nuclear NEAR/4 peace") == "");
  CHECK(archive.find("minister -nuclear NEAR/3 peace") == "en");
  CHECK(archive.find("nuclear NEAR/4 ! NEAR/4 peace") == "en");
}

TEST_CASE("a field takes ids, labels and names in any language, and none") {
  const Archive archive;
  CHECK(archive.find("leader:takaichi-sanae") == "en ja");
  CHECK(archive.find("leader:高市早苗") == "en ja");
  CHECK(archive.find("leader:\"Sanae Takaichi\"") == "en ja");
  CHECK(archive.find("leader:다카이치 talks") == "");
  CHECK(archive.find("leader:nobody") == "");
  CHECK(archive.find("country:jp") == archive.find("country:日本"));
  CHECK(archive.find("country:JP talks") == "en");
  CHECK(archive.find("talks -country:日本") == "");
  CHECK(archive.find("nuclear -country:jp") == "latin");
  CHECK(archive.find("topic:summit nuclear") == "en");
  CHECK(archive.find("topic:峰会 nuclear") == "en");
  CHECK(archive.find("topic:(event trade)") == "");
  CHECK(archive.find("topic:(visit OR trade)") == "ko");
  CHECK(archive.find("topic:event -title:Talks").find("ko") != std::string::npos);
  CHECK(archive.find("language:ja") == "ja");
  CHECK(archive.find("language:日本語") == "ja");
  CHECK(archive.find("language:Japonais") == "ja");
  CHECK(archive.find("language:zh") == "ko");
  CHECK(archive.find("language:zh-hant") == "ko");
  CHECK(archive.find("language:none") == "latin");
  CHECK(archive.find("source:\"the wire\"") == "en");
  CHECK(archive.find("source:none") == "ja ko latin");
  CHECK(archive.find("id:latin") == "latin");
  CHECK(archive.find("id:(en OR ja)") == "en ja");
}

TEST_CASE("title: asks the title only, for words, phrases and beginnings") {
  const Archive archive;
  CHECK(archive.find("title:trade") == "en");
  CHECK(archive.find("title:minister") == "");
  CHECK(archive.find("title:\"talks on trade\"") == "en");
  CHECK(archive.find("title:\"trade talks\"") == "");
  CHECK(archive.find("title:(talks trade)") == "en");
  CHECK(archive.find("title:首相") == "ja");
  CHECK(archive.find("title:国際") == "");
  CHECK(archive.find("title:nuc*") == "latin");
  CHECK(archive.find("nuc*") == "en latin");
}

TEST_CASE("what is verified in the title is not found in the text behind it") {
  IndexBench bench;
  bench.add({article("a", "F and 16 others", "an F-16 flew. Talks on trade"),
             article("b", "Trade on talks", "talks on trade")});
  const auto find = [&bench](const std::string& query) {
    return sorted(bench.find(query, MatchMode::kAll));
  };
  CHECK(find("title:f1*") == "");
  CHECK(find("f1*") == "a");
  CHECK(find("title:\"talks on trade\"") == "");
  CHECK(find("\"talks on trade\"") == "a b");
}

TEST_CASE("dates in a query are conditions on when articles were published or what they mention") {
  const Archive archive;
  CHECK(archive.find("date:2026-01") == "en");
  CHECK(archive.find("date:2026-01..2026-02") == "en ja");
  CHECK(archive.find("published:>=2026-01-14") == "ja");
  CHECK(archive.find("date:>2026-02-10") == "ja");  // some day in February
  CHECK(archive.find("date:2026-02..2026-01") == "");
  CHECK(archive.find("date:none") == "ko latin");
  CHECK(archive.find("mentioned:2026-01-13") == "ja");
  CHECK(archive.find("energy -date:2026") == "latin");
}

TEST_CASE("a star asks for words that begin so") {
  const Archive archive;
  CHECK(archive.find("nucle*") == "en latin");
  CHECK(archive.find("nuclei*") == "latin");
  CHECK(archive.find("정상*") == "ko");
  CHECK(archive.find("회담*") == "");
  CHECK(archive.find("高市早*") == "ja");
  CHECK(archive.find("nuclear-ener*") == "en");
  CHECK(archive.find("nuc* NEAR/0 energ*") == "en latin");
  CHECK(archive.find("zzz*") == "");
  SearchRequest request;
  request.query = "nucle*";
  request.match = MatchMode::kAll;
  const SearchResult result = archive.bench.search(request);
  CHECK(joined(result.hits[0].snippet, "[", "]").find("[nucle") != std::string::npos);
}

TEST_CASE("a prefix of very many words stands for the most frequent ones in any segments") {
  IndexBench split;
  IndexBench whole;
  std::vector<Article> all;
  for (int i = 0; i < 6; ++i) {
    std::string body = "pcommon ";
    for (int w = 0; w < 100; ++w) {
      std::string rare = "p";
      for (int n = i * 100 + w + 1; n > 0; n /= 20) rare += static_cast<char>('a' + n % 20);
      body += rare + " ";
    }
    all.push_back(article("a" + std::to_string(i), "", body));
    split.add({all.back()});
  }
  whole.add(all);
  SearchRequest request;
  request.query = "p*";
  CHECK(split.search(request).total == 6);
  CHECK(whole.search(request).total == 6);
  text::Analyser analyser;
  const QueryPlan plan =
      plan_query(parse_query("p*", {}), {}, *TestNames::get().recognizer, analyser);
  const auto snapshot = Snapshot::open(split.path());
  REQUIRE(snapshot);
  Snapshot::Lease handles(**snapshot);
  Deadline deadline(std::chrono::minutes(1));
  const MatchSet set = run_set_pass(plan.steps[0].set, **snapshot, *handles, deadline);
  CHECK(set.cut_prefixes == std::vector<std::string>{"p"});
}

TEST_CASE("with match=any words are alternatives and fields stay conditions") {
  const Archive archive;
  CHECK(sorted(archive.bench.find("nuclear 会談 language:ja", MatchMode::kAny)) == "ja");
  CHECK(sorted(archive.bench.find("nuclear 会談", MatchMode::kAny)) == "en ja latin");
  CHECK(sorted(archive.bench.find("nuclear -(energy then)", MatchMode::kAny)) == "latin");
  CHECK(sorted(archive.bench.find("nuclear -(\"energy\" \"then\")", MatchMode::kAny)) == "latin");
}

TEST_CASE("a value that nothing is known by is said with its place") {
  text::Analyser analyser;
  const auto notes = [&analyser](const std::string& query) {
    return plan_query(parse_query(query, {}), {}, *TestNames::get().recognizer, analyser).notes;
  };
  REQUIRE(notes("a leader:nobody").size() == 1);
  CHECK(notes("a leader:nobody")[0].code == "unknown_value");
  CHECK(notes("a leader:nobody")[0].position == 2);
  CHECK(notes("leader:takaichi-sanae country:日本 topic:event language:ja source:x id:y").empty());
}
