// SPDX-License-Identifier: GPL-3.0-or-later
// Looks beside the program, then upward.
#include "core/settings/program_files.h"

#include <system_error>

namespace dragoman::settings {

namespace fs = std::filesystem;

fs::path program_directory() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : program.parent_path();
}

fs::path shipped_path(const fs::path& name) {
  std::error_code ignored;
  const fs::path start = program_directory();
  const fs::path installed = start.parent_path() / "share" / "dragoman" / name;
  if (fs::exists(installed, ignored)) return installed;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (fs::exists(folder / name, ignored)) return folder / name;
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace dragoman::settings
