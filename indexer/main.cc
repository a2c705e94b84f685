// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments → settings → run → report; exit codes as in docs/operations.md. Everything else is in
// the library.
#include <xapian.h>
#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "core/entities/recognizer.h"
#include "core/settings/program_files.h"
#include "core/settings/settings.h"
#include "indexer/commands/commands.h"
#include "indexer/indexing_run.h"
#include "indexer/merge/merge_run.h"
#include "indexer/progress.h"

namespace {

using dragoman::Problem;
using dragoman::indexer::Exit;
using dragoman::indexer::IndexingReport;
using dragoman::indexer::RunMode;
using dragoman::indexer::RunOptions;
using dragoman::indexer::Streams;

std::atomic<bool> g_stop = false;  // NOLINT: signal handlers reach nothing else

struct Arguments {
  std::string config;
  std::string index;
  std::string gazetteer;
  std::string report;
  std::string output;
  std::string jobs;
  std::string memory;
  std::string wait;
  std::vector<std::string> inputs;
  bool dry_run = false;
  bool fresh = false;
  bool no_merge = false;
  bool all = false;
};

void add_common(CLI::App& command, Arguments& arguments) {
  command.add_option("--config", arguments.config, "settings file (JSON with comments)");
  command.add_option("--gazetteer", arguments.gazetteer, "directory of the gazetteer");
}

void add_index(CLI::App& command, Arguments& arguments) {
  add_common(command, arguments);
  command.add_option("--index", arguments.index, "directory of the index");
}

// Takes whole numbers only, so that a slip is a usage error and not a fault of the settings.
void add_number(CLI::App& command, const char* name, std::string& value, const char* what) {
  command.add_option(name, value, what)->check([](const std::string& text) {
    const bool is_number =
        !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == text.npos;
    return is_number ? std::string() : "not a whole number: " + text;
  });
}

void add_writing(CLI::App& command, Arguments& arguments) {
  add_index(command, arguments);
  add_number(command, "--jobs", arguments.jobs, "threads that analyse (default: all cores)");
  add_number(command, "--memory", arguments.memory, "bytes of memory to stay within");
  add_number(command, "--wait", arguments.wait, "milliseconds to wait for the lock (10000)");
  command.add_option("--report", arguments.report, "write the whole report to this file as JSON");
}

// Prints every fault; nullopt when there was one.
std::optional<dragoman::settings::IndexerSettings> load_settings(const Arguments& arguments) {
  dragoman::settings::Flags flags;
  const auto flag = [&flags](const char* key, const std::string& value) {
    if (!value.empty()) flags.emplace_back(key, value);
  };
  flag("index", arguments.index);
  flag("gazetteer", arguments.gazetteer);
  flag("jobs", arguments.jobs);
  flag("memory_bytes", arguments.memory);
  flag("wait_ms", arguments.wait);
  auto loaded = dragoman::settings::load_indexer_settings(
      arguments.config, dragoman::settings::process_environment(), flags);
  for (const Problem& fault : loaded.faults) dragoman::indexer::print_problem(std::cerr, fault);
  if (!loaded.faults.empty()) return std::nullopt;
  if (loaded.settings.gazetteer.empty()) {
    loaded.settings.gazetteer = dragoman::settings::shipped_path("config/gazetteer").string();
  }
  return loaded.settings;
}

std::optional<dragoman::entities::Gazetteer> load_gazetteer(const std::string& directory) {
  std::vector<Problem> faults;
  auto gazetteer = dragoman::entities::Gazetteer::load(directory, &faults);
  for (const Problem& fault : faults) dragoman::indexer::print_problem(std::cerr, fault);
  if (!gazetteer) {
    if (faults.empty()) dragoman::indexer::print_problem(std::cerr, gazetteer.problem());
    return std::nullopt;
  }
  return std::move(*gazetteer);
}

Exit finish(const IndexingReport& report, Exit exit, const std::string& report_file) {
  std::cerr << dragoman::indexer::report_text(report);
  if (report_file.empty()) return exit;
  std::ofstream file(report_file, std::ios::binary | std::ios::trunc);
  file << dragoman::indexer::report_json(report);
  file.flush();
  if (file) return exit;
  dragoman::indexer::print_problem(std::cerr,
                                   {"unwritable", "The report could not be written.", report_file});
  return exit == Exit::kDone ? Exit::kPartly : exit;
}

bool needs_index(const dragoman::settings::IndexerSettings& settings) {
  if (!settings.index.empty()) return false;
  std::cerr << "--index is required\n";
  return true;
}

Exit index_inputs(const Arguments& arguments, RunMode mode) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  if (needs_index(*settings)) return Exit::kUsage;
  const auto gazetteer = load_gazetteer(settings->gazetteer);
  if (!gazetteer) return Exit::kNothing;
  const dragoman::entities::Recognizer recognizer(*gazetteer);
  RunOptions options;
  options.index = settings->index;
  options.inputs = arguments.inputs;
  options.mode = mode;
  options.dry_run = arguments.dry_run;
  options.fresh = arguments.fresh;
  options.merge = !arguments.no_merge;
  options.jobs =
      settings->jobs != 0 ? settings->jobs : std::max(1u, std::thread::hardware_concurrency());
  options.memory_bytes = settings->memory_bytes;
  options.wait_ms = settings->wait_ms;
  options.limits.max_line_bytes = settings->max_line_bytes;
  options.stop = &g_stop;
  dragoman::indexer::ProgressLine progress(std::cerr);
  options.on_progress = [&progress](const dragoman::indexer::Progress& p) { progress.show(p); };
  const auto outcome = run_indexing(options, recognizer);
  progress.clear();
  return finish(outcome.report, outcome.exit, arguments.report);
}

