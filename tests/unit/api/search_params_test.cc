// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters → request, every limit and every fault.
#include "server/api/search_params.h"

#include <doctest/doctest.h>

#include <random>

using namespace dragoman;
using namespace dragoman::api;
using search::SearchRequest;

namespace {

Params split(const std::string& text) {  // "a=1&b=2"
  Params params;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('&', begin), text.size());
    const std::string pair = text.substr(begin, end - begin);
    const std::size_t equals = pair.find('=');
    params.push_back(
        {pair.substr(0, equals), equals == std::string::npos ? "" : pair.substr(equals + 1)});
    begin = end + 1;
  }
  return params;
}

ParsedSearch good(const std::string& text, const std::string& accept_language = "") {
  std::optional<Fault> fault;
  ParsedSearch parsed =
      parse_search_params({split(text), {}, std::nullopt, accept_language}, {}, fault);
  CAPTURE(text);
  CHECK(!fault);
  return parsed;
}

std::vector<FieldError> bad(const std::string& text) {
  std::optional<Fault> fault;
  parse_search_params({split(text), {}, std::nullopt, ""}, {}, fault);
  CAPTURE(text);
  REQUIRE(fault);
  CHECK(fault->status == 400);
  CHECK(fault->code == "bad_parameter");
  return fault->errors;
}

std::string day(Day value) { return format_day(value); }

}  // namespace

TEST_CASE("without parameters everything has its default") {
  const SearchRequest request = good("").request;
  CHECK(request.query == "");
  CHECK(request.limit == 10);
  CHECK(request.page == 1);
  CHECK(!request.sort);
  CHECK(!request.dates);
  CHECK(request.expand);
  CHECK(request.snippets);
  CHECK(request.label_language == "en");
  CHECK(request.histogram == search::HistogramInterval::kNone);
  for (const bool wanted : request.facets) CHECK(wanted);
}

TEST_CASE("all parameters reach the request") {
  const SearchRequest request =
      good(
          "q=a "
          "b&match=any&date=mentioned&sort=oldest&limit=100&page=3&facets=country,topic&facet_size="
          "1000"
          "&histogram=week&expand=off&labels=zh-Hant&snippet=none&collapse=story")
          .request;
  CHECK(request.query == "a b");
  CHECK(request.match == search::MatchMode::kAny);
  CHECK(request.date_field == search::DateField::kMentioned);
  CHECK(request.sort == search::Sort::kOldest);
  CHECK(request.limit == 100);
  CHECK(request.page == 3);
  CHECK(request.facets == std::array<bool, 5>{false, true, true, false, false});
  CHECK(request.facet_size == 1000);
  CHECK(request.histogram == search::HistogramInterval::kWeek);
  CHECK(!request.expand);
  CHECK(!request.snippets);
  CHECK(request.collapse);
  CHECK(request.label_language == "zh-Hant");
}

TEST_CASE("a minus excludes, repeats are kept once, none is a value") {
  const SearchRequest request =
      good("country=CN&country=-JP&country=CN&country=none&source=-none&topic=-treaty-signing")
          .request;
  CHECK(request.filters[1].any_of == std::vector<std::string>{"CN", "none"});
  CHECK(request.filters[1].none_of == std::vector<std::string>{"JP"});
  CHECK(request.filters[4].none_of == std::vector<std::string>{"none"});
  CHECK(request.filters[2].none_of == std::vector<std::string>{"treaty-signing"});
}

TEST_CASE("from is the first and to the last day of what it names") {
  const auto range = [](const std::string& text) {
    const auto dates = good(text).request.dates;
    REQUIRE(dates);
    return day(dates->first) + ".." + day(dates->last);
  };
  CHECK(range("from=2024&to=2025-02") == "2024-01-01..2025-02-28");
  CHECK(range("from=2024-02&to=2024-02") == "2024-02-01..2024-02-29");
  CHECK(range("from=2024-05-06&to=2024-05-06") == "2024-05-06..2024-05-06");
  CHECK(range("from=2024") == "2024-01-01..9999-12-31");
  CHECK(range("to=2024") == "0001-01-01..2024-12-31");
}

