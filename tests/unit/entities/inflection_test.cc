// SPDX-License-Identifier: GPL-3.0-or-later
// Words as they stand in text, and what they may and may not be inflected forms of.
#include "core/entities/inflection.h"

#include <doctest/doctest.h>

#include <string>

#include "core/text/fold.h"

using namespace dragoman;
using namespace dragoman::entities;
using text::Script;

namespace {

// True when the text's word may stand for the gazetteer's word.
bool stands_for(const std::string& in_text, const std::string& in_form, Script script,
                Role role = Role::kName) {
  const std::string folded_form = text::folded(in_form);
  const std::string folded_text = text::folded(in_text);
  Form form;
  form.role = role;
  const Traits traits = word_traits({folded_form, in_form, script, true}, form);
  const CyrillicStem stem =
      script == Script::kCyrillic ? cyrillic_stem(folded_form, in_form) : CyrillicStem{};
  Readings readings;
  readings.read(folded_text, script);
  for (const Reading& reading : readings) {
    if (!reading.is_stem && reading.form == folded_form && (reading.needs & traits)) return true;
    if (reading.is_stem && !stem.stem.empty() && reading.form == stem.stem &&
        (reading.needs & stem.declension)) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("Russian and Ukrainian names decline by their own declension") {
  const auto cyrillic = [](const char* word, const char* form) {
    return stands_for(word, form, Script::kCyrillic);
  };
  CHECK(cyrillic("Трампом", "Трамп"));
  CHECK(cyrillic("Путиным", "Путин"));
  CHECK(cyrillic("Лавровым", "Лавров"));
  CHECK(cyrillic("Зеленского", "Зеленский"));
  CHECK(cyrillic("Зеленському", "Зеленський"));
  CHECK(cyrillic("России", "Россия"));
  CHECK(cyrillic("Японией", "Япония"));
  CHECK(cyrillic("Японією", "Японія"));
  CHECK(cyrillic("Китаем", "Китай"));
  CHECK(cyrillic("Израиля", "Израиль"));
  CHECK(cyrillic("Южной", "Южная"));
  CHECK(cyrillic("Нидерландов", "Нидерланды"));
  CHECK(cyrillic("японцами", "японец"));
  CHECK(cyrillic("японских", "японский"));
}

TEST_CASE("Cyrillic words that do not decline stay as they are") {
  CHECK_FALSE(stands_for("Малый", "Мали", Script::kCyrillic));
  CHECK_FALSE(stands_for("Перуном", "Перу", Script::kCyrillic));
  CHECK_FALSE(stands_for("Токийский", "Токио", Script::kCyrillic));
  CHECK_FALSE(stands_for("Сила", "Си", Script::kCyrillic));
  CHECK_FALSE(stands_for("Иранский", "Иран", Script::kCyrillic));
}

TEST_CASE("Arabic clitics and the article come off, roots stay whole") {
  const auto arabic = [](const char* word, const char* form) {
    return stands_for(word, form, Script::kArabic);
  };
  CHECK(arabic("وتاكايتشي", "تاكايتشي"));
  CHECK(arabic("واليابان", "اليابان"));
  CHECK(arabic("باليابان", "اليابان"));
  CHECK(arabic("لليابان", "اليابان"));
  CHECK(arabic("ولليابان", "اليابان"));
  CHECK(stands_for("اليابانية", "ياباني", Script::kArabic, Role::kDemonym));
  CHECK(stands_for("واليابانيين", "ياباني", Script::kArabic, Role::kDemonym));
  CHECK(arabic("كاليابان", "اليابان"));
  CHECK_FALSE(arabic("كلاوس", "لاوس"));
  CHECK_FALSE(arabic("ولي", "لي"));
  CHECK_FALSE(arabic("اليابانية", "اليابان"));
}

TEST_CASE("Hebrew prefixes come off") {
  CHECK(stands_for("לישראל", "ישראל", Script::kHebrew));
  CHECK(stands_for("ובישראל", "ישראל", Script::kHebrew));
}

TEST_CASE("Korean particles, titles and both together come off") {
  const auto korean = [](const char* word, const char* form) {
    return stands_for(word, form, Script::kHangul);
  };
  CHECK(korean("이재명은", "이재명"));
  CHECK(korean("이재명대통령", "이재명"));
  CHECK(korean("이재명대통령은", "이재명"));
  CHECK(korean("일본의", "일본"));
  CHECK(korean("일본인", "일본"));
  CHECK(korean("미국정부", "미국"));
  CHECK_FALSE(korean("인도적", "인도"));
  CHECK_FALSE(korean("인도네시아", "인도"));
}

TEST_CASE("Latin words take plural, possessive and, for demonyms, adjective endings") {
  CHECK(stands_for("japanischen", "japanisch", Script::kLatin, Role::kDemonym));
  CHECK(stands_for("japonaises", "japonais", Script::kLatin, Role::kDemonym));
  CHECK(stands_for("Koreans", "Korean", Script::kLatin, Role::kDemonym));
  CHECK(stands_for("Japans", "Japan", Script::kLatin));
  CHECK(stands_for("Trump'ın", "Trump", Script::kLatin));
  CHECK(stands_for("Japan's", "Japan", Script::kLatin));
  CHECK_FALSE(stands_for("Malin", "Mali", Script::kLatin));
  CHECK_FALSE(stands_for("Xis", "Xi", Script::kLatin));
  CHECK_FALSE(stands_for("Japaner", "Japan", Script::kLatin));
}

TEST_CASE("any bytes are read without harm") {
  Readings readings;
  for (const Script script : {Script::kLatin, Script::kCyrillic, Script::kArabic, Script::kHebrew,
                              Script::kHangul, Script::kCjk}) {
    for (const char* word :
         {"", "s", "'", "\xFF", "\x80\x80\x80\x80\x80\x80\x80", "لل", "ل", "씨"}) {
      readings.read(word, script);
      for (const Reading& reading : readings) CHECK_FALSE(reading.form.empty());
    }
  }
}
