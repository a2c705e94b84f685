// SPDX-License-Identifier: GPL-3.0-or-later
// Which articles are put into one story: over made-up features, then over whole runs.
#include "indexer/stories/story_grouping.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

#include "core/stories/features.h"
#include "indexer/stories/import_days.h"
#include "tests/unit/indexer/run_bench.h"

using namespace dragoman;
using namespace dragoman::indexer;
using stories::FeatureKind;

namespace {

// Features that all weigh the same, numbered as they come.
class Numbers {
 public:
  StoryFeatures features(const std::set<std::uint32_t>& keys) {
    StoryFeatures out;
    for (const std::uint32_t key : keys) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      out.add({numbers_.try_emplace(key, next).first->second, 50, stories::kind_of(key)});
    }
    return out;
  }

 private:
  std::map<std::uint32_t, std::uint32_t> numbers_;
};

// Articles made of words and concepts.
class Stream {
 public:
  // Returns the story of the next article, numbered as they are founded.
  StoryNumber add(std::optional<Day> day, std::uint32_t language, const std::string& words,
                  const std::string& concepts = "", std::uint64_t title = 0) {
    std::set<std::uint32_t> keys;
    std::istringstream in(words);
    for (std::string word; in >> word;)
      keys.insert(stories::feature_key(FeatureKind::kWord, std::to_string(language) + word));
    std::istringstream terms(concepts);
    for (std::string term; terms >> term;) keys.insert(stories::concept_key(term));
    StoryArticle article{numbers_.features(keys), language,    {title, 0, 0, 0}, day,
                         day.has_value(),         is_imported_};
    const auto joined = grouping_.find(article);
    const StoryNumber story = joined ? *joined : founded_++;
    grouping_.add(std::move(article), story, !joined);
    return story;
  }

  // What holds for the articles to come.
  void import(bool is_imported) { is_imported_ = is_imported; }

 private:
  bool is_imported_ = false;
  Numbers numbers_;
  StoryGrouping grouping_{/*in_order=*/true};
  StoryNumber founded_ = 0;
};

constexpr const char* kFire =
    "fire mall siberia children dead governor exits alarm smoke rescue cinema roof guards locked "
    "doors owner arrest mourning candles names school floor burnt stairs crew ladder cause wiring "
    "probe court";
constexpr const char* kFlood =
    "flood dam valley rain river village bridge boats shelter army tents crops cattle mud levee "
    "sandbags gauge storm crest roofs ferry pumps harvest wells blankets doctors fever aid truck "
    "road";
constexpr const char* kSummit = "XLtakaichi XLlee XCJP XCKR XTsummit";

std::map<std::string, std::string> stories_of(const Bench& bench) {
  std::map<std::string, std::string> out;
  std::istringstream lines(bench.exported());
  for (std::string line; std::getline(lines, line);) {
    const auto article = article_from_json(line);
    REQUIRE(article);
    out[article->id] = article->story;
  }
  return out;
}

// A word for each pair of numbers below 26.
std::string word(int a, int b) {
  return std::string("q") + static_cast<char>('a' + a) + "v" + static_cast<char>('a' + b) + "x ";
}

// Articles of two events on each of a few days, in three reports each, with words of their own.
std::vector<std::string> reports() {
  std::vector<std::string> out;
  for (int event = 0; event < 12; ++event) {
    for (int report = 0; report < 3; ++report) {
      std::string body;
      for (int i = 0; i < 24; ++i) body += word(event, i) + word(i, event);
      body += word(25, event) + word(24, report) + "the of and";
      const std::string day = (event < 6 ? "0" : "1") + std::to_string(event % 6 + 1 + report);
      out.push_back(R"({"id":"e)" + std::to_string(event) + "r" + std::to_string(report) +
                    R"(","title":"Report )" + word(20, report) +
                    R"(","language":"en","published":"2026-01-)" + day + R"(","body":")" + body +
                    "\"}\n");
    }
  }
  return out;
}

}  // namespace

TEST_CASE("an article joins its earlier neighbour, another founds a story") {
  Stream stream;
  CHECK(stream.add(100, 0, kFire) == 0);
  CHECK(stream.add(100, 0, kFlood) == 1);
  CHECK(stream.add(101, 0, std::string(kFire) + " toll rises") == 0);
  CHECK(stream.add(101, 0, std::string(kFlood) + " water") == 1);
}