Exit remove(const Arguments& arguments) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  if (needs_index(*settings)) return Exit::kUsage;
  IndexingReport report;
  Exit exit = remove_articles(settings->index, arguments.inputs, settings->wait_ms, report);
  if (report.removed > 0 && !arguments.no_merge) {
    merge_after_change(settings->index, {settings->wait_ms, &g_stop}, report);
    exit = report.exit_code(/*changed=*/true);
  }
  return finish(report, exit, arguments.report);
}

Exit merge(const Arguments& arguments) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  if (needs_index(*settings)) return Exit::kUsage;
  dragoman::indexer::MergeOptions options;
  options.wait_ms = settings->wait_ms;
  options.stop = &g_stop;
  if (arguments.all) options.scope = dragoman::indexer::MergeScope::kAll;
  IndexingReport report;
  const Exit exit = merge_segments(settings->index, options, report);
  if (exit == Exit::kDone && report.merged == 0) std::cerr << "nothing to merge\n";
  return finish(report, exit, arguments.report);
}

template <class Command>
Exit read_index(const Arguments& arguments, Command command) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  if (needs_index(*settings)) return Exit::kUsage;
  return command(settings->index, Streams{std::cout, std::cerr});
}

// A single argument that names a file is read as that file.
std::string explained_text(const std::vector<std::string>& words) {
  if (words.size() == 1) {
    std::ifstream file(words[0], std::ios::binary);
    std::error_code ignored;
    if (file && std::filesystem::is_regular_file(words[0], ignored))
      return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Exit explain(const Arguments& arguments) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  const auto gazetteer = load_gazetteer(settings->gazetteer);
  if (!gazetteer) return Exit::kNothing;
  const dragoman::entities::Recognizer recognizer(*gazetteer);
  return dragoman::indexer::explain_text(explained_text(arguments.inputs), recognizer,
                                         {std::cout, std::cerr});
}

Exit gazetteer_check(const Arguments& arguments) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  return dragoman::indexer::check_gazetteer_files(settings->gazetteer, {std::cout, std::cerr});
}

Exit gazetteer_import(const Arguments& arguments) {
  const auto settings = load_settings(arguments);
  if (!settings) return Exit::kNothing;
  const auto gazetteer = load_gazetteer(settings->gazetteer);
  if (!gazetteer) return Exit::kNothing;
  return dragoman::indexer::import_gazetteer({arguments.inputs.front(), arguments.output},
                                             *gazetteer, {std::cout, std::cerr});
}

