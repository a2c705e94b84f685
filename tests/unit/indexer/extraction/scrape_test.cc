// SPDX-License-Identifier: GPL-3.0-or-later
// Whole scrapes in the shapes that pages have: articles come out whole and clean.
#include "indexer/extraction/scrape.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "core/text/utf8.h"
#include "indexer/extraction/digest.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(DRAGOMAN_SOURCE_DIR) + "/tests/fixtures/scrapes/" + name,
                     std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

Article only_article(const std::string& text) {
  auto articles = extract_scrape(text);
  REQUIRE(articles.size() == 1);
  return std::move(articles[0]);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "a Chinese article with damaged breaks: title, lead, body, teasers, nothing of the page") {
  const Article article = only_article(fixture("zh_article_damaged_breaks.txt"));
  CHECK(article.title == "哥伦比亚政府与哥伦比亚革命武装力量签署和平协议");
  CHECK(article.title_from == Origin::kMetadata);
  CHECK(article.summary == "2016年9月26日,双方在卡塔赫纳签署协议,结束半个多世纪的武装冲突。");
  CHECK(article.body ==
        "哥伦比亚总统桑托斯与游击队领导人在卡塔赫纳签字。多国领导人出席了仪式。\n\n"
        "协议规定游击队交出武器。联合国负责核查。桑托斯说:“战争的恐怖结束了。”\n\n"
        "10月2日的全民公投否决了协议。双方随后修改文本,并于11月24日在波哥大签署新协议。");
  CHECK(article.language == "zh-Hans");
  CHECK(article.published.empty());
  REQUIRE(article.related.size() == 2);
  CHECK(article.related[0].title == "挪威诺贝尔委员会授予桑托斯和平奖");
  CHECK(article.related[0].text == "挪威诺贝尔委员会于2016年10月宣布将和平奖授予哥伦比亚总统。");
  CHECK(article.related[1].title.empty());
  CHECK(article.related[1].language == "en");
}

TEST_CASE("an English article on an Arabic page keeps Vienna, Finland and Cannes whole") {
  const Article article = only_article(fixture("en_article_arabic_page.txt"));
  CHECK(article.language == "en");
  CHECK(contains(article.body,
                 "Vienna for more than two weeks. Annual planning in Finland and Cannes"));
  CHECK(article.body.ends_with("the Union's envoy said."));
  REQUIRE(article.related.size() == 2);
  CHECK(article.related[0].title == "Security Council endorses the accord on Iran");
  CHECK(article.related[1].language == "ar");
}

TEST_CASE("a German article: damaged breaks, a titled teaser, a cookie notice") {
  const Article article = only_article(fixture("de_damaged_and_wrapped.txt"));
  CHECK(article.language == "de");
  CHECK(article.body ==
        "Der Rahmen nennt Ziele bis 2030.\n\n"
        "Die Finnen und die Wiener Delegation, angeführt von Anna Brenner, begrüßten den "
        "Beschluss.\n\n"
        "Ein Fonds soll die Umsetzung fördern.");
  REQUIRE(article.related.size() == 1);
  CHECK(article.related[0].title == "Delegierte verhandeln bis in die Nacht");
}

TEST_CASE("a text without a title: its first sentence is the title and the body stays whole") {
  const Article article = only_article(fixture("en_untitled.txt"));
  CHECK(article.title ==
        "Delegates of nearly two hundred parties adopted a climate agreement in Paris on Saturday, "
        "12 December 2015.");
  CHECK(article.title_from == Origin::kText);
  CHECK(article.summary.empty());
  CHECK(article.body.starts_with("Delegates of nearly two hundred parties"));
  CHECK(contains(article.body, "parties have ratified it.\n\nThe agreement asks"));
  CHECK(article.body.ends_with("of the last night."));
}

TEST_CASE("a digest gives each article with outlet and date, and none of the page") {
  const auto articles = extract_scrape(fixture("zh_digest.txt"));
  REQUIRE(articles.size() == 3);
  CHECK(articles[0].title == "峰会闭幕并通过联合声明");
  CHECK(articles[0].source == "示例通讯社");
  CHECK(articles[0].published == "2023-09-10T18:05");
  CHECK(articles[0].published_from == Origin::kText);
  CHECK(articles[0].body ==
        "声明与成员\n\n峰会通过了联合声明\n\n非洲联盟成为正式成员\n\n气候与发展\n\n各方讨论了多边开"
        "发银行改革\n\n增长目标为3%");
  CHECK(articles[1].source == "快讯");
  CHECK(articles[1].body == "会晤安排\n\n两国外长将在峰会前会晤");
  CHECK(articles[2].title == "领导人抵达会场|各方表态");
  CHECK(articles[2].published == "2023-09-07");
  CHECK(articles[2].body == "行程\n\n多位领导人已经抵达 议题尚未公布\n\n会谈持续到深夜");
  for (const Article& article : articles) {
    CHECK(article.language == "zh-Hans");
    CHECK(article.id.size() == 32);
  }
}

TEST_CASE(
    "reference marks inside a sentence leave the sentence whole, dashes of running text are no "
    "bullets") {
  CHECK(digest_body("The pact [1], long awaited, was signed [2]. It holds.") ==
        "The pact, long awaited, was signed. It holds.");
  CHECK(digest_body("The visit - the first since 2010 - went well") ==
        "The visit\n\nthe first since 2010 - went well");
  CHECK(digest_body("array[x] and [12345] stay") == "array[x] and [12345] stay");
}

TEST_CASE(
    "cookie notices and share lines go without a related section, sentences about cookies stay") {
  const Article article = only_article(
      "This website uses cookies\n\nWe use cookies to improve it. Read our privacy "
      "policy.\nReject\n\n"
      "Court rules on consent for trackers\n\nShare this article\n\n"
      "The Court of Justice ruled on 1 October 2019 that consent must be active.\n\n"
      "A site must not store cookies without it. \"We use cookies\" alone is not enough, the "
      "judges held.\n\n"
      "Follow us on the usual networks");
  CHECK(article.title == "Court rules on consent for trackers");
  CHECK(article.summary ==
        "The Court of Justice ruled on 1 October 2019 that consent must be active.");
  CHECK(article.body ==
        "A site must not store cookies without it. \"We use cookies\" alone is not enough, the "
        "judges held.");
}

TEST_CASE("a byline under the title gives source and date") {
  const Article article =
      only_article("Talks resume\nExample Daily · 2015-07-14 10:00\n\nThey met.\n\nThey agreed.");
  CHECK(article.source == "Example Daily");
  CHECK(article.published == "2015-07-14T10:00");
  CHECK(article.summary == "They met.");
  CHECK(article.body == "They agreed.");
}

TEST_CASE("pages without text give no article") {
  for (const char* text :
       {"", "\n\n \u00a0\n", "This website uses cookies\nReject", "\xEF\xBB\xBF"}) {
    CAPTURE(text);
    CHECK(extract_scrape(text).empty());
  }
}

TEST_CASE("any bytes give valid articles with a title or a body") {
  std::mt19937 random(11);
  const std::string seeds = fixture("zh_digest.txt") + fixture("zh_article_damaged_breaks.txt");
  for (int round = 0; round < 300; ++round) {
    std::string bytes = seeds.substr(random() % seeds.size());
    for (int i = 0; i < 20; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    for (const Article& article : extract_scrape(bytes)) {
      CHECK(text::is_valid_utf8(article.title + article.body + article.summary));
      CHECK_FALSE((article.title.empty() && article.body.empty()));
    }
  }
}
