// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between two units and how far it keeps them apart.
#include <doctest/doctest.h>

#include "tests/unit/text/show_units.h"

using dragoman::text::Analyser;
using dragoman::text::Gap;
using dragoman::text::shown;

namespace {

Gap gap_between(const std::string& before, const std::string& between, const std::string& after) {
  Analyser analyser;
  const auto analysis = analyser.analyse(before + between + after);
  REQUIRE(analysis.units.size() == 2);
  return analysis.units[1].gap;
}

}  // namespace

TEST_CASE("spaces, quotes, brackets, middle dots, hyphens and symbols leave words adjacent") {
  for (const char* between :
       {" ", "  ", "\u3000", "\u00A0", "\"",  "” “", "」「", "》《", "(", ") ", "・",
        "·", "-",  "/",      "&",      " 😀 ", "_",   "%",    " + ",  "–", ""}) {
    CAPTURE(between);
    CHECK(gap_between("国", between, "际") == Gap::kNone);
  }
}

TEST_CASE("the comma class, dashes, bars and list marks are weak gaps") {
  for (const char* between :
       {",",   ", ", "、", "，",  ";",   "；", ":",   "：",  "،",    "؛",
        " — ", "——", "|",  " • ", " ■ ", "●",  " - ", " – ", "\n* ", "\n- "}) {
    CAPTURE(between);
    CHECK(gap_between("国", between, "际") == Gap::kWeak);
  }
}

TEST_CASE("sentence and paragraph ends are strong gaps") {
  for (const char* between :
       {"。", "．", ". ", "!",    "！",       "?",     "？",     "؟",    "۔",   "।",    "።",
        "…",  "……", "⋯⋯", "\n\n", "\r\n\r\n", "\n \n", "\u2029", "，。", ".\n", ")。「"}) {
    CAPTURE(between);
    CHECK(gap_between("国", between, "际") == Gap::kStrong);
  }
}

TEST_CASE("one line break is a wrapped line in every script") {
  for (const char* words : {"国|际", "国|の", "word|word", "国|word", "слово|слово"}) {
    const std::string text = words;
    const std::size_t bar = text.find('|');
    CAPTURE(text);
    CHECK(gap_between(text.substr(0, bar), "\n", text.substr(bar + 1)) == Gap::kNone);
    CHECK(gap_between(text.substr(0, bar), "\r\n", text.substr(bar + 1)) == Gap::kNone);
  }
}

TEST_CASE("the first unit of a field has a strong gap whatever stands before it") {
  Analyser analyser;
  CHECK(analyser.analyse(", a").units.at(0).gap == Gap::kStrong);
  CHECK(analyser.analyse("a").units.at(0).gap == Gap::kStrong);
}

TEST_CASE("the full stop of an initial, a title or a name inside a word ends no sentence") {
  CHECK(shown("Mr. Trump met J. D. Vance.") == "mr trump met j d vance");
  CHECK(shown("la sra. Clinton y la dra. Merkel") == "la sra clinton y la dra merkel");
  CHECK(shown("В. В. Путин") == "в в путин");
  CHECK(shown("am 13. Januar") == "am 13 januar");
  CHECK(shown("EE.UU. y EE. UU.") == "ee uu # y ee uu");
  CHECK(shown("reuters.com") == "reuters com");
  CHECK(shown("It ended.The next") == "it ended # the next");
  CHECK(shown("in 2025. Then") == "in 2025 # then");
}
