// SPDX-License-Identifier: GPL-3.0-or-later
// What is recognised in articles and queries with a small gazetteer, in the languages of the
// archive.
#include "core/entities/recognizer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <set>

#include "tests/unit/entities/small_gazetteer.h"

using namespace dragoman;
using namespace dragoman::entities;

namespace {

using Ids = std::set<std::string>;

constexpr const char* kLeaders =
    R"({"id":"takaichi-sanae","names":{"en":"Sanae Takaichi","ja":"高市早苗","zh":"高市早苗","ko":"다카이치 사나에","ar":"ساناي تاكايتشي","ru":"Санаэ Такаити"},"distinct":{"en":["Takaichi"],"ko":["다카이치"],"ar":["تاكايتشي"],"ru":["Такаити"]},"ambiguous":{"zh":["高市"],"ja":["高市"]},"country":"JP","offices":[{"office":"prime-minister","country":"JP","from":"2025-10-21"}]}
{"id":"lee-jae-myung","names":{"en":"Lee Jae-myung","ko":"이재명","zh":"李在明","ja":"李在明"},"ambiguous":{"en":["Lee","President Lee"],"ko":["이"],"zh":["李"]},"country":"KR","offices":[{"office":"president","country":"KR","from":"2025-06-04"}]}
{"id":"lee-myung-bak","names":{"en":"Lee Myung-bak","ko":"이명박"},"ambiguous":{"en":["Lee"]},"country":"KR","offices":[{"office":"president","country":"KR","from":"2008-02-25","to":"2013-02-25"}]}
{"id":"lee-hsien-loong","names":{"en":"Lee Hsien Loong"},"ambiguous":{"en":["Lee"]},"country":"SG","offices":[{"office":"prime-minister","country":"SG","from":"2004-08-12","to":"2024-05-15"}]}
{"id":"pena-santiago","names":{"en":"Santiago Peña"},"country":"PY"}
{"id":"trump-donald","names":{"en":"Donald Trump","ru":"Дональд Трамп","zh":"唐纳德·特朗普","ja":"ドナルド・トランプ"},"distinct":{"en":["Trump"],"ru":["Трамп"],"zh":["特朗普"],"ja":["トランプ"]},"country":"US"}
)";

constexpr const char* kCountries =
    R"({"id":"IN","demonyms":{"en":["Indian"]}}
{"id":"JP","demonyms":{"en":["Japanese"],"es":["japonés"],"de":["japanisch"],"ar":["ياباني"],"ru":["японский"]}}
{"id":"KR","names":{"zh":["韩国"],"ja":["韓国"],"ko":["한국"]},"ambiguous":{"en":["Korea"]}}
{"id":"KP","ambiguous":{"en":["Korea"]}}
{"id":"GE","demonyms":{"en":["Georgian"]},"capitals":{"en":["Tbilisi"]},"ambiguous":{"en":["Georgia"]}}
{"id":"US","names":{"en":["US","U.S."],"zh":["美国"]}}
{"id":"ML","ambiguous":{"ar":["مالي"]}}
)";

constexpr const char* kTopics =
    R"({"id":"event","root":true,"names":{"en":"Events"}}
{"id":"summit","parent":"event","names":{"en":"Summit","zh":"峰会"},"triggers":{"en":{"summit":2,"talks":1},"zh":{"峰会":2}}}
{"id":"health","parent":"event","names":{"en":"Health"},"triggers":{"en":{"WHO":2}}}
{"id":"law","parent":"event","names":{"en":"Law"},"triggers":{"fr":{"procès":2}}}
{"id":"election","parent":"event","names":{"en":"Election"},"triggers":{"de":{"Wahlen":3,"Referendum":2},"fr":{"référendum":2}}}
{"id":"visit","parent":"event","names":{"en":"Visit"},"triggers":{"en":{"visit":2}}}
)";