TEST_CASE("the same words days later are another event") {
  Stream stream;
  CHECK(stream.add(100, 0, kFire) == 0);
  CHECK(stream.add(100 + kMaxNeighbourDays + 1, 0, kFire) == 1);
}

TEST_CASE("a story ends, however many reports follow each other") {
  Stream stream;
  Day day = 100;
  for (; day <= 100 + kMaxStoryDays; ++day) CHECK(stream.add(day, 0, kFire) == 0);
  CHECK(stream.add(day, 0, kFire) == 1);
}

TEST_CASE("a daily bulletin of one title is not a story, the same text again is") {
  Stream stream;
  const std::string bulletin =
      "new cases reported abroad local province total hospital health ward nurse test swab wave "
      "dose mask clinic spread tally curve index trace border flight port quarantine bed oxygen";
  CHECK(stream.add(100, 0, bulletin + " alpha beta gamma delta", "", 77) == 0);
  CHECK(stream.add(101, 0, bulletin + " epsilon zeta eta theta", "", 77) == 1);
  CHECK(stream.add(101, 0, bulletin + " epsilon zeta eta theta", "", 77) == 1);
  CHECK(stream.add(102, 0, bulletin + " epsilon zeta eta theta", "", 77) == 1);
}

TEST_CASE("on another day a short text is the next of its kind") {
  Stream stream;
  const std::string notice = "the programme tonight holds news and weather for the whole country";
  CHECK(stream.add(100, 0, notice, "", 77) == 0);
  CHECK(stream.add(100, 0, notice, "", 77) == 0);
  CHECK(stream.add(101, 0, notice, "", 77) == 1);
}

TEST_CASE("under other titles, and with a day between, it takes more words in common") {
  const std::string shared =
      "fire mall siberia children dead governor exits alarm smoke rescue cinema roof guards locked "
      "doors owner arrest mourning candles names";
  const std::string one = shared + " a b c d e f g h i j k";
  const std::string other = shared + " l m n o p q r s t u v";
  Stream same_day;
  CHECK(same_day.add(100, 0, one, "", 3) == 0);
  CHECK(same_day.add(100, 0, other, "", 6) == 0);
  Stream other_title;
  CHECK(other_title.add(100, 0, one, "", 3) == 0);
  CHECK(other_title.add(100, 0, other, "", 12) == 1);
  Stream later;
  CHECK(later.add(100, 0, one, "", 3) == 0);
  CHECK(later.add(102, 0, other, "", 6) == 1);
}

TEST_CASE("of the day of an import only the same text is one event") {
  Stream stream;
  stream.import(true);
  CHECK(stream.add(100, 0, kFire) == 0);
  CHECK(stream.add(100, 0, std::string(kFire) + " another mall years later and far") == 1);
  CHECK(stream.add(100, 0, kFire) == 0);
  ImportDays days;
  for (Day day = 0; day < 40; ++day)
    for (int i = 0; i < 3; ++i) days.count("ja", day);
  for (int i = 0; i < 70; ++i) days.count("ja", 7);
  for (int i = 0; i < 70; ++i) days.count("ko", 8);
  days.judge();
  CHECK(days.contains("ja", 7));
  CHECK_FALSE(days.contains("ja", 8));
  CHECK_FALSE(days.contains("ko", 8));
}

TEST_CASE("articles of several languages meet over leaders, not over countries and topics alone") {
  Stream stream;
  CHECK(stream.add(100, 0, kFire, kSummit) == 0);
  CHECK(stream.add(101, 1, kFlood, kSummit) == 0);
  CHECK(stream.add(101, 2, "a b", "XCJP XCKR XTsummit XTtrade") == 1);
  CHECK(stream.add(101, 3, "a b", "XCJP XCKR XTsummit XTtrade") == 2);
  CHECK(stream.add(101, 4, "a b", "XLtakaichi XCJP XCKR XTsummit") == 3);
}

TEST_CASE("an article follows no foreign one into a story of other news in its own language") {
  Stream stream;
  CHECK(stream.add(100, 0, kFire, kSummit) == 0);
  CHECK(stream.add(100, 1, kFlood, kSummit) == 0);
  CHECK(stream.add(100, 0, kFlood, kSummit) == 1);
  CHECK(stream.add(101, 2, kFlood, kSummit) == 0);
}

