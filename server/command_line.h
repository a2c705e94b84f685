// SPDX-License-Identifier: GPL-3.0-or-later
// argv → what to do and the settings given as flags. Every setting is a flag: no flag is named here
// twice.
#pragma once

#include <optional>
#include <string>

#include "core/settings/settings.h"

namespace dragoman::server {

enum class Action { kServe, kCheckConfig, kPrintConfig, kHealthcheck };

struct CommandLine {
  Action action = Action::kServe;
  std::string config;  // file, may be empty
  settings::Flags flags;
};

// Returns nullopt when the program should end with *exit_code at once: after --help or --version
// (0), or a usage error (2), both already printed.
std::optional<CommandLine> read_command_line(int argc, const char* const* argv, int* exit_code);

}  // namespace dragoman::server
