// SPDX-License-Identifier: GPL-3.0-or-later
// Marks: always the original text, always on whole characters, also in CJK, Arabic and behind
// squared letters.
#include "server/search/highlight.h"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>
#include <set>

#include "tests/unit/search/marker.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::set<std::size_t> grapheme_borders(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> it(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  REQUIRE(U_SUCCESS(status));
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  it->setText(unicode);
  std::set<std::size_t> borders;
  for (std::int32_t at = it->first(); at != icu::BreakIterator::DONE; at = it->next()) {
    std::string before;
    unicode.tempSubString(0, at).toUTF8String(before);
    borders.insert(before.size());
  }
  return borders;
}

// A snippet is a passage of the text, with line breaks as spaces, begun and ended on whole
// characters.
void check_cut(std::string shown, std::string text, const std::set<std::size_t>& borders) {
  const std::string mark = "…";
  const bool from_inside = shown.starts_with("… ");
  if (from_inside) shown.erase(0, mark.size() + 1);
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  bool found = false;
  for (const bool to_inside : {false, true}) {
    if (to_inside && !shown.ends_with(mark)) break;
    if (to_inside) shown.erase(shown.size() - mark.size());
    for (std::size_t at = text.find(shown); !found && at != std::string::npos;
         at = at < text.size() ? text.find(shown, at + 1) : std::string::npos)
      found = borders.contains(at) && borders.contains(at + shown.size());
  }
  CHECK(found);
}

}  // namespace

TEST_CASE("marks lie on the matched characters of the original text") {
  struct Row {
    const char* query;
    const char* text;
    const char* marked;
  };
  for (const Row& row : {
           Row{"summit", "The Summit, a SUMMIT.", "The <Summit>, a <SUMMIT>."},
           Row{"apec", "ＡＰＥＣ and APEC", "<ＡＰＥＣ> and <APEC>"},
           Row{"国际", "國際會議と国際", "<國際>會議と<国際>"},
           Row{"会谈", "首脳會談。", "首脳<會談>。"},
           Row{"会談", "㍿日本の会談", "㍿日本の<会談>"},
           Row{"株式会社", "これは㍿と㋀です", "これは<㍿>と㋀です"},
           Row{"日本", "㍿日本㍿", "㍿<日本>㍿"},
           Row{"会社", "の㍿。", "の<㍿>。"},
           Row{"1月 会談", "㋀の会談", "<㋀>の<会談>"},
           Row{"ガ", "ｶﾞ👨‍👩。", "<ｶﾞ>👨‍👩。"},
           Row{"احمد", "قال أَحْمَد إن", "قال <أَحْمَد> إن"},
           Row{"cafe", "Le café, le cafe\u0301!", "Le <café>, le <cafe\u0301>!"},
           Row{"\"met in nara\"", "They met  in (Nara) today", "They <met  in (Nara>) today"},
           Row{"首脳会談", "首脳\n会談", "<首脳\n会談>"},
           Row{"\"trade, energy\"", "on trade, energy and", "on <trade>, <energy> and"},
           Row{"\"trade energy\"", "on trade, energy and", "on trade, energy and"},
           Row{"이재명", "이재명은 말했다", "<이재명>은 말했다"},
           Row{"북", "북한이 북 에서", "북한이 <북> 에서"},
           Row{"summit -trade", "summit on trade", "<summit> on trade"},
           Row{"summit", "", ""},
           Row{"!!!", "a !!! b", "a !!! b"},
           Row{"COVID-19", "the COVID-19 crisis", "the <COVID-19> crisis"},
           Row{"Takaichi", "高市早苗 and Takaichi", "<高市早苗> and <Takaichi>"},
       }) {
    CAPTURE(row.query);
    CHECK(Marker(row.query).mark(row.text) == row.marked);
  }
}

