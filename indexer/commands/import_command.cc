// SPDX-License-Identifier: GPL-3.0-or-later
// gazetteer import: the file of a query result → a gazetteer file of the leaders that are new, and
// what was left out, counted.
#include <fstream>
#include <iterator>

#include "indexer/commands/commands.h"
#include "indexer/commands/imported_leaders.h"

namespace dragoman::indexer {
namespace {

constexpr std::size_t kShownProblems = 20;

Exit fail(Problem problem, const std::string& file, Streams streams) {
  problem.where = problem.where.empty() ? file : file + " " + problem.where;
  print_problem(streams.errors, problem);
  return Exit::kNothing;
}

// What stands in the file stays: presidents and foreign ministers come from two queries. The file
// is whole at all times.
bool append(const std::vector<std::string>& lines, const std::filesystem::path& output) {
  std::string text;
  if (std::ifstream before(output, std::ios::binary); before)
    text.assign(std::istreambuf_iterator<char>(before), {});
  if (!text.empty() && text.back() != '\n') text += '\n';
  for (const std::string& line : lines) text += line + "\n";
  std::filesystem::path half = output;
  half += ".part";
  std::ofstream out(half, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(half, output, failed);
  if (out && !failed) return true;
  std::error_code ignored;
  std::filesystem::remove(half, ignored);
  return false;
}

}  // namespace

Exit import_gazetteer(const GazetteerImport& import, const entities::Gazetteer& gazetteer,
                      Streams streams) {
  std::ifstream file(import.input, std::ios::binary);
  std::error_code not_there;
  if (!file || std::filesystem::is_directory(import.input, not_there))
    return fail({"unreadable_file", "the file cannot be read", ""}, import.input, streams);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto result = read_query_result(bytes);
  if (!result) return fail(result.problem(), import.input, streams);
  const auto leaders = import_leaders(*result, gazetteer);
  if (!leaders) return fail(leaders.problem(), import.input, streams);
  for (std::size_t i = 0; i < leaders->rejected.size() && i < kShownProblems; ++i)
    print_problem(streams.errors, leaders->rejected[i]);
  std::filesystem::path output = import.output;
  std::error_code ignored;
  if (std::filesystem::is_directory(output, ignored)) output /= "leaders-imported.ndjson";
  if (!leaders->lines.empty() && !append(leaders->lines, output))
    return fail({"unwritable", "the file cannot be written", ""}, output.string(), streams);
  streams.errors << leaders->lines.size() << " leaders written, " << leaders->known
                 << " known already, " << leaders->same_name << " with a name that is taken, "
                 << leaders->nameless << " without a name, " << leaders->rejected.size()
                 << " rows rejected\n";
  if (leaders->lines.empty()) return Exit::kNothing;
  return leaders->rejected.empty() ? Exit::kDone : Exit::kPartly;
}

}  // namespace dragoman::indexer