constexpr const char* kCities =
    R"({"id":"tbilisi-ge","names":{"en":"Tbilisi","ru":"Тбилиси"},"country":"GE"}
{"id":"washington-us","names":{"en":"Washington","zh":"华盛顿"},"country":"US"}
{"id":"shanghai-cn","names":{"en":"Shanghai","zh":"上海"},"country":"CN"}
{"id":"santiago-cl","names":{"en":"Santiago"},"country":"CL"}
{"id":"hyderabad-in","names":{"en":"Hyderabad City"},"ambiguous":{"en":["Hyderabad"]},"country":"IN"}
{"id":"hyderabad-pk","names":{"en":"Hyderabad Sindh"},"ambiguous":{"en":["Hyderabad"]},"country":"PK"}
{"id":"nice-fr","names":{"en":"Nice Town"},"ambiguous":{"en":["Nice"]},"country":"FR"}
)";

constexpr const char* kVocabulary =
    R"({"id":"indian-ocean","names":{"en":"Indian Ocean","zh":"印度洋"}}
{"id":"summit-meeting","names":{"en":"summit meeting","zh":"峰会","ja":"首脳会談","ko":"정상회담","ar":"قمة","ru":"саммит","de":"Gipfel"},"distinct":{"en":["summit"]}}
{"id":"sco","names":{"en":"Shanghai Cooperation Organisation","zh":"上海合作组织"},"ambiguous":{"en":["SCO"]}}
{"id":"us-congress","names":{"en":"US Congress","zh":"美国国会"}}
)";

constexpr const char* kCompounds =
    R"({"form":"日韩","countries":["JP","KR"]}
{"form":"日中","countries":["JP","CN"]}
{"form":"日本海","countries":[]}
{"form":"印度洋","countries":[]}
{"form":"Washington Post","countries":[]}
{"form":"中美","countries":["CN","US"]}
)";

class Bench {
 public:
  Bench() {
    files_.write("leaders", kLeaders).write("countries", kCountries);
    files_.write("topics", kTopics).write("compounds", kCompounds);
    files_.write("vocabulary", kVocabulary).write("cities", kCities);
    auto loaded = Gazetteer::load(files_.path());
    REQUIRE(loaded);
    gazetteer_.emplace(std::move(*loaded));
    recognizer_.emplace(*gazetteer_);
  }

  std::vector<Finding> findings(const std::string& title, const std::string& body,
                                const std::string& published = "") const {
    text::Analyser analyser;
    const auto title_units = analyser.analyse(title);
    const auto body_units = analyser.analyse(body);
    const ArticleText article = {FieldText{title, &title_units}, FieldText{},
                                 FieldText{body, &body_units}};
    return recognizer_->recognise(article, published);
  }

  Ids ids(Kind kind, const std::string& body, const std::string& published = "",
          const std::string& title = "") const {
    Ids found;
    for (const auto& finding : findings(title, body, published)) {
      const auto& entity = gazetteer_->entities()[finding.entity];
      if (entity.kind == kind) found.insert(entity.id);
    }
    return found;
  }
  Ids leaders(const std::string& body, const std::string& published = "") const {
    return ids(Kind::kLeader, body, published);
  }
  Ids countries(const std::string& body) const { return ids(Kind::kCountry, body); }
  Ids topics(const std::string& body, const std::string& title = "") const {
    return ids(Kind::kTopic, body, "", title);
  }

  Ids cities(const std::string& body) const { return ids(Kind::kCity, body); }
  Ids terms(const std::string& body) const { return ids(Kind::kVocabulary, body); }

  std::vector<std::string> spans(const std::string& query) const {
    return shown(query, &Recognizer::Spans::names);
  }
  std::vector<std::string> term_spans(const std::string& query) const {
    return shown(query, &Recognizer::Spans::terms);
  }

 private:
  std::vector<std::string> shown(const std::string& query,
                                 std::vector<Span> Recognizer::Spans::*list) const {
    text::Analyser analyser;
    std::vector<std::string> found;
    const Recognizer::Spans spans = recognizer_->spans(analyser.analyse(query));
    for (const auto& span : spans.*list) {
      std::string text = span.ambiguous ? "?" : "";
      for (const auto entity : span.entities) text += gazetteer_->entities()[entity].id + " ";
      text.pop_back();
      found.push_back(text);
    }
    return found;
  }

