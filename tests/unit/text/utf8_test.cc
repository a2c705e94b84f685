// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/utf8.h"

#include <doctest/doctest.h>

using namespace dragoman::text;

TEST_CASE("an ill-formed sequence is read as U+FFFD over its maximal subpart") {
  struct Case {
    std::string_view bytes;
    char32_t code_point;
    std::size_t length;
  };
  const Case cases[] = {{"a", U'a', 1},
                        {"\xC3\xA9", U'é', 2},
                        {"\xE4\xB8\xAD", U'中', 3},
                        {"\xF0\x9F\x98\x80", U'😀', 4},
                        {"\x80", 0xFFFD, 1},
                        {"\xC0\xAF", 0xFFFD, 1},          // overlong
                        {"\xE0\x80\x80", 0xFFFD, 1},      // overlong
                        {"\xED\xA0\x80", 0xFFFD, 1},      // surrogate
                        {"\xF4\x90\x80\x80", 0xFFFD, 1},  // beyond U+10FFFF
                        {"\xE4\xB8", 0xFFFD, 2},          // cut off
                        {"\xF0\x9F\x98z", 0xFFFD, 3},
                        {"\xFF", 0xFFFD, 1}};
  for (const Case& c : cases) {
    std::size_t position = 0;
    CHECK(next_code_point(c.bytes, position) == c.code_point);
    CHECK(position == c.length);
  }
}

TEST_CASE("what append_utf8 writes, next_code_point reads") {
  for (const char32_t c :
       {U'\0', U'a', U'\u07FF', U'\u0800', U'\uFFFD', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t position = 0;
    CHECK(next_code_point(text, position) == c);
    CHECK(position == text.size());
  }
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("repair replaces and counts every ill-formed sequence and keeps the rest") {
  std::uint32_t replaced = 7;
  CHECK(to_valid_utf8("中\xFF文\xC3", &replaced) == "中\uFFFD文\uFFFD");
  CHECK(replaced == 2);
  CHECK(to_valid_utf8("中文", &replaced) == "中文");
  CHECK(replaced == 0);
  CHECK(is_valid_utf8("中文"));
  CHECK(is_valid_utf8(""));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
}

TEST_CASE("cutting never splits a grapheme cluster") {
  struct Case {
    std::string_view text;
    std::size_t max_bytes;
    std::string_view cut;
  };
  const Case cases[] = {{"abc", 3, "abc"},
                        {"abc", 2, "ab"},
                        {"abc", 0, ""},
                        {"中文", 5, "中"},
                        {"中文", 2, ""},
                        {"ae\u0301", 2, "a"},
                        {"a\r\nb", 2, "a"},
                        {"x👍🏽y", 6, "x"},
                        {"x👍🏽y", 9, "x👍🏽"},
                        {"한국어", 8, "한국"},
                        {"", 4, ""}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.max_bytes);
    CHECK(cut_at_grapheme(c.text, c.max_bytes) == c.cut);
  }
}

TEST_CASE("a grapheme longer than the limit is cut on a code point border") {
  std::string text = "e";
  for (int i = 0; i < 1000; ++i) text += "\u0301";
  const std::string_view cut = cut_at_grapheme(text, 100);
  CHECK(cut.size() == 99);
  CHECK(is_valid_utf8(cut));
}
