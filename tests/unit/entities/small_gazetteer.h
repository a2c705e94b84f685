// SPDX-License-Identifier: GPL-3.0-or-later
// A temporary gazetteer directory written from strings, gone with the object.
#pragma once

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

namespace dragoman::entities {

class SmallGazetteer {
 public:
  SmallGazetteer() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("dragoman-gazetteer-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
    for (const char* name : {"leaders", "countries", "topics"}) write(name, "");
  }
  ~SmallGazetteer() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  SmallGazetteer(const SmallGazetteer&) = delete;
  SmallGazetteer& operator=(const SmallGazetteer&) = delete;

  SmallGazetteer& write(const std::string& name, const std::string& lines) {
    std::ofstream(path_ / (name + ".ndjson"), std::ios::binary) << lines;
    return *this;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dragoman::entities
