// SPDX-License-Identifier: GPL-3.0-or-later
// Cleaning text, trimming, and the first sentence in several scripts.
#include "core/article_text.h"

#include <doctest/doctest.h>

#include <random>

#include "core/article_json.h"
#include "core/text/utf8.h"

using namespace dragoman;

TEST_CASE("the first sentence ends where a reader would end it") {
  struct Case {
    const char* text;
    const char* sentence;
  };
  const Case cases[] = {
      {"", ""},
      {"One. Two.", "One."},
      {"No stop at all", "No stop at all"},
      {"Mr. Annan met J. Chirac in the U.S. Senate. Then he left.",
       "Mr. Annan met J. Chirac in the U.S. Senate."},
      {"Growth was 3.5 per cent. Fine.", "Growth was 3.5 per cent."},
      {"Am 3. Mai trafen sie sich. Danach nicht.", "Am 3. Mai trafen sie sich."},
      {"“We agree.” They signed.", "“We agree.”"},
      {"首脑会晤结束。双方发表声明。", "首脑会晤结束。"},
      {"大臣は「合意した。」と述べた。会談は続く。", "大臣は「合意した。」と述べた。"},
      {"他说:“结束了。”会议继续。", "他说:“结束了。”"},
      {"هل اتفقوا؟ نعم.", "هل اتفقوا؟"},
      {"Really?! Yes.", "Really?!"},
      {"Heading without stop\nThen a line.", "Heading without stop"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(first_sentence(c.text) == c.sentence);
  }
}

TEST_CASE("a first sentence is at most 200 bytes and never cut inside a character") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "字";
  const std::string sentence = first_sentence(text);
  CHECK(sentence.size() <= 200);
  CHECK(sentence.size() > 190);
  CHECK(text::is_valid_utf8(sentence));
}

TEST_CASE("trimming knows no-break and ideographic spaces") {
  CHECK(trimmed("\u00a0\u3000 x y \t\n\u200b") == "x y");
  CHECK(trimmed(" \u00a0 ").empty());
}

TEST_CASE("any bytes give clean valid text and a first sentence") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (unsigned i = static_cast<unsigned>(random() % 60); i > 0; --i) {
      bytes +=
          static_cast<char>(random() % 3 == 0 ? random() : " .!?\"'\n\xE3\x80\x82"[random() % 10]);
    }
    const std::string clean = clean_text(bytes);
    CHECK(text::is_valid_utf8(clean));
    CHECK(clean.find('\0') == std::string::npos);
    CHECK(clean.find('\r') == std::string::npos);
    CHECK(text::is_valid_utf8(first_sentence(bytes)));
  }
}
