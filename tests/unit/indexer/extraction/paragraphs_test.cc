// SPDX-License-Identifier: GPL-3.0-or-later
// Repair of damaged paragraph breaks and of hard-wrapped lines.
#include "indexer/extraction/paragraphs.h"

#include <doctest/doctest.h>

using namespace dragoman::indexer;

namespace {

std::string repaired(std::string_view text) {
  std::string out;
  for (const auto piece : split_damaged_breaks(text))
    out += (out.empty() ? "" : "|") + std::string(piece);
  return out;
}

}  // namespace

TEST_CASE("nn is a break behind a sentence and before what can open one, and nowhere else") {
  struct Case {
    const char* text;
    const char* pieces;
  };
  const Case cases[] = {
      {"会谈结束。nn双方发表声明。", "会谈结束。|双方发表声明。"},
      {"他说:“结束了。”nn会议继续。", "他说:“结束了。”|会议继续。"},
      {"They met.nnThe talks went on.", "They met.|The talks went on."},
      {"\"They met.\"nn\"Good.\"", "\"They met.\"|\"Good.\""},
      {"会谈结束！nn2026年继续。", "会谈结束！|2026年继续。"},
      {"التقى الزعيمان.nnوبحثا الأمن.", "التقى الزعيمان.|وبحثا الأمن."},
      {"One.nnnnTwo.", "One.|Two."},
      {"The end.nn", "The end."},
      {"Vienna, Finnland, Anna und Cannes.", "Vienna, Finnland, Anna und Cannes."},
      {"See www.nnews.example for more.", "See www.nnews.example for more."},
      {"An odd run.nnnNo break.", "An odd run.nnnNo break."},
      {"nn", "nn"},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(repaired(c.text) == c.pieces);
  }
}

TEST_CASE("hard-wrapped lines become one paragraph, long lines stay their own") {
  const std::string wrapped =
      "The ministers of the two countries met in the capital on Friday\n"
      "and agreed to resume the talks that had been broken off in the\n"
      "spring, when the border was closed for the second time.\n\nNext.";
  const auto paragraphs = paragraphs_of(lines_of(wrapped));
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].text.find("Friday and agreed") != std::string::npos);
  CHECK(paragraphs_of(lines_of("One sentence.\nAnother sentence.\nA third.")).size() == 3);
}
