// SPDX-License-Identifier: GPL-3.0-or-later
// What a query finds by what its words mean: names, terms of the vocabulary and days in every
// language, and what it tells of articles in other languages.
#include <doctest/doctest.h>

#include <set>

#include "tests/unit/search/index_bench.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

using Ids = std::set<std::string>;

Article in_language(std::string language, Article article) {
  article.language = std::move(language);
  return article;
}

// The names of all benches and a vocabulary.
struct Names {
  static constexpr const char* kRice =
      R"({"id":"rice","names":{"en":"Condoleezza Rice"},"ambiguous":{"en":["Rice"]},"country":"KR"}
)";

  Names() {
    files.write("leaders", std::string(TestNames::kLeaders) + kRice)
        .write("topics", TestNames::kTopics);
    files.write("cities", TestNames::kCities)
        .write("countries", "{\"id\":\"JP\"}\n{\"id\":\"KR\"}\n");
    files.write("vocabulary",
                R"({"id":"ceasefire","names":{"en":"ceasefire","zh":"停火","ja":"停戦"}}
{"id":"peace-talks","names":{"en":"peace talks","zh":"和谈"}}
)");
    auto loaded = entities::Gazetteer::load(files.path());
    REQUIRE(loaded);
    gazetteer.emplace(std::move(*loaded));
    recognizer.emplace(*gazetteer);
  }
  entities::SmallGazetteer files;
  std::optional<entities::Gazetteer> gazetteer;
  std::optional<entities::Recognizer> recognizer;
};

class Archive {
 public:
  explicit Archive(std::vector<Article> articles)
      : service_(folder_.path("index"), *names_.recognizer, {}) {
    auto directory = indexer::IndexDirectory::lock(folder_.path("index"), 0, true);
    REQUIRE(directory);
    indexer::SegmentWriter writer((*directory)->make_work_folder(), names_.gazetteer->hash());
    indexer::ArticleAnalyser analyser(*names_.recognizer);
    indexer::SegmentPartBuilder part(writer.new_part_path());
    for (Article& article : articles) part.add(analyser.analyse(std::move(article)));
    writer.add(part.finish());
    (*directory)->append(writer.finish());
    directory->reset();
    service_.refresh();
    REQUIRE(service_.ready());
  }
  const SearchService& service() const { return service_; }
  SearchResult search(const SearchRequest& request) const {
    auto result = service_.search(request);
    REQUIRE(result);
    return std::move(*result);
  }

 private:
  Names names_;
  TemporaryFolder folder_;
  SearchService service_;
};

const Archive& archive() {
  static const Archive kArchive([] {
    Article dated = in_language("en", article("day-en", "Rain", "It rained on Jan. 13 all day."));
    dated.published = "2026-01-14";
    return std::vector<Article>{
        in_language("en", article("nara-en", "A walk in Nara")),
        in_language("zh-Hans", article("nara-zh", "奈良的鹿")),
        in_language("en", article("truce-en", "A ceasefire holds")),
        in_language("zh-Hans", article("truce-zh", "双方停火")),
        in_language("ja", article("truce-ja", "停戦と高市早苗")),
        in_language("en", article("temple-en", "Takaichi at the temple")),
        in_language("zh-Hans", article("takaichi-zh", "高市早苗发表讲话")),
        in_language("ko", article("takaichi-ko", "다카이치 사나에 연설")),
        dated,
        in_language("zh-Hans", article("day-zh", "会谈", "双方于2026年1月13日会谈。")),
        in_language("zh-Hans", article("other-day", "会谈", "双方于2026年1月14日会谈。")),
        in_language("ja",
                    article("both-days", "原爆忌", "1945年8月6日に広島、1945年8月9日に長崎。")),
        in_language("zh-Hans", article("first-day", "广岛", "1945年8月6日。")),
        in_language("ko", article("last-day", "추모", "1945년 8월 9일이었다."))};
  }());
  return kArchive;
}

SearchResult asked(const std::string& query, MatchMode match = MatchMode::kAuto) {
  SearchRequest request;
  request.query = query;
  request.match = match;
  request.limit = 100;
  return archive().search(request);
}
Ids found(const std::string& query, MatchMode match = MatchMode::kAuto) {
  const auto ids = IndexBench::ids(asked(query, match));
  return {ids.begin(), ids.end()};
}
std::vector<std::string> expanded(const SearchResult& result) {
  std::vector<std::string> out;
  for (const ExpandedSpan& span : result.query.expanded)
    out.push_back(span.kind + " " + span.id + " " + span.text);
  return out;
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a city is found in every language") {
  CHECK(found("Nara") == Ids{"nara-en", "nara-zh"});
  CHECK(found("奈良") == Ids{"nara-en", "nara-zh"});
  CHECK(expanded(asked("nara")) == Strings{"city nara-jp nara"});
  CHECK(found("\"Nara\"") == Ids{"nara-en"});
  CHECK(found("title:Nara") == Ids{"nara-en"});
}

