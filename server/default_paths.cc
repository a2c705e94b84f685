// SPDX-License-Identifier: GPL-3.0-or-later
// Tries the installed place first, then the nearest one upward.
#include "server/default_paths.h"

#include <system_error>

namespace dragoman::server {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

fs::path nearest_upward(const fs::path& start, const fs::path& wanted) {
  for (fs::path directory = start;; directory = directory.parent_path()) {
    if (is_there(directory / wanted)) return directory / wanted;
    if (directory == directory.parent_path()) return {};
  }
}

fs::path installed_or(const fs::path& installed, const fs::path& otherwise) {
  return is_there(installed) ? installed : otherwise;
}

}  // namespace

fs::path executable_directory() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : executable.parent_path();
}

DefaultPaths find_default_paths(const fs::path& directory) {
  if (directory.empty()) return {};
  const fs::path share = directory.parent_path() / "share" / "dragoman";
  const fs::path built_web = directory / "web";
  DefaultPaths paths;
  paths.gazetteer =
      installed_or(share / "config" / "gazetteer", nearest_upward(directory, "config/gazetteer"));
  paths.web =
      installed_or(share / "web", is_there(built_web / "index.html") ? built_web : fs::path());
  paths.openapi =
      installed_or(share / "openapi.json", nearest_upward(directory, "docs/openapi.json"));
  return paths;
}

}  // namespace dragoman::server