  SmallGazetteer files_;
  std::optional<Gazetteer> gazetteer_;
  std::optional<Recognizer> recognizer_;
};

const Bench& bench() {
  static const Bench kBench;
  return kBench;
}

}  // namespace

TEST_CASE(
    "one leader is recognised in every script, with clitics, particles and either name order") {
  const Ids takaichi = {"takaichi-sanae"};
  for (const std::string text :
       {"日本首相高市早苗在奈良", "高市　早苗首相", "Prime Minister Takaichi said",
        "Takaichi Sanae said", "TAKAICHI", "다카이치가 말했다", "다카이치 사나에 총리는",
        "وقالت تاكايتشي", "وتاكايتشي في طوكيو", "Санаэ Такаити заявила"}) {
    CAPTURE(text);
    CHECK(bench().leaders(text) == takaichi);
  }
  for (const std::string text :
       {"Lee Jae Myung met", "Lee Jae-myung met", "President Lee Jae Myung met", "Lee Jaemyung met",
        "이재명은", "이재명대통령은 말했다", "李在明", "Jae-myung Lee"}) {
    CAPTURE(text);
    CHECK(bench().leaders(text) == Ids{"lee-jae-myung"});
  }
  CHECK(bench().leaders("Встреча с Дональдом Трампом") == Ids{"trump-donald"});
  CHECK(bench().leaders("ドナルド・トランプ大統領") == Ids{"trump-donald"});
}

TEST_CASE("a name inside another word or in small letters is no name") {
  CHECK(bench().leaders("he can trump them") == Ids{});
  CHECK(bench().leaders("Trumpet players") == Ids{});
  CHECK(bench().leaders("トランプス") == Ids{});
  CHECK(bench().countries("マリア") == Ids{});
  CHECK(bench().countries("タイトル") == Ids{});
  CHECK(bench().countries("let us talk") == Ids{});
  CHECK(bench().countries("印度洋") == Ids{});
  CHECK(bench().countries("日本海") == Ids{});
}