TEST_CASE("a term of the vocabulary stands for itself where every word must stand") {
  CHECK(found("ceasefire") == Ids{"truce-en"});
  CHECK(found("ceasefire", MatchMode::kAll) == Ids{"truce-en"});
  CHECK(expanded(asked("ceasefire")) == Strings{});
}

TEST_CASE("a term of the vocabulary is found in every language where any word will do") {
  const Ids all = {"truce-en", "truce-zh", "truce-ja"};
  CHECK(found("ceasefire", MatchMode::kAny) == all);
  CHECK(found("停火", MatchMode::kAny) == all);
  CHECK(found("停戦", MatchMode::kAny) == all);
  const SearchResult result = asked("ceasefire", MatchMode::kAny);
  CHECK(expanded(result) == Strings{"vocabulary ceasefire ceasefire"});
  CHECK(result.hits[0].id == "truce-en");  // the words themselves lead
  CHECK(joined(asked("ceasefire", MatchMode::kAny).hits[1].title, "[", "]").find('[') !=
        std::string::npos);
}

TEST_CASE("a term of several words is found by its words and by what it is elsewhere") {
  CHECK(expanded(asked("peace talks unheard", MatchMode::kAny)) ==
        Strings{"vocabulary peace-talks peace talks"});
  CHECK(found("\"ceasefire\"", MatchMode::kAny) == Ids{"truce-en"});
  CHECK(found("title:ceasefire", MatchMode::kAny) == Ids{"truce-en"});
}

TEST_CASE("a relaxed query takes terms for what they mean") {
  const SearchResult result = asked("ceasefire takaichi unheard");
  CHECK(result.query.relaxed == "any");
  CHECK(expanded(result) ==
        Strings{"leader takaichi-sanae takaichi", "vocabulary ceasefire ceasefire"});
  CHECK(result.total == 6);  // by either word, and by what it means
}

TEST_CASE("expand=off leaves every word as it is written") {
  SearchRequest request;
  request.query = "ceasefire nara";
  request.match = MatchMode::kAny;
  request.expand = false;
  CHECK(archive().search(request).total == 2);
  CHECK(archive().search(request).query.expanded.empty());
}

TEST_CASE("a day is found however it is written") {
  const Ids both = {"day-en", "day-zh"};
  for (const std::string text :
       {"2026年1月13日", "January 13, 2026", "13 janvier 2026", "2026-01-13", "13 января 2026"}) {
    CAPTURE(text);
    CHECK(found(text) == both);
  }
  CHECK(expanded(asked("Jan. 13, 2026")) == Strings{"date 2026-01-13 Jan. 13, 2026"});
  CHECK(found("\"2026年1月13日\"") == Ids{"day-zh"});
}

TEST_CASE("days that share a month and a year are all meant") {
  const Strings meant = {"date 1945-08-06 6 and 9 August 1945",
                         "date 1945-08-09 6 and 9 August 1945"};
  CHECK(expanded(asked("6 and 9 August 1945")) == meant);
  for (const std::string text :
       {"6 and 9 August 1945", "6 et 9 août 1945", "6 y 9 de agosto de 1945",
        "6. und 9. August 1945", "6 и 9 августа 1945"}) {
    CAPTURE(text);
    CHECK(found(text) == Ids{"both-days"});
    CHECK(found(text, MatchMode::kAny) == Ids{"both-days", "first-day", "last-day"});
    CHECK(IndexBench::ids(asked(text, MatchMode::kAny))[0] == "both-days");
  }
}

TEST_CASE("names beside other words tell of articles in other languages") {
  const SearchResult result = asked("Takaichi temple");
  CHECK(result.total == 1);
  REQUIRE(result.elsewhere);
  CHECK(result.elsewhere->total == 3);
  CHECK(result.elsewhere->without_languages == Strings{"en"});
  SearchRequest there;
  there.query = result.elsewhere->query;
  there.filters[static_cast<std::size_t>(Facet::kLanguage)].none_of =
      result.elsewhere->without_languages;
  CHECK(archive().search(there).total == 3);
}

TEST_CASE("what the filters leave out is not elsewhere") {
  SearchRequest request;
  request.query = "Takaichi temple";
  request.filters[static_cast<std::size_t>(Facet::kLanguage)].any_of = {"ko", "en"};
  REQUIRE(archive().search(request).elsewhere);
  CHECK(archive().search(request).elsewhere->total == 1);
  request.filters[static_cast<std::size_t>(Facet::kLanguage)].any_of = {"en"};
  CHECK_FALSE(archive().search(request).elsewhere);
}

