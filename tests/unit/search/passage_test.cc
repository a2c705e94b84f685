// SPDX-License-Identifier: GPL-3.0-or-later
// Which passage is shown: the one that says most of the query, on whole sentences where they are
// near, and never more than its size.
#include "server/search/passage.h"

#include <doctest/doctest.h>

#include "core/text/utf8.h"
#include "tests/unit/search/marker.h"

using namespace dragoman;
using namespace dragoman::search;

namespace {

std::string filler(int sentences, const std::string& sentence) {
  std::string out;
  for (int i = 0; i < sentences; ++i) out += sentence;
  return out;
}

const std::string kEnglish = "Nothing of note was said that day by anyone present. ";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("two different words near one another beat three of one word") {
  const std::string body = filler(20, kEnglish) + "Summit, summit and summit again. " +
                           filler(20, kEnglish) + "The treaty was signed at the summit. " +
                           filler(20, kEnglish);
  const std::string shown = Marker("summit treaty").passage(body);
  CAPTURE(shown);
  CHECK(holds(shown, "The <treaty> was signed at the <summit>."));
}

TEST_CASE("three forms of one word are one word") {
  const Marker::Forms forms = {{"sanctions", {"sanction", "sanctioned", "sanctioning"}}};
  const std::string body =
      filler(20, kEnglish) + "They sanction, sanctioned and are sanctioning. " +
      filler(20, kEnglish) + "Talks on sanctions began. " + filler(20, kEnglish);
  const std::string shown = Marker("talks sanctions", forms).passage(body);
  CAPTURE(shown);
  CHECK(holds(shown, "<Talks> on <sanctions> began."));
}

TEST_CASE("a name in two spellings is one part of the query") {
  const std::string body = filler(20, kEnglish) + "Takaichi (高市早苗) left. Takaichi rested. " +
                           filler(20, kEnglish) + "At the treaty signing Takaichi spoke. " +
                           filler(20, kEnglish);
  const std::string shown = Marker("Takaichi treaty").passage(body);
  CAPTURE(shown);
  CHECK(holds(shown, "<treaty> signing <Takaichi>"));
}

TEST_CASE("of two passages with the same words the one with them nearer each other is shown") {
  const std::string body = filler(10, kEnglish) +
                           "The treaty, which some had long awaited and which others had feared "
                           "in those months, was signed at a summit. " +
                           filler(10, kEnglish) + "A summit treaty came of it. " +
                           filler(10, kEnglish);
  const std::string shown = Marker("treaty summit").passage(body);
  CAPTURE(shown);
  CHECK(holds(shown, "A <summit> <treaty> came of it."));
}

TEST_CASE("a word that is everywhere says less than one that stands once") {
  const std::string often = "The ship and the port and the sea were calm in the evening. ";
  const std::string body =
      filler(15, often) + "A corridor was agreed upon by all envoys. " + filler(15, often);
  const std::string shown = Marker("the corridor").passage(body);
  CAPTURE(shown);
  CHECK(holds(shown, "<corridor>"));
}

TEST_CASE("a passage that moves back to its sentence keeps its matches") {
  std::string sentence = "Here the long sentence slowly begins, treaty";
  for (int i = 0; i < 26; ++i) sentence += " word";
  sentence += " summit. ";
  const std::string shown =
      Marker("treaty summit").passage(filler(10, kEnglish) + sentence + filler(10, kEnglish));
  CAPTURE(shown);
  CHECK(holds(shown, "<treaty>"));
  CHECK(holds(shown, "<summit>"));
}

TEST_CASE("a passage begins and ends with a sentence in every script") {
  struct Row {
    const char* query;
    const char* filler;
    const char* sentence;
  };
  for (const Row& row : {
           Row{"treaty", "Nothing else was said. ", "The envoys signed a treaty there."},
           Row{"条约", "当天没有别的消息传来。", "双方在首都签署了一项条约。"},
           Row{"条約", "その日は何も伝えられなかった！", "両国は首都で条約に署名した。"},
           Row{"조약", "그날은 다른 소식이 없었다. ", "두 나라는 수도에서 조약에 서명했다."},
           Row{"معاهدة", "لم يقل أحد شيئا آخر؟ ", "وقع الطرفان معاهدة في العاصمة."},
           Row{"معاہدہ", "اس دن کچھ اور نہیں کہا گیا۔ ", "دونوں نے معاہدہ کیا۔"},
           Row{"संधि", "उस दिन और कुछ नहीं कहा गया। ", "दोनों ने संधि पर हस्ताक्षर किए।"},
           Row{"договор", "Больше ничего не сообщалось. ", "Стороны подписали договор."},
           Row{"traité", "Rien d’autre n’a été dit ! ", "Ils ont signé un traité."},
       }) {
    const std::string shown = Marker(row.query).passage(filler(30, row.filler) + row.sentence +
                                                        " " + filler(30, row.filler));
    CAPTURE(shown);
    std::string plain;
    for (const char c : shown) {
      if (c != '<' && c != '>') plain += c;
    }
    CHECK(holds(plain, row.sentence));
    std::string sentence_end(row.filler);
    while (sentence_end.back() == ' ') sentence_end.pop_back();
    CHECK((plain.starts_with(std::string("… ") + row.filler) ||
           plain.starts_with(std::string("… ") + row.sentence)));
    const std::string end = plain.substr(0, plain.rfind("…"));
    CHECK(holds(end.substr(end.size() - std::min<std::size_t>(end.size(), sentence_end.size() + 2)),
                sentence_end));
  }
}

TEST_CASE("a snippet is short whatever the text is made of, and stays UTF-8") {
  const auto repeated = [](const std::string& piece, int count) { return filler(count, piece); };
  for (const std::string& text :
       {repeated("a", 1 << 20), repeated("的", 1 << 18), repeated("م", 1 << 19),
        repeated("ไทย", 1 << 16), repeated("가", 1 << 18),
        "treaty " + repeated("\"", 100000) + " summit", repeated("-", 1 << 16) + "treaty",
        repeated("* ", 1 << 15) + "treaty " + repeated("*", 1 << 16),
        "treaty" + repeated("\u0301", 100000) + " summit",
        repeated("👨‍👩‍👧‍👦", 1 << 14) + " treaty",
        repeated("가", 1 << 16) + "회담" + repeated("나", 1 << 16)}) {
    for (const char* query : {"treaty summit", "的", "a*", "م", "회담", "absent"}) {
      const std::string shown = joined(Marker(query).snippet("", text));
      CAPTURE(query);
      CAPTURE(shown);
      CHECK(shown.size() <= Highlighter::kSnippetBytes + 16);
      CHECK(text::is_valid_utf8(shown));
    }
  }
}

TEST_CASE("a match inside a word without end is shown") {
  const std::string shown =
      Marker("회담").passage(filler(1 << 14, "가") + "회담" + filler(1 << 14, "나"));
  CHECK(holds(shown, "<회담>"));
}
