// SPDX-License-Identifier: GPL-3.0-or-later
// Stand-in for libFuzzer's main, so that fuzz targets are built and exercised in every ordinary
// build: replays the files named on the command line, else a short seeded run of random and mutated
// inputs. Knows nothing of what is fuzzed.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

void random_run() {
  const std::vector<std::string> seeds = {"",
                                          "高市早苗と李在明が奈良で会談した。2026年1月13日",
                                          "{\"id\":\"a\",\"title\":\"\\u0000\"}",
                                          "رئيسة وزراء اليابان سَنايِه تاكايتشي",
                                          "\"a phrase\" -b (c OR d) title:x NEAR/3 y*",
                                          "Заголовок\n\nТекст.nn<a href=\"x\">y</a>",
                                          "\xF0\x9F\x98\x80\xC3\x28\xED\xA0\x80\xFF",
                                          "이재명은 U.S. COVID-19 l'Iran 1.\tx\r\n"};
  std::mt19937 random(20260113);
  for (int round = 0; round < 3000; ++round) {
    std::string input = seeds[random() % seeds.size()] + seeds[random() % seeds.size()];
    for (unsigned edits = static_cast<unsigned>(random() % 8); edits > 0 && !input.empty();
         --edits) {
      input[random() % input.size()] = static_cast<char>(random());
    }
    run(input);
  }
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    run({std::istreambuf_iterator<char>(file), {}});
  }
  if (argc == 1) random_run();
  return 0;
}