TEST_CASE(
    "segments concatenate to the text and end on whole characters, whatever text and query are") {
  const std::vector<std::string> pieces = {
      "高市早苗", "国際",   "㍿",     "㋀",     "㎡",       "أَحْمَد",       "احمد",
      "e\u0301",  "é",      "summit", "ﬁ",      "ＡＰＥＣ", "😀",          "👨‍👩‍👧",
      "g̈",        "한국은", "ไทย",    "\n\n",   " ",        "。",         "、",
      ", ",       ". ",     "U.S.",   "-",      "19",       "ヴィーガン", "ｶﾞ",
      "क्षि",      "İ",      "ß",      "\u200D", "ि",        "ा",          "\u0600",
      "🇯🇵",       "\u1100", "\u1161", "ำ",      "\u0B3E"};
  std::mt19937 random(6);
  const auto text_of = [&](std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += pieces[random() % pieces.size()];
    return out;
  };
  for (int round = 0; round < 1500; ++round) {
    const std::string query = text_of(1 + random() % 4);
    const std::string text = text_of(random() % 30);
    CAPTURE(query);
    CAPTURE(text);
    Marker marker(query);
    const auto segments = marker.segments(text);
    REQUIRE(joined(segments) == text);
    const std::set<std::size_t> borders = grapheme_borders(text);
    CAPTURE(joined(segments, "<", ">"));
    std::size_t at = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      CHECK_FALSE(segments[i].text.empty());
      CHECK((i == 0 || segments[i].match != segments[i - 1].match));
      CHECK(borders.contains(at));
      at += segments[i].text.size();
    }
    const std::string whole = joined(marker.snippet("", text));
    if (!whole.empty()) CHECK(whole.size() <= text.size() + 8);
    check_cut(whole, text, borders);
  }
}

TEST_CASE("a snippet is a passage of the text around most parts of the query") {
  std::string body;
  for (int i = 0; i < 200; ++i) body += "Filler sentence number " + std::to_string(i) + ". ";
  const std::string key = "The leaders met at the summit in Nara. ";
  Marker marker("leaders summit nara");
  const auto segments = marker.snippet("", body + "summit. " + body + key + body);
  const std::string shown = joined(segments);
  CHECK(shown.find("The leaders met at the summit in Nara.") != std::string::npos);
  CHECK(shown.starts_with("… "));
  CHECK(shown.ends_with("…"));
  CHECK(shown.size() < 700);
  CHECK(joined(segments, "<", ">").find("The <leaders> met at the <summit> in <Nara>.") !=
        std::string::npos);
}

TEST_CASE("a snippet without matches is the beginning, and the summary leads") {
  Marker marker("absent");
  CHECK(joined(marker.snippet("Short summary.", "Body text.")) == "Short summary.");
  CHECK(joined(marker.snippet("", "Body\n\ntext.")) == "Body  text.");
  CHECK(joined(marker.snippet("—", "Body text.")) == "Body text.");
  CHECK(marker.snippet("", "").empty());
  Marker body_only("text");
  CHECK(joined(body_only.snippet("Short summary.", "Body text."), "<", ">") == "Body <text>.");
}

TEST_CASE("a query of one character repeated is marked without quadratic time") {
  std::string query;
  std::string text;
  for (int i = 0; i < 5000; ++i) query += "的";
  for (int i = 0; i < 20000; ++i) text += "的";
  Marker marker(query);
  CHECK(joined(marker.segments(text)) == text);
}

TEST_CASE("a title is shown whole up to its bound, beyond it its beginning") {
  Marker marker("summit");
  CHECK(marker.title("A summit", 8) == "A <summit>");
  CHECK(marker.title("A summit.", 8) == "A <summit>…");
  CHECK(marker.title("A summit.", 9) == "A <summit>.");
  CHECK(marker.title("The summitry", 10) == "The summit…");  // no part of a word is a word
  CHECK(marker.title("The summit of", 7) == "The <sum>…");
  CHECK(marker.title("", 8).empty());
}

TEST_CASE("a title is cut between characters as they are read, in every script") {
  for (const std::string piece : {"國際會議 ", "مُؤْتَمَر ", "👩‍👩‍👧‍👦🇯🇵 ",
                                  "क्षि ", "e\u0301\u0323 ", "각 "}) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += piece;
    const auto borders = grapheme_borders(text);
    Marker marker("summit");
    for (std::size_t bytes = 40; bytes < 80; ++bytes) {
      CAPTURE(piece);
      CAPTURE(bytes);
      const std::string shown = marker.title(text, bytes);
      REQUIRE(shown.ends_with("…"));
      const std::size_t end = shown.size() - std::string("…").size();
      CHECK(end <= bytes);
      CHECK(borders.contains(end));
      CHECK(text.starts_with(shown.substr(0, end)));
    }
  }
}
