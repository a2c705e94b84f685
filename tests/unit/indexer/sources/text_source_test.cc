// SPDX-License-Identifier: GPL-3.0-or-later
// Text files: encodings, and files that are no text.
#include "indexer/sources/text_source.h"

#include <doctest/doctest.h>

#include "tests/unit/indexer/sources/read_all_items.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::indexer;

namespace {

std::string decoded(std::string_view bytes) {
  const auto text = decode_text(bytes, nullptr);
  return text ? *text : "!" + text.problem().code;
}

}  // namespace

TEST_CASE("UTF-16 and UTF-32 with a byte order mark are converted") {
  CHECK(decoded(std::string_view("\xFF\xFE\x2D\x4E\x61\x00", 6)) == "中a");
  CHECK(decoded(std::string_view("\xFE\xFF\x4E\x2D\x00\x61", 6)) == "中a");
  CHECK(decoded(std::string_view("\xFF\xFE\0\0\x2D\x4E\0\0", 8)) == "中");
}

TEST_CASE("UTF-8 stays, single bad bytes are replaced and counted") {
  std::uint32_t replaced = 0;
  const auto text =
      decode_text("A rather long line of good text with one bad byte: \xFF.", &replaced);
  REQUIRE(text);
  CHECK(replaced == 1);
  CHECK(text->find("\uFFFD") != std::string::npos);
}

TEST_CASE("what is no text says so") {
  CHECK(decoded(std::string_view("a\0b\0c\0d\0", 8)) == "!not_text");
  CHECK(decoded("\x89PNG\r\n\x1a\xFF\xFE\xFD\x80\x81") == "!not_text");
  CHECK(decoded("") == "!empty_file");
  CHECK(decoded("\xEF\xBB\xBF \n") == "!empty_file");
}

TEST_CASE("a file over the limit is a problem, its neighbours are read") {
  TemporaryFolder folder;
  folder.write("a.txt", std::string(5000, 'x'));
  folder.write("b.txt", "A line of text.");
  folder.write("c.txt", "");
  IngestLimits limits;
  limits.max_text_file_bytes = 1000;
  CHECK(read_all_items({folder.root()}, folder.root() + "/", limits) ==
        std::vector<std::string>{"!file_too_large @a.txt", "text @b.txt", "!empty_file @c.txt"});
}