TEST_CASE("an ambiguous surname follows the full name in the article, else counts for nobody") {
  CHECK(bench().leaders("Lee said nothing.") == Ids{});
  CHECK(bench().leaders("Lee Jae-myung came. Lee said nothing.") == Ids{"lee-jae-myung"});
  const auto found = bench().findings("", "Lee Jae-myung came. Lee said nothing. Then Lee left.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].mentions == 3);
  CHECK(bench().leaders("高市は述べた") == Ids{});
  CHECK(bench().leaders("高市早苗首相。高市は述べた") == Ids{"takaichi-sanae"});
}

TEST_CASE(
    "an ambiguous surname by a title needs the bearer's country, and the day among homonyms") {
  CHECK(bench().leaders("President Lee spoke.") == Ids{});
  CHECK(bench().leaders("President Lee spoke in South Korea.", "2026-01-13") ==
        Ids{"lee-jae-myung"});
  CHECK(bench().leaders("President Lee spoke in South Korea.", "2009-05-01") ==
        Ids{"lee-myung-bak"});
  CHECK(bench().leaders("Prime Minister Lee of Singapore.", "2010-01-01") ==
        Ids{"lee-hsien-loong"});
  CHECK(bench().leaders("Lee spoke in South Korea.", "2026-01-13") == Ids{});
  CHECK(bench().leaders("日本的高市首相", "2026-01-13") == Ids{"takaichi-sanae"});
  CHECK(bench().leaders("韩国总统李在明。李总统表示") == Ids{"lee-jae-myung"});
  CHECK(bench().leaders("韩国李女士表示", "2026-01-13") == Ids{});
}

TEST_CASE("countries are recognised by name, adjective and compound, the longest name winning") {
  CHECK(bench().countries("die japanischen Beamten") == Ids{"JP"});
  CHECK(bench().countries("اليابانية") == Ids{"JP"});
  CHECK(bench().countries("в Японии и японских") == Ids{"JP"});
  CHECK(bench().countries("日韩关系") == Ids{"JP", "KR"});
  CHECK(bench().countries("日韓関係") == Ids{"JP", "KR"});
  CHECK(bench().countries("今日中国") == Ids{"CN"});
  CHECK(bench().countries("1月13日中国") == Ids{"CN"});
  CHECK(bench().countries("1月13日中美会谈") == Ids{"CN", "US"});
  CHECK(bench().countries("13日(中部)") == Ids{});
  CHECK(bench().countries("South Korea said") == Ids{"KR"});
  CHECK(bench().countries("North Korea said") == Ids{"KP"});
  CHECK(bench().countries("The US and the U.S. said") == Ids{"US"});
  CHECK(bench().countries("한국은 일본과") == Ids{"KR", "JP"});
}

TEST_CASE("an ambiguous country name needs a sure one of the same country") {
  CHECK(bench().countries("Atlanta, Georgia") == Ids{});
  CHECK(bench().countries("Georgia said in Tbilisi") == Ids{"GE"});
  CHECK(bench().countries("Korea") == Ids{});
  const auto found = bench().findings("", "South Korea. Korea");
  REQUIRE(found.size() == 1);
  CHECK(found[0].mentions == 2);
  CHECK(bench().findings("", "South Korea, North Korea. Korea").front().mentions == 1);
  CHECK(bench().countries("قطاع مالي") == Ids{});
}

TEST_CASE("a leader does not imply a country") {
  CHECK(bench().countries("Takaichi met Trump") == Ids{});
}

TEST_CASE("a country named once deep in a long article is no finding, one in the title is") {
  std::string filler;
  for (int i = 0; i < 400; ++i) filler += "The delegates spoke at length. ";
  CHECK(bench().countries(filler + "Japan was there.") == Ids{});
  CHECK(bench().countries("Japan was there. " + filler.substr(0, filler.size() / 4)) == Ids{"JP"});
  // Speeches open by greeting the chair and the chair's country.
  CHECK(bench().countries("I greet the President, of Japan. " + filler) == Ids{});
  CHECK(bench().countries("Japan was there. So was I. Japan. " + filler) == Ids{"JP"});
  CHECK(bench().ids(Kind::kCountry, filler, "", "Japan") == Ids{"JP"});
  std::string often = filler;
  for (int i = 0; i < 5; ++i) often += "Japan was there. ";
  CHECK(bench().countries(often) == Ids{"JP"});
}

TEST_CASE("a leader named once deep in a very long article is no finding") {
  std::string filler;
  for (int i = 0; i < 200; ++i) filler += "The delegates spoke at length. ";
  CHECK(bench().leaders(filler + "Takaichi was there.") == Ids{});
  CHECK(bench().leaders(filler + "Takaichi was there. Takaichi. Takaichi.") ==
        Ids{"takaichi-sanae"});
  CHECK(bench().leaders("Takaichi was there. " + filler) == Ids{"takaichi-sanae"});
}

TEST_CASE("a namesake's given name before the surname makes it another person") {
  for (const std::string text : {"Melania Trump spoke", "Ivanka Trump", "梅拉尼娅·特朗普",
                                 "メラニア・トランプ", "Мелания Трамп", "с Меланией Трамп"}) {
    CAPTURE(text);
    CHECK(bench().leaders(text) == Ids{});
  }
  for (const std::string text : {"Donald Trump", "Donald J. Trump", "President Trump", "Then Trump",
                                 "唐纳·特朗普", "ドナルド・トランプ"}) {
    CAPTURE(text);
    CHECK(bench().leaders(text) == Ids{"trump-donald"});
  }
  CHECK(bench().leaders("Melania Trump and Donald Trump") == Ids{"trump-donald"});
}

TEST_CASE("English adjectives do not decline, Spanish ones lose their accent when they do") {
  CHECK(bench().countries("Indiana") == Ids{});
  CHECK(bench().countries("die Indianer") == Ids{});
  CHECK(bench().countries("the Indian side") == Ids{"IN"});
  CHECK(bench().countries("los japoneses") == Ids{"JP"});
  CHECK(bench().countries("la delegación japonesa") == Ids{"JP"});
}

TEST_CASE("an ambiguous country counts in a list of countries, but not as an American state") {
  CHECK(bench().countries("Georgia, Armenia and others") == Ids{"GE", "AM"});
  CHECK(bench().countries("Armenia, Georgia") == Ids{"GE", "AM"});
  CHECK(bench().countries("Atlanta, Georgia, US") == Ids{"US"});
}

TEST_CASE("what is written on to a quotation in Korean is no name") {
  CHECK(bench().countries("\"스테판\"이란 곡") == Ids{});
  CHECK(bench().countries("“스테판”이란 곡") == Ids{});
  CHECK(bench().countries("\"이란은 답했다\"") == Ids{"IR"});
}

TEST_CASE("topics need a score of five; repeated triggers count half and are capped") {
  CHECK(bench().topics("talks") == Ids{});
  CHECK(bench().topics("summit") == Ids{});
  CHECK(bench().topics("summit talks") == Ids{"summit"});
  CHECK(bench().topics("", "summit") == Ids{"summit"});
  CHECK(bench().topics("", "talks") == Ids{});
  CHECK(bench().topics("在峰会上。峰会结束") == Ids{"summit"});
  const auto found = bench().findings("", "summit summit summit summit summit");
  REQUIRE(found.size() == 2);  // the topic, and the term of the vocabulary
  CHECK(found[0].score == doctest::Approx(8));
}

TEST_CASE("a word that two languages write alike is one piece of evidence") {
  const auto found = bench().findings("Référendum", "");
  REQUIRE(found.size() == 1);
  CHECK(found[0].score == doctest::Approx(6));
}

TEST_CASE("a longer article needs more of a topic") {
  std::string filler;
  for (int i = 0; i < 100; ++i) filler += "The delegates spoke at length. ";
  CHECK(bench().topics("The summit talks began. " + filler) == Ids{});
  CHECK(bench().topics("The summit talks began. " + filler + "Summit. Summit. Talks. Talks.") ==
        Ids{"summit"});
}

TEST_CASE("a title cut from the text adds nothing, a headline of its own does") {
  CHECK(bench().topics("Summit. More follows.", "Summit.") == Ids{});
  CHECK(bench().topics("Summit\n\nMore follows.", "Summit") == Ids{"summit"});
  const auto found = bench().findings("Takaichi spoke…", "Takaichi spoke here.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].mentions == 1);
}

TEST_CASE("German triggers are nouns and keep their capital") {
  CHECK(bench().topics("Wahlen und Wahlen") == Ids{"election"});
  CHECK(bench().topics("sie wählen und wählen") == Ids{});
}

TEST_CASE("cities and terms of the vocabulary are told in every script and form") {
  for (const std::string text : {"in Washington", "Washington's", "在华盛顿举行"}) {
    CAPTURE(text);
    CHECK(bench().cities(text) == Ids{"washington-us"});
  }
  for (const std::string text :
       {"two summits", "A Summit", "在峰会上", "首脳会談で", "정상회담에서", "والقمة", "на саммите",
        "саммитов", "der Gipfel"}) {
    CAPTURE(text);
    CHECK(bench().terms(text) == Ids{"summit-meeting"});
  }
}

TEST_CASE("a capital speaks for its country and for itself") {
  CHECK(bench().countries("Talks in Tbilisi") == Ids{"GE"});
  CHECK(bench().cities("Talks in Tbilisi") == Ids{"tbilisi-ge"});
}

TEST_CASE("a term neither hides the country inside it nor brings one in") {
  CHECK(bench().countries("the US Congress") == Ids{"US"});
  CHECK(bench().terms("the US Congress") == Ids{"us-congress"});
  CHECK(bench().countries("美国国会") == Ids{"US"});
  CHECK(bench().countries("印度洋") == Ids{});
  CHECK(bench().terms("印度洋") == Ids{"indian-ocean"});
}

TEST_CASE("a city inside a longer name is not meant") {
  CHECK(bench().cities("the Shanghai Cooperation Organisation") == Ids{});
  CHECK(bench().terms("the Shanghai Cooperation Organisation") == Ids{"sco"});
  CHECK(bench().cities("上海合作组织成员国") == Ids{});
  CHECK(bench().cities("the Washington Post wrote") == Ids{});
  CHECK(bench().cities("Santiago Peña spoke") == Ids{});
  CHECK(bench().cities("Santiago Peña spoke in Santiago") == Ids{"santiago-cl"});
}

TEST_CASE("an ambiguous city or term needs its country or its full name") {
  CHECK(bench().cities("He went to Hyderabad") == Ids{});
  CHECK(bench().cities("Hyderabad, Pakistan") == Ids{"hyderabad-pk"});
  CHECK(bench().cities("Pakistan, India, Hyderabad") == Ids{});
  CHECK(bench().cities("Nice work in Iran") == Ids{});
  CHECK(bench().terms("the SCO met") == Ids{});
  CHECK(bench().terms("the SCO, or Shanghai Cooperation Organisation") == Ids{"sco"});
}

TEST_CASE("abbreviations keep their capitals and accents keep words of other languages out") {
  CHECK(bench().topics("those who came and who left") == Ids{});
  CHECK(bench().topics("the WHO and the WHO") == Ids{"health"});
  CHECK(bench().topics("the process and the process") == Ids{});
  CHECK(bench().topics("le procès et le procès") == Ids{"law"});
}

TEST_CASE("a query's terms are told apart from its names and may overlap them") {
  using Spans = std::vector<std::string>;
  CHECK(bench().term_spans("us congress summit") == Spans{"us-congress", "summit-meeting"});
  CHECK(bench().term_spans("高市早苗首脳会談") == Spans{"summit-meeting"});
  CHECK(bench().term_spans("washington") == Spans{});
  CHECK(bench().term_spans("sco") == Spans{"?sco"});
}

TEST_CASE("evidence is the first five places, as written, with their bytes") {
  const std::string body = "Takaichi. 高市早苗 Takaichi Takaichi Takaichi Takaichi";
  const auto found = bench().findings("高市早苗", body);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].mentions == 7);
  REQUIRE(found[0].evidence.size() == 5);
  CHECK(found[0].evidence[0].field == Field::kTitle);
  for (std::size_t i = 1; i < found[0].evidence.size(); ++i) {
    const auto& evidence = found[0].evidence[i];
    CHECK(evidence.field == Field::kBody);
    CHECK(body.substr(evidence.begin, evidence.end - evidence.begin) == evidence.text);
  }
  CHECK(found[0].evidence[2].text == "高市早苗");
}

TEST_CASE("a query's spans are the longest names, ambiguous ones marked") {
  using Spans = std::vector<std::string>;
  CHECK(bench().spans("高市早苗和李在明在奈良会谈") == Spans{"takaichi-sanae", "lee-jae-myung"});
  CHECK(bench().spans("takaichi south korea") == Spans{"takaichi-sanae", "KR"});
  CHECK(bench().spans("이재명") == Spans{"lee-jae-myung"});
  CHECK(bench().spans("lee") == Spans{"?lee-jae-myung lee-myung-bak lee-hsien-loong"});
  CHECK(bench().spans("日韩") == Spans{"JP KR"});
  CHECK(bench().spans("summit talks") == Spans{"summit"});
  CHECK(bench().spans("印度洋") == Spans{});
  CHECK(bench().spans("washington") == Spans{"washington-us"});
  CHECK(bench().spans("tbilisi summit") == Spans{"GE tbilisi-ge", "summit"});
  CHECK(bench().spans("shanghai cooperation organisation") == Spans{});
  CHECK(bench().spans("us congress") == Spans{"?US"});
  CHECK(bench().spans("tell us") == Spans{"?US"});
  CHECK(bench().spans("日本海") == Spans{});
  CHECK(bench().spans("") == Spans{});
}
