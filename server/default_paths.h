// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program's own data lies when no setting says so: installed beside it
// (../share/dragoman), or in the source tree above a build directory. Only looks; reads nothing.
#pragma once

#include <filesystem>

namespace dragoman::server {

struct DefaultPaths {
  std::filesystem::path gazetteer;  // empty = not found
  std::filesystem::path web;
  std::filesystem::path openapi;
};

// Returns the directory of the running executable, empty when the system does not tell.
std::filesystem::path executable_directory();
DefaultPaths find_default_paths(const std::filesystem::path& executable_directory);

}  // namespace dragoman::server