TEST_CASE("facets=none asks for none, repeats add up") {
  for (const bool wanted : good("facets=none").request.facets) CHECK(!wanted);
  CHECK(good("facets=leader&facets=source").request.facets ==
        std::array<bool, 5>{true, false, false, false, true});
}

TEST_CASE("empty values are as if not given") {
  const ParsedSearch parsed = good("q=&from=&to=&leader=&page=&sort=&cursor=");
  CHECK(!parsed.request.dates);
  CHECK(parsed.request.filters[0].any_of.empty());
  CHECK(parsed.params.empty());
}

TEST_CASE("labels come from the parameter, else from Accept-Language, else English") {
  CHECK(good("labels=ja", "fr").request.label_language == "ja");
  CHECK(!good("labels=ja", "fr").vary_language);
  CHECK(good("", "de;q=0.5, zh-TW, en;q=0.9").request.label_language == "zh-TW");
  CHECK(good("", "de").vary_language);
  CHECK(good("", "*").request.label_language == "en");
}

TEST_CASE("each bad value is named with its parameter and place") {
  struct Case {
    const char* text;
    const char* param;
    std::size_t position;
  };
  for (const Case& c : std::initializer_list<Case>{{"limit=101", "limit", 0},
                                                   {"limit=-1", "limit", 0},
                                                   {"limit=10x", "limit", 2},
                                                   {"limit=99999999999999999999", "limit", 0},
                                                   {"page=0", "page", 0},
                                                   {"page=1001", "page", 0},
                                                   {"limit=100&page=101", "page", 0},
                                                   {"page=2&cursor=abc", "page", 0},
                                                   {"facet_size=1001", "facet_size", 0},
                                                   {"facets=leader,author", "facets", 7},
                                                   {"match=most", "match", 0},
                                                   {"sort=date", "sort", 0},
                                                   {"date=written", "date", 0},
                                                   {"histogram=decade", "histogram", 0},
                                                   {"expand=yes", "expand", 0},
                                                   {"snippet=all", "snippet", 0},
                                                   {"collapse=stories", "collapse", 0},
                                                   {"labels=x y", "labels", 0},
                                                   {"from=2024-13", "from", 0},
                                                   {"to=yesterday", "to", 0},
                                                   {"from=2025&to=2024", "from", 0},
                                                   {"leader=-", "leader", 1},
                                                   {"q=a&q=b", "q", 0},
                                                   {"colour=red", "colour", 0}}) {
    CAPTURE(c.text);
    const std::vector<FieldError> errors = bad(c.text);
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].param == c.param);
    CHECK(errors[0].position == c.position);
    CHECK(!errors[0].hint.empty());
  }
}

TEST_CASE("all faults of one request are told at once") {
  CHECK(bad("limit=x&from=y&colour=red").size() == 3);
}

TEST_CASE("too many filter values and too long queries are refused") {
  std::string many;
  for (int i = 0; i < 501; ++i) many += "leader=l" + std::to_string(i) + "&";
  CHECK(bad(many).size() == 1);
  CHECK(bad("q=" + std::string(65537, 'a')).at(0).position == 65536);
}

TEST_CASE("a JSON object gives the same parameters") {
  std::optional<Fault> fault;
  const ParsedSearch parsed = parse_search_params(
      {{},
       {},
       R"({"q":"高市","leader":["a","-b"],"limit":5,"expand":false,"from":2024,"to":null})",
       ""},
      {}, fault);
  REQUIRE(!fault);
  CHECK(parsed.request.query == "高市");
  CHECK(parsed.request.filters[0].any_of == std::vector<std::string>{"a"});
  CHECK(parsed.request.filters[0].none_of == std::vector<std::string>{"b"});
  CHECK(parsed.request.limit == 5);
  CHECK(!parsed.request.expand);
  CHECK(day(parsed.request.dates->first) == "2024-01-01");
  CHECK(parsed.params.size() == 6);
}

TEST_CASE("bodies that are no such object are refused with the place") {
  for (const char* body : {"", "{", "[]", "\"a\"", "{\"q\":\"\xff\"}", "{\"q\":1}x", "nul"}) {
    CAPTURE(body);
    std::optional<Fault> fault;
    parse_search_params({{}, {}, body, ""}, {}, fault);
    REQUIRE(fault);
    CHECK(fault->status == 400);
    CHECK(fault->code == "bad_json");
  }
  for (const char* body :
       {R"({"q":{}})", R"({"q":1.5})", R"({"leader":[["a"]]})", "{\"q\":\"a\\u0000b\"}"}) {
    CAPTURE(body);
    std::optional<Fault> fault;
    parse_search_params({{}, {}, body, ""}, {}, fault);
    REQUIRE(fault);
    CHECK(fault->code == "bad_parameter");
  }
}