TEST_CASE("without matches, other languages are those in another script") {
  const SearchResult result = asked("Takaichi pagoda", MatchMode::kAll);
  CHECK(result.total == 0);
  REQUIRE(result.elsewhere);
  CHECK(result.elsewhere->total == 3);
  CHECK(result.elsewhere->without_languages == Strings{"en"});
}

TEST_CASE("nothing is elsewhere when nothing is hidden") {
  CHECK_FALSE(asked("Takaichi").elsewhere);
  CHECK_FALSE(asked("temple").elsewhere);
  CHECK_FALSE(asked("").elsewhere);
  CHECK_FALSE(asked("Takaichi temple", MatchMode::kAny).elsewhere);
  CHECK_FALSE(asked("Takaichi pagoda unheard").elsewhere);
  SearchRequest request;
  request.query = "Takaichi temple";
  request.expand = false;
  CHECK_FALSE(archive().search(request).elsewhere);
  request.expand = true;
  request.page = 2;
  CHECK_FALSE(archive().search(request).elsewhere);
}

TEST_CASE("conditions of the query hold elsewhere too") {
  CHECK(asked("Takaichi temple language:ko").elsewhere.has_value() == false);
  const SearchResult result = asked("Takaichi temple -연설");
  REQUIRE(result.elsewhere);
  CHECK(result.elsewhere->total == 2);
}

TEST_CASE("an opened article is marked as the search marks its hits") {
  const auto title = [](const ArticleRequest& request) {
    const auto view = archive().service().article(request);
    REQUIRE(view);
    return joined(view->marked_title, "[", "]");
  };
  const auto hit_title = [](const SearchRequest& request, const std::string& id) {
    for (const Hit& hit : archive().search(request).hits) {
      if (hit.id == id) return joined(hit.title, "[", "]");
    }
    return std::string();
  };
  for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll, MatchMode::kAny}) {
    for (const bool expand : {true, false}) {
      for (const std::string query :
           {"ceasefire", "停火", "ceasefire unheard takaichi", "Takaichi"}) {
        SearchRequest request;
        request.query = query;
        request.match = match;
        request.expand = expand;
        request.limit = 100;
        for (const std::string id : {"truce-en", "truce-zh", "truce-ja", "takaichi-ko"}) {
          const std::string shown = hit_title(request, id);
          if (shown.empty()) continue;
          CAPTURE(query);
          CAPTURE(id);
          CHECK(title({.id = id, .query = query, .match = match, .expand = expand}) == shown);
        }
      }
    }
  }
  CHECK(title({.id = "truce-zh", .query = "ceasefire", .match = MatchMode::kAny}) == "双方[停火]");
  CHECK(title({.id = "truce-zh", .query = "ceasefire"}) == "双方停火");
  CHECK(title({.id = "takaichi-ko", .query = "Takaichi"}) == "[다카이치 사나에] 연설");
  CHECK(title({.id = "takaichi-ko", .query = "Takaichi", .expand = false}) ==
        "다카이치 사나에 연설");
}

TEST_CASE("an article is shown, marked by its words, also when its search is too much work") {
  QueryLimits limits;
  limits.max_side_candidates = 0;
  IndexBench bench(limits);
  bench.add({article("a", "alpha beta"), article("b", "alpha beta")});
  const auto view = bench.service().article({.id = "a", .query = "\"alpha beta\""});
  REQUIRE(view);
  CHECK(joined(view->marked_title, "[", "]") == "[alpha beta]");
}

TEST_CASE("a surname is a word where hardly any article with it is about its bearer") {
  for (const auto& [others, meant] : {std::pair{10, true}, std::pair{60, false}}) {
    CAPTURE(others);
    std::vector<Article> articles = {article("her", "Condoleezza Rice speaks")};
    for (int i = 0; i < others; ++i) articles.push_back(article(std::to_string(i), "rice exports"));
    const Archive some(articles);
    SearchRequest request;
    request.query = "rice speaks";
    const Strings her = {"leader rice rice"};
    CHECK(expanded(some.search(request)) == (meant ? her : Strings{}));
    request.query = "Condoleezza Rice";
    CHECK(expanded(some.search(request)).size() == 1);
    const auto suggested = some.service().suggest({.query = "ric"});
    REQUIRE(suggested);
    for (const Suggestion& one : *suggested) {
      if (one.kind == "leader") CHECK((one.text == "Rice") == meant);
    }
  }
}