int run(int argc, char** argv) {
  CLI::App app{"Turns archives of diplomatic news into a Dragoman index."};
  app.require_subcommand(1);
  Arguments arguments;
  Exit exit = Exit::kDone;
  const auto inputs = [&arguments](CLI::App& command, const char* what) {
    command.add_option("inputs", arguments.inputs, what)->required();
  };
  CLI::App& build = *app.add_subcommand(
      "build", "make the index anew from files and directories (- = NDJSON from stdin)");
  CLI::App& add = *app.add_subcommand("add", "add or replace articles by id");
  for (CLI::App* command : {&build, &add}) {
    add_writing(*command, arguments);
    command->add_flag("--dry-run", arguments.dry_run, "read and analyse, write nothing");
    inputs(*command, "files, directories or -");
  }
  build.add_flag("--fresh", arguments.fresh, "forget what was added and removed before");
  CLI::App& remove_command = *app.add_subcommand("remove", "remove articles by id");
  CLI::App& merge_command =
      *app.add_subcommand("merge", "merge small segments and drop what was removed");
  merge_command.add_flag("--all", arguments.all, "merge everything into one segment");
  for (CLI::App* command : {&remove_command, &merge_command}) add_writing(*command, arguments);
  for (CLI::App* command : {&add, &remove_command})
    command->add_flag("--no-merge", arguments.no_merge, "do not merge segments afterwards");
  inputs(remove_command, "ids");
  CLI::App& export_command =
      *app.add_subcommand("export", "write every article as NDJSON to standard output");
  CLI::App& stats = *app.add_subcommand("stats", "what the index holds, as JSON");
  CLI::App& check = *app.add_subcommand("check", "hold all parts of the index against each other");
  for (CLI::App* command : {&export_command, &stats, &check}) add_index(*command, arguments);
  CLI::App& explain_command =
      *app.add_subcommand("explain", "show units, terms and entities of a text or file");
  add_common(explain_command, arguments);
  inputs(explain_command, "text or file");
  CLI::App& gazetteer = *app.add_subcommand("gazetteer", "work on the gazetteer");
  gazetteer.require_subcommand(1);
  CLI::App& check_gazetteer =
      *gazetteer.add_subcommand("check", "hold the gazetteer files against the rules");
  CLI::App& import_gazetteer = *gazetteer.add_subcommand(
      "import", "write the leaders of a Wikidata query result that are new to a gazetteer file");
  for (CLI::App* command : {&check_gazetteer, &import_gazetteer}) add_common(*command, arguments);
  import_gazetteer.add_option("input", arguments.inputs, "result as JSON, CSV or TSV")
      ->required()
      ->expected(1);
  import_gazetteer.add_option("--output", arguments.output, "file or directory to write to")
      ->required();

  build.callback([&] { exit = index_inputs(arguments, RunMode::kBuild); });
  add.callback([&] { exit = index_inputs(arguments, RunMode::kAdd); });
  remove_command.callback([&] { exit = remove(arguments); });
  merge_command.callback([&] { exit = merge(arguments); });
  export_command.callback(
      [&] { exit = read_index(arguments, dragoman::indexer::export_articles); });
  stats.callback([&] { exit = read_index(arguments, dragoman::indexer::print_stats); });
  check.callback([&] { exit = read_index(arguments, dragoman::indexer::check_index); });
  explain_command.callback([&] { exit = explain(arguments); });
  check_gazetteer.callback([&] { exit = gazetteer_check(arguments); });
  import_gazetteer.callback([&] { exit = gazetteer_import(arguments); });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::kUsage);
  }
  return static_cast<int>(exit);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = [](int) { g_stop = true; };  // without SA_RESTART: a read that waits must end
  for (const int number : {SIGINT, SIGTERM}) ::sigaction(number, &action, nullptr);
  try {
    return run(argc, argv);
  } catch (const Xapian::Error& error) {
    std::cerr << "stopped: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "stopped: " << error.what() << '\n';
  }
  return static_cast<int>(Exit::kStopped);
}
