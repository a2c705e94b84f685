// SPDX-License-Identifier: GPL-3.0-or-later
// Where a program finds the files it is shipped with when no setting names them.
#pragma once

#include <filesystem>

namespace dragoman::settings {

// Returns the directory of the running program.
std::filesystem::path program_directory();

// Returns <program>/../share/dragoman/<name> if it exists (installed), else the nearest <name> in
// the program's directory or one above it (a build inside the source tree), else an empty path.
std::filesystem::path shipped_path(const std::filesystem::path& name);

}  // namespace dragoman::settings
