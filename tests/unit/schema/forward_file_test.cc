// SPDX-License-Identifier: GPL-3.0-or-later
// The forward file: units come back, phrases match exactly where they stand, also with two-code
// units.
#include "core/schema/forward_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>

#include "core/schema/forward_match.h"
#include "tests/unit/indexer/sources/temporary_folder.h"

using namespace dragoman;
using namespace dragoman::schema;

namespace {

class Bench {
 public:
  void add(const std::string& title, const std::string& body) {
    const text::Analysis t = analyser_.analyse(title);
    const text::Analysis none;
    const text::Analysis b = analyser_.analyse(body);
    const std::array<const text::Analysis*, 3> fields = {&t, &none, &b};
    writer_.add(fields);
  }
  ForwardFile file() {
    writer_.write(folder_.path("f"));
    return ForwardFile(folder_.path("f"));
  }
  bool matches(const ForwardFile& file, std::size_t row, const std::string& phrase) {
    const text::Analysis analysis = analyser_.analyse(phrase);
    const auto run = file.encode(analysis, 0, analysis.units.size());
    return run && contains_run(file.codes(row), *run);
  }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
  text::Analyser analyser_;
  ForwardWriter writer_;
};

}  // namespace

TEST_CASE("a phrase matches where its units stand together and nowhere else") {
  Bench bench;
  bench.add("Tokyo and Seoul",
            "Leaders met in Nara. They spoke of trade, energy (and "
            "peace).\n\n高市　早苗が話した。日本、中国");
  const ForwardFile file = bench.file();
  struct Row {
    const char* phrase;
    bool found;
  };
  for (const Row& row :
       {Row{"tokyo and seoul", true}, Row{"Tokyo", true}, Row{"met in Nara", true},
        Row{"seoul leaders", false},                                // across fields
        Row{"Nara They", false},                                    // across a sentence
        Row{"Nara. They", true},                                    // as written
        Row{"trade energy", false},                                 // across a comma
        Row{"trade, energy", true}, Row{"energy and peace", true},  // a bracket is no gap
        Row{"peace trade", false}, Row{"高市早苗", true}, Row{"高市 早苗", true},
        Row{"日本中国", false}, Row{"日本、中国", true}, Row{"話した日本", false},
        Row{"never", false}}) {
    CAPTURE(row.phrase);
    CHECK(bench.matches(file, 0, row.phrase) == row.found);
  }
}

TEST_CASE("the title's codes end where the title ends") {
  Bench bench;
  bench.add("one two", "three");
  bench.add("", "three");
  const ForwardFile file = bench.file();
  CHECK(file.title_codes(0).size() == 2);
  CHECK(file.title_codes(1).empty());
}

TEST_CASE("an empty file and empty rows are files and rows") {
  Bench none;
  CHECK(none.file().rows() == 0);
  Bench bench;
  bench.add("", "");
  const ForwardFile file = bench.file();
  REQUIRE(file.rows() == 1);
  CHECK(file.codes(0).size() == 3);
  CHECK(file.vocabulary_size() == 0);
  CHECK_FALSE(bench.matches(file, 0, "word"));
}

TEST_CASE("runs match a naive search over units with more than 57,344 distinct forms") {
  constexpr std::size_t kWords = 70'000;
  Bench bench;
  for (std::size_t first = 0; first < kWords; first += 1000) {
    std::string body;
    for (std::size_t i = first; i < first + 1000; ++i) body += "w" + std::to_string(i) + "x ";
    bench.add("", body);
  }
  // Words on both sides of the border between one code and two, mixed.
  std::mt19937 random(2);
  std::vector<std::size_t> mixed(400);
  std::string body;
  for (std::size_t& word : mixed) {
    word = 57'330 + random() % 24;
    if (random() % 3 == 0) word = kWords - 1 - random() % 4;
    body += "w" + std::to_string(word) + "x ";
  }
  bench.add("", body);
  const ForwardFile file = bench.file();
  CHECK(file.vocabulary_size() == kWords + 2);  // "w", "x" and the numbers between
  const std::size_t row = kWords / 1000;
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::size_t> run;
    if (random() % 2 == 0) {
      const std::size_t at = random() % (mixed.size() - 3);
      run.assign(mixed.begin() + static_cast<std::ptrdiff_t>(at),
                 mixed.begin() + static_cast<std::ptrdiff_t>(at + 3));
    } else {
      for (std::size_t n = 1 + random() % 2; n > 0; --n)
        run.push_back(mixed[random() % mixed.size()]);
    }
    std::string phrase;
    for (const std::size_t word : run) phrase += "w" + std::to_string(word) + "x ";
    const bool expected =
        std::search(mixed.begin(), mixed.end(), run.begin(), run.end()) != mixed.end();
    found += expected ? 1 : 0;
    CAPTURE(phrase);
    CHECK(bench.matches(file, row, phrase) == expected);
  }
  CHECK(found > 1000);
  CHECK(bench.matches(file, 0, "w0x w1x"));
  CHECK(bench.matches(file, 69, "w69998x w69999x"));
  CHECK_FALSE(bench.matches(file, 69, "w69999x w69998x"));
}

