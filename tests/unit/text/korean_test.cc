// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <string>

#include "core/text/terms.h"

using dragoman::text::strip_korean_particles;

TEST_CASE("particles are cut off where the syllable before them agrees") {
  const struct {
    const char* eojeol;
    const char* stem;
  } cases[] = {{"이재명은", "이재명"},     {"김정은의", "김정은"},
               {"다카이치는", "다카이치"}, {"대통령이", "대통령"},
               {"대통령과의", "대통령"},   {"총리와", "총리"},
               {"미국으로", "미국"},       {"서울로", "서울"},
               {"나라에서", "나라"},       {"정상회담에서는", "정상회담"},
               {"대통령들은", "대통령"},   {"대표들", "대표"},
               {"정부가", "정부"},         {"협정을", "협정"},
               {"회의를", "회의"},         {"오늘부터", "오늘"},
               {"총리입니다", "총리"},     {"중국이라고", "중국"}};
  for (const auto& c : cases) {
    CAPTURE(c.eojeol);
    CHECK(std::string(strip_korean_particles(c.eojeol)) == c.stem);
  }
}

TEST_CASE("words are left whole where little would remain or the ending does not agree") {
  for (const char* word :
       {"나는", "회의", "김정은", "이재명", "한국는", "총리은", "미국로", "의", "", "우크라이나",
        "테헤란", "한반도", "정상회의", "민주주의", "오키나와"}) {
    CAPTURE(word);
    CHECK(std::string(strip_korean_particles(word)) == word);
  }
}
