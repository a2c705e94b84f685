// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of folding and analysis for any bytes at all: checked on seeded random mixtures of
// scripts, marks, oddities and broken UTF-8, and on inputs that punish quadratic algorithms (by
// what comes out, not by the clock).
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "core/text/analysis.h"
#include "core/text/fold.h"
#include "core/text/terms.h"
#include "core/text/utf8.h"

using namespace dragoman::text;

namespace {

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"a",          "Z",        "é",
                                                  "e\u0301",    "ß",        "ﬁ",
                                                  "İ",          "'",        "’s",
                                                  "l’",         ".",        ",",
                                                  "-",          "－",       "―",
                                                  " ",          "\n",       "\n\n",
                                                  "\u3000",     "1",        "٣",
                                                  "½",          "²",        "U.S.",
                                                  "1,000",      "3.5",      "й",
                                                  "и",          "\u0306",   "ё",
                                                  "Σ",          "أ",        "ة",
                                                  "\u064E",     "\u0653",   "ـ",
                                                  "ﷺ",          "״",        "שׁ",
                                                  "國",         "国",       "㍿",
                                                  "㋀",         "㌔",       "㎡",
                                                  "々",         "ー",       "カ",
                                                  "ｶ",          "ﾞ",        "\u3099",
                                                  "か",         "한",       "국",
                                                  "\u1100",     "\u1161",   "\u11A8",
                                                  "\uFFC2",     "은",       "ก",
                                                  "ุ",           "่",         "ำ",
                                                  "\u0E4D",     "\u0E32",   "क",
                                                  "\u094D",     "\u093C",   "\u09C7",
                                                  "\u09BE",     "\u0D46",   "\u0D3E",
                                                  "\u200D",     "\u00AD",   "\uFE0F",
                                                  "😀",          "🏽",     "𠮷",
                                                  "\U0001D400", "\u0345",   std::string(1, '\0'),
                                                  "\xFF",       "\xE4\xB8", "\xED\xA0\x80",
                                                  "\xC3",       "\xF0\x9F", "\u2029",
                                                  "·",          "•",        "*"};
  std::string text;
  for (auto n = random() % 24; n > 0; --n) {
    if (random() % 8 == 0) {
      append_utf8(text, static_cast<char32_t>(random() % 0x110000));
    } else if (random() % 16 == 0) {
      text.push_back(static_cast<char>(random()));
    } else {
      text += pieces[random() % pieces.size()];
    }
  }
  return text;
}

// True for every byte position where decoding stops, and for the end.
std::vector<bool> borders_of(std::string_view text) {
  std::vector<bool> borders(text.size() + 1, false);
  for (std::size_t position = 0; position < text.size(); next_code_point(text, position)) {
    borders[position] = true;
  }
  borders[text.size()] = true;
  return borders;
}

bool fold_is_sound(std::string_view text, const FoldedText& fold) {
  if (!is_valid_utf8(fold.text)) return false;
  if (fold.begin.size() != fold.text.size() || fold.end.size() != fold.text.size()) return false;
  const std::vector<bool> borders = borders_of(text);
  for (std::size_t i = 0; i < fold.text.size(); ++i) {
    if (fold.begin[i] >= fold.end[i] || fold.end[i] > text.size()) return false;
    if (!borders[fold.begin[i]] || !borders[fold.end[i]]) return false;
    if (i > 0 && (fold.begin[i] < fold.begin[i - 1] || fold.end[i] < fold.end[i - 1])) return false;
  }
  return true;
}

bool is_form(std::string_view form) {
  return !form.empty() && is_valid_utf8(form) && form.find('\0') == std::string_view::npos;
}

bool analysis_is_sound(std::string_view text, const Analysis& analysis) {
  const std::vector<bool> borders = borders_of(text);
  for (std::size_t i = 0; i < analysis.units.size(); ++i) {
    const Unit& unit = analysis.units[i];
    if (unit.begin >= unit.end || unit.end > text.size()) return false;
    if (!borders[unit.begin] || !borders[unit.end]) return false;
    if (!is_form(analysis.form(i))) return false;
    if (i == 0) {
      if (unit.gap != Gap::kStrong || unit.glued || unit.hyphenated) return false;
      continue;
    }
    const Unit& before = analysis.units[i - 1];
    const bool shared = unit.begin == before.begin && unit.end == before.end;
    if (unit.begin < before.end && !shared) return false;
    if (unit.glued && unit.gap != Gap::kNone) return false;
  }
  return true;
}

