// SPDX-License-Identifier: GPL-3.0-or-later
// CLI11 on top of the settings' key table.
#include "server/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

namespace dragoman::server {
namespace {

std::string flag_name(std::string setting) {
  std::replace(setting.begin(), setting.end(), '_', '-');
  return "--" + setting;
}

}  // namespace

std::optional<CommandLine> read_command_line(int argc, const char* const* argv, int* exit_code) {
  CLI::App app("Dragoman: searches an archive of diplomatic news over HTTP.", "dragoman-server");
  CommandLine out;
  bool check = false;
  bool print = false;
  bool health = false;
  app.set_version_flag("--version", std::string("dragoman-server ") + DRAGOMAN_VERSION);
  app.add_option("--config", out.config, "settings file: JSON with comments");
  auto* check_flag = app.add_flag("--check-config", check, "check the settings and end");
  auto* print_flag = app.add_flag("--print-config", print, "print the settings in force and end");
  auto* health_flag =
      app.add_flag("--healthcheck", health, "ask the running server whether it is well and end");
  check_flag->excludes(print_flag)->excludes(health_flag);
  print_flag->excludes(health_flag);
  std::map<std::string, std::string> values;
  std::map<std::string, CLI::Option*> options;
  for (const std::string& name : settings::server_setting_names()) {
    options[name] = app.add_option(flag_name(name), values[name],
                                   "setting " + name + ", see docs/configuration.md");
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error) == 0 ? 0 : 2;
    return std::nullopt;
  }
  for (const auto& [name, option] : options) {
    if (option->count() > 0) out.flags.emplace_back(name, values[name]);
  }
  if (check) out.action = Action::kCheckConfig;
  if (print) out.action = Action::kPrintConfig;
  if (health) out.action = Action::kHealthcheck;
  return out;
}

}  // namespace dragoman::server
