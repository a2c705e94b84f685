// SPDX-License-Identifier: GPL-3.0-or-later
// Stand-in for libFuzzer's main, so that fuzz targets are built and exercised in every ordinary
// build: replays the files named on the command line; of a folder of seeds it also mutates pairs in
// a short run with one seed of chance. Knows nothing of what is fuzzed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
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

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void run_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds = {""};
  for (const auto& path : paths) seeds.push_back(bytes_of(path));
  for (const std::string& seed : seeds) run(seed);
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
    if (std::filesystem::is_directory(argv[i])) {
      run_folder(argv[i]);
    } else {
      run(bytes_of(argv[i]));
    }
  }
  return 0;
}