bool terms_are_sound(const Analysis& analysis, const std::vector<Term>& terms) {
  for (const Term& term : terms) {
    if (!is_form(term.form) || term.unit_count == 0) return false;
    if (term.first_unit + term.unit_count > analysis.units.size()) return false;
  }
  return true;
}

void check_linear(const std::string& text, std::size_t units) {
  Analyser analyser;
  const Analysis analysis = analyser.analyse(text);
  CHECK(analysis.units.size() == units);
  CHECK(analysis.forms.size() <= text.size());
  CHECK(analysis_is_sound(text, analysis));
  FoldedText once;
  fold(text, once);
  CHECK(once.text.size() <= text.size());
  std::vector<Term> terms;
  index_terms(analysis, terms);
  std::size_t bytes = 0;
  for (const Term& term : terms) bytes += term.form.size();
  CHECK(bytes <= 8 * text.size() + 64);
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("any bytes give a sound fold that folds to itself") {
  std::mt19937 random(20260113);
  FoldedText once;
  FoldedText twice;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    CAPTURE(text);
    fold(text, once);
    REQUIRE(fold_is_sound(text, once));
    fold(once.text, twice);
    REQUIRE(twice.text == once.text);
    REQUIRE(folded(text) == once.text);
  }
}

TEST_CASE("any bytes give sound units and terms") {
  std::mt19937 random(1948);
  Analyser analyser;
  Analysis analysis;
  std::vector<Term> terms;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    CAPTURE(text);
    analyser.analyse(text, analysis);
    REQUIRE(analysis_is_sound(text, analysis));
    index_terms(analysis, terms);
    REQUIRE(terms_are_sound(analysis, terms));
  }
}

TEST_CASE("repairing the text first changes no unit") {
  std::mt19937 random(7);
  Analyser analyser;
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random);
    const Analysis raw = analyser.analyse(text);
    std::uint32_t replaced = 0;
    const Analysis repaired = analyser.analyse(to_valid_utf8(text, &replaced));
    CAPTURE(text);
    REQUIRE(raw.forms == repaired.forms);
    REQUIRE(raw.units.size() == repaired.units.size());
    REQUIRE(raw.ill_formed == replaced);
  }
}

TEST_CASE("nothing is quadratic: marks without end on one base") {
  check_linear("a" + repeated("\u0301", 100000), 1);
  check_linear("a" + repeated("\u0301\u0316", 50000), 1);
  check_linear("か" + repeated("\u3099", 100000), 1);
  check_linear("क" + repeated("\u094D\u0301", 50000), 1);
  check_linear("क" + repeated("\u094D\u093C", 50000), 1);
  check_linear("الل" + repeated("\u064E\u0651", 50000), 1);
  check_linear("\u1100" + repeated("\u1161", 100000), 1);
}

TEST_CASE("nothing is quadratic: one word, one number, one chain without end") {
  check_linear(repeated("a", 1 << 20), 1);
  check_linear(repeated("7", 1 << 20), 1);
  check_linear(repeated("م", 1 << 19), 1);
  check_linear(repeated("가", 1 << 16), 1);
  check_linear(repeated("國", 1 << 16), 1 << 16);
  check_linear(repeated("a.", 1 << 16), 1);
  check_linear("1" + repeated(",000", 1 << 16), 1);
  check_linear(repeated("1.", 1 << 16), 1 << 16);
  check_linear(repeated("b'", 1 << 16), 1);
  check_linear(repeated("l'", 1 << 16), 1 << 16);
  check_linear(repeated("a1", 1 << 16), 1 << 17);
  check_linear(repeated("a-", 1 << 16), 1 << 16);
  check_linear(repeated("- ", 1 << 16), 0);
  check_linear(repeated("\n", 1 << 20), 0);
}

TEST_CASE("a Thai megabyte without a space is cut into words") {
  Analyser analyser;
  const std::string text = repeated("ภาษาไทย", 50000);
  const Analysis analysis = analyser.analyse(text);
  CHECK(analysis.units.size() == 100000);
  CHECK(analysis.forms.size() == text.size());
  CHECK(analysis_is_sound(text, analysis));
}