TEST_CASE("articles without a day are compared with each other only, and more strictly") {
  Stream stream;
  CHECK(stream.add(100, 0, kFire) == 0);
  CHECK(stream.add(std::nullopt, 0, kFire) == 1);
  CHECK(stream.add(std::nullopt, 0, kFire) == 1);
  CHECK(stream.add(std::nullopt, 0, "fire mall siberia children dead other words here now and") ==
        2);
}

TEST_CASE("stories depend neither on the order of the input nor on the number of jobs") {
  std::vector<std::string> lines = reports();
  std::map<std::string, std::string> first;
  for (int round = 0; round < 3; ++round) {
    Bench bench;
    std::string input;
    for (const std::string& line : lines) input += line;
    RunOptions options = bench.options(RunMode::kBuild, {bench.folder.write("in.ndjson", input)});
    options.jobs = round == 2 ? 4 : 1;
    CHECK(bench.run(options).exit == Exit::kDone);
    const auto found = stories_of(bench);
    if (round == 0) first = found;
    CHECK(found == first);
    std::reverse(lines.begin(), lines.end());
    std::rotate(lines.begin(), lines.begin() + 5, lines.end());
  }
  for (const auto& [id, story] : first) CHECK(story == id.substr(0, id.find('r')) + "r0");
}

TEST_CASE("what is added joins the stories that are there, which do not change; merges keep all") {
  Bench bench;
  std::string base;
  std::string more;
  for (const std::string& line : reports())
    (line.find("r2\",") == std::string::npos ? base : more) += line;
  CHECK(bench.run(RunMode::kBuild, base).exit == Exit::kDone);
  const auto before = stories_of(bench);
  CHECK(bench.run(RunMode::kAdd, more).exit == Exit::kDone);
  auto after = stories_of(bench);
  for (const auto& [id, story] : before) CHECK(after[id] == story);
  for (const auto& [id, story] : after) CHECK(story == id.substr(0, id.find('r')) + "r0");
  CHECK(bench.remove({"e1r0"}) == Exit::kDone);
  bench.merge(MergeScope::kAll);
  CHECK(bench.current().segments.size() == 1);
  after.erase("e1r0");
  CHECK(stories_of(bench) == after);
  CHECK(bench.check() == Exit::kDone);
}

TEST_CASE("a story spans as few days when its reports come one by one, forwards or backwards") {
  std::set<std::uint32_t> words;
  std::istringstream in(kFire);
  for (std::string one; in >> one;)
    words.insert(stories::feature_key(FeatureKind::kWord, "0" + one));
  const StoryFeatures features = Numbers().features(words);
  for (const bool forwards : {true, false}) {
    CAPTURE(forwards);
    std::map<Day, StoryNumber> known;
    std::map<StoryNumber, std::set<Day>> stories;
    for (Day i = 0; i < 20; ++i) {
      const Day day = forwards ? 100 + i : 120 - i;
      StoryGrouping grouping;  // of each run alone, which sees what is within reach
      for (const auto& [other, story] : known) {
        if (std::abs(other - day) > kReachDays) continue;
        const bool is_founder =
            forwards ? other == *stories[story].begin() : other == *stories[story].rbegin();
        grouping.add({features, 0, {}, other, true}, story, is_founder);
      }
      const auto joined = grouping.find({features, 0, {}, day, true});
      const StoryNumber story = joined ? *joined : static_cast<StoryNumber>(stories.size());
      known[day] = story;
      stories[story].insert(day);
    }
    CHECK(stories.size() == 4);
    for (const auto& [story, days] : stories)
      CHECK(*days.rbegin() - *days.begin() <= kMaxStoryDays);
  }
}

TEST_CASE("a story that came in is kept, and others join it") {
  Bench bench;
  std::vector<std::string> lines = reports();
  lines[0].replace(lines[0].find("\"title\""), 0, "\"story\":\"given\",");
  std::string input;
  for (const std::string& line : lines) input += line;
  CHECK(bench.run(RunMode::kBuild, input).exit == Exit::kDone);
  const auto stories = stories_of(bench);
  CHECK(stories.at("e0r0") == "given");
  CHECK(stories.at("e0r1") == "given");
  CHECK(stories.at("e1r0") == "e1r0");
}