TEST_CASE("every form has one id and comes back under it") {
  Bench bench;
  bench.add("a b c", "国際 b é");
  const ForwardFile file = bench.file();
  for (std::size_t id = 0; id < file.vocabulary_size(); ++id)
    CHECK(file.id(file.vocabulary(id)) == id);
  CHECK_FALSE(file.id("absent"));
  CHECK_FALSE(file.id(""));
}

TEST_CASE("forms with a beginning come in byte order, and lower ids are more frequent") {
  Bench bench;
  bench.add("nuclear", "nuke nuclear nuclei 国 国際 nuclear nu numb nuke");
  const ForwardFile file = bench.file();
  const auto forms = [&file](std::string_view prefix) {
    std::string out;
    for (const std::uint32_t id : file.ids_with_prefix(prefix))
      out += std::string(file.vocabulary(id)) + " ";
    return out;
  };
  CHECK(forms("nuc") == "nuclear nuclei ");
  CHECK(forms("nu") == "nu nuclear nuclei nuke numb ");
  CHECK(forms("nuclearx").empty());
  CHECK(forms("a").empty());
  CHECK(forms("z").empty());
  CHECK(forms("国") == "国 ");  // characters are units
  CHECK(*file.id("nuclear") < *file.id("nuke"));
  CHECK(*file.id("nuke") < *file.id("numb"));
}

TEST_CASE("a damaged forward file is refused or harmless") {
  Bench bench;
  bench.add("one two", "three four 会談");
  bench.file();
  std::ifstream in(bench.folder().path("f"), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = whole;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    if (random() % 4 == 0) damaged.resize(random() % damaged.size());
    const std::string path = bench.folder().write("damaged", damaged);
    try {
      const ForwardFile file(path);
      for (std::size_t row = 0; row < file.rows(); ++row)
        (void)bench.matches(file, row, "two 会談");
      for (std::size_t row = 0; row < file.rows(); ++row) (void)file.title_codes(row).size();
      (void)file.id("three");
    } catch (const std::runtime_error&) {
    }
  }
}

TEST_CASE("a run longer than the codes, or at their end, is found or not without reading beyond") {
  const std::vector<ForwardCode> codes = {5, 6, 7};
  CHECK(contains_run(codes, std::vector<ForwardCode>{7}));
  CHECK(contains_run(codes, std::vector<ForwardCode>{6, 7}));
  CHECK_FALSE(contains_run(codes, std::vector<ForwardCode>{7, 8}));
  CHECK_FALSE(contains_run(codes, std::vector<ForwardCode>{5, 6, 7, 8}));
  CHECK_FALSE(contains_run({}, std::vector<ForwardCode>{5}));
  CHECK(contains_run(std::vector<ForwardCode>{5, 5, 6}, std::vector<ForwardCode>{5, 6}));
}

TEST_CASE("a stem of one language is never that of another with another first letter") {
  const TemporaryFolder folder;
  text::Analyser analyser;
  const text::Analysis none;
  for (text::StemLanguage spoken = 0; spoken < text::kStemLanguages; ++spoken) {
    const std::string path = folder.path("f" + std::to_string(spoken));
    ForwardWriter writer;
    const text::Analysis analysis = analyser.analyse("ban");
    const std::array<const text::Analysis*, 3> fields = {&none, &none, &analysis};
    writer.add(fields, spoken);
    writer.write(path);
    const ForwardFile file(path);
    for (text::StemLanguage asked = 0; asked < text::kStemLanguages; ++asked) {
      for (int letter = 0; letter < 128; ++letter) {
        const std::string stem = std::string(1, static_cast<char>(letter)) + "an";
        if (stem != "ban") CHECK(file.family(asked, stem).empty());
      }
    }
  }
}

TEST_CASE("words of one language that share a stem are a family, the frequent ones first") {
  const TemporaryFolder folder;
  text::Analyser analyser;
  ForwardWriter first;
  ForwardWriter second;
  const text::Analysis none;
  const auto add = [&](ForwardWriter& writer, const char* language, const char* body) {
    const text::Analysis analysis = analyser.analyse(body);
    const std::array<const text::Analysis*, 3> fields = {&none, &none, &analysis};
    writer.add(fields, text::stem_language(language));
  };
  add(first, "en", "sanctions sanctions sanctioned summit");
  add(first, "zh-Hans", "sanctioning 制裁");
  add(second, "en", "sanction sanctions summit 1945 переговоры");
  add(second, "ru", "переговоры переговорах sanctionen");
  first.append(second);
  first.write(folder.path("f"));
  const ForwardFile file(folder.path("f"));

  text::Stemmer stemmer;
  const auto family = [&](const char* tag, const char* word) {
    const auto language = *text::stem_language(tag);
    std::vector<std::string> words;
    for (const std::uint32_t id : file.family(language, stemmer.stem(language, word)))
      words.emplace_back(file.vocabulary(id));
    return words;
  };
  CHECK(family("en", "sanctioning") ==
        std::vector<std::string>{"sanctions", "sanctioned", "sanction"});
  CHECK(family("ru", "переговоры") == std::vector<std::string>{"переговоры", "переговорах"});
  CHECK(family("en", "summit") == std::vector<std::string>{"summit"});
  CHECK(family("de", "sanctions").empty());
  CHECK(file.languages(*file.id("sanctions")) == 1u << *text::stem_language("en"));
  CHECK(file.languages(*file.id("sanctioning")) == 0);  // only in a Chinese article
  CHECK(file.languages(*file.id("1945")) == 0);
}