TEST_CASE("a deeply nested body is refused without harm") {
  std::optional<Fault> fault;
  parse_search_params({{}, {}, "{\"q\":" + std::string(500'000, '['), ""}, {}, fault);
  CHECK(fault);
}

TEST_CASE("random parameters are read or refused") {
  std::mt19937 random(3);
  const char* names[] = {"q",      "leader", "from", "to",     "limit", "page",
                         "cursor", "facets", "sort", "labels", "x"};
  const char* values[] = {"",     "-", "1",     "10000",  "2024",        "2024-02-30",
                          "none", ",", "-none", "newest", "\xe9\xab\x98"};
  for (int round = 0; round < 5000; ++round) {
    Call call;
    for (auto i = random() % 6; i > 0; --i) {
      call.params.push_back(
          {names[random() % std::size(names)], values[random() % std::size(values)]});
    }
    std::optional<Fault> fault;
    const ParsedSearch parsed = parse_search_params(call, {}, fault);
    if (!fault) CHECK(parsed.request.page * parsed.request.limit <= 10000);
  }
}

TEST_CASE("each resource takes its own parameters beside the search's") {
  const auto parse = [](const std::string& text, Resource resource) {
    std::optional<Fault> fault;
    const ParsedSearch parsed =
        parse_search_params({split(text), {}, std::nullopt, ""}, {}, fault, resource);
    return std::pair{parsed, fault};
  };
  const auto [values, no_fault] =
      parse("q=tak&text=summit&country=JP&limit=1000", Resource::kFacetValues);
  CHECK_FALSE(no_fault);
  CHECK(values.prefix == "tak");
  CHECK(values.request.query == "summit");
  CHECK(values.request.limit == 1000);
  CHECK(values.request.filters[1].any_of == std::vector<std::string>{"JP"});
  const auto [typed, fine] = parse("q=tak&limit=50&labels=ko", Resource::kSuggest);
  CHECK_FALSE(fine);
  CHECK(typed.prefix == "tak");
  CHECK(typed.request.limit == 50);
  CHECK(typed.request.label_language == "ko");
  const auto [exported, good] = parse("format=csv&q=summit&sort=oldest", Resource::kExport);
  CHECK_FALSE(good);
  CHECK(exported.format == "csv");
  CHECK(exported.request.query == "summit");
  for (const auto& [text, resource] : std::vector<std::pair<std::string, Resource>>{
           {"text=x", Resource::kSearch},
           {"format=csv", Resource::kSearch},
           {"page=1", Resource::kFacetValues},
           {"cursor=x", Resource::kFacetValues},
           {"format=csv", Resource::kFacetValues},
           {"limit=1001", Resource::kFacetValues},
           {"q=" + std::string(257, 'x'), Resource::kFacetValues},
           {"limit=51", Resource::kSuggest},
           {"text=x", Resource::kSuggest},
           {"country=JP", Resource::kSuggest},
           {"facet_size=3", Resource::kSuggest},
           {"q=" + std::string(257, 'x'), Resource::kSuggest},
           {"q=x", Resource::kExport},
           {"format=pdf", Resource::kExport},
           {"format=csv&limit=5", Resource::kExport},
           {"format=csv&page=2", Resource::kExport},
           {"format=csv&text=x", Resource::kExport}}) {
    CAPTURE(text);
    CHECK(parse(text, resource).second);
  }
}

TEST_CASE("filter values are bounded, and a backslash stays for the filters to read") {
  CHECK(bad("source=" + std::string(1025, 'x')).at(0).param == "source");
  CHECK(good("source=" + std::string(1024, 'x')).request.filters[4].any_of.size() == 1);
  CHECK(good("source=\\none").request.filters[4].any_of.at(0) == "\\none");
  CHECK(good("source=-\\-x").request.filters[4].none_of.at(0) == "\\-x");
}
