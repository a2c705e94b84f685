// SPDX-License-Identifier: GPL-3.0-or-later
// NDJSON files, good and bad, plain and compressed: good lines around a fault are read.
#include "indexer/sources/ndjson_source.h"

#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/unit/indexer/sources/read_all_items.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using Items = std::vector<std::string>;

namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(::deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(::deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3);
  REQUIRE(ZSTD_isError(size) == 0);
  out.resize(size);
  return out;
}

// Lines that do not compress well, so that a cut loses only some of them.
std::string many_lines(int count) {
  std::string out;
  unsigned state = 1;
  for (int i = 0; i < count; ++i) {
    out += "{\"title\":\"" + std::to_string(i) + "\",\"body\":\"";
    for (int k = 0; k < 40; ++k)
      out += static_cast<char>('a' + (state = state * 1664525u + 1013904223u) / 7 % 26);
    out += "\"}\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a bad line is a problem with file and line, the lines around it are read") {
  TemporaryFolder folder;
  folder.write("a.ndjson",
               "\xEF\xBB\xBF{\"title\":\"one\"}\r\n"
               "\n"
               "{broken\n"
               "   \n"
               "{\"title\":5}\n"
               "{\"id\":\"no text\"}\n"
               "{\"title\":\"two\"}");
  CHECK(read_all_items({folder.path("a.ndjson")}, folder.root() + "/") ==
        Items{"one @a.ndjson:1", "!bad_json @a.ndjson:3", "!wrong_type @a.ndjson:5 title",
              "!no_text @a.ndjson:6", "two @a.ndjson:7"});
}

TEST_CASE("a line over the limit is skipped without being held, reading goes on behind it") {
  TemporaryFolder folder;
  folder.write("a.ndjson", "{\"title\":\"one\"}\n{\"title\":\"" + std::string(3'000'000, 'x') +
                               "\"}\n{\"title\":\"two\"}\n" + std::string(2'000'000, 'y'));
  dragoman::indexer::IngestLimits limits;
  limits.max_line_bytes = 1'000'000;
  CHECK(read_all_items({folder.path("a.ndjson")}, folder.root() + "/", limits) ==
        Items{"one @a.ndjson:1", "!line_too_long @a.ndjson:2", "two @a.ndjson:3",
              "!line_too_long @a.ndjson:4"});
}

TEST_CASE("gzip and zstd are read, also in several members") {
  TemporaryFolder folder;
  const std::string one = "{\"title\":\"one\"}\n";
  const std::string two = "{\"title\":\"two\"}\n";
  folder.write("a.ndjson.gz", gzip(one) + gzip(two) + std::string(100, '\0'));
  folder.write("b.jsonl.zst", zstd(one) + zstd(two));
  folder.write("c.gz", gzip(one));
  folder.write("d.ndjson.gz", one);  // unpacked on the way
  CHECK(read_all_items({folder.root()}, folder.root() + "/") ==
        Items{"one @a.ndjson.gz:1", "two @a.ndjson.gz:2", "one @b.jsonl.zst:1",
              "two @b.jsonl.zst:2", "one @c.gz:1", "one @d.ndjson.gz:1"});
}

TEST_CASE("a cut or damaged archive gives its good lines, then a problem") {
  TemporaryFolder folder;
  const std::string text = many_lines(20000);
  for (const bool use_zstd : {false, true}) {
    CAPTURE(use_zstd);
    const std::string whole = use_zstd ? zstd(text) : gzip(text);
    const std::string name = use_zstd ? "a.ndjson.zst" : "a.ndjson.gz";
    folder.write(name, whole);
    CHECK(read_all_items({folder.path(name)}, folder.root() + "/").size() == 20000);
    folder.write(name, whole.substr(0, whole.size() * 3 / 4));
    Items items = read_all_items({folder.path(name)}, folder.root() + "/");
    REQUIRE(items.size() > 5000);
    CHECK(items.size() < 20000);
    CHECK(items[1000] == "1000 @" + name + ":1001");
    CHECK(items.back() == "!damaged_archive @" + name);
    CHECK(items[items.size() - 2].starts_with("1"));
    folder.write(name, whole.substr(0, whole.size() / 2) + std::string(2000, 'x'));
    CHECK(read_all_items({folder.path(name)}, folder.root() + "/").back() ==
          "!damaged_archive @" + name);
  }
  folder.write("b.gz", std::string("\x01\x02\x03\x04", 4));
  CHECK(read_all_items({folder.path("b.gz")}, folder.root() + "/") ==
        Items{"!damaged_archive @b.gz"});
}

TEST_CASE("a file without lines is reported as empty") {
  TemporaryFolder folder;
  folder.write("a.ndjson", "");
  folder.write("b.ndjson", "\n \n");
  folder.write("c.ndjson.gz", gzip(""));
  CHECK(read_all_items({folder.root()}, folder.root() + "/") ==
        Items{"!empty_file @a.ndjson", "!empty_file @b.ndjson", "!empty_file @c.ndjson.gz"});
}
