// SPDX-License-Identifier: GPL-3.0-or-later
// The first line as a query, the rest as a text: plans, marks and snippets; aborts where a promise
// of server/search/highlight.h is broken.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/entities/recognizer.h"
#include "core/text/utf8.h"
#include "server/search/highlight.h"
#include "server/search/query_parser.h"
#include "server/search/query_plan.h"

namespace {

using namespace dragoman;
using namespace dragoman::search;

void demand(bool condition) {
  if (!condition) std::abort();
}

struct Names {
  Names() {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("dragoman-highlight-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto write = [&folder](const char* name, const char* lines) {
      std::ofstream(folder / name, std::ios::binary) << lines;
    };
    write("leaders.ndjson",
          "{\"id\":\"takaichi-sanae\",\"names\":{\"en\":\"Sanae Takaichi\",\"ja\":\"高市早苗\"},"
          "\"distinct\":{\"en\":[\"Takaichi\"]},\"country\":\"JP\"}\n");
    write("countries.ndjson", "{\"id\":\"JP\"}\n{\"id\":\"US\",\"names\":{\"en\":[\"U.S.\"]}}\n");
    write("topics.ndjson", "");
    auto loaded = entities::Gazetteer::load(folder);
    std::filesystem::remove_all(folder);
    demand(static_cast<bool>(loaded));
    gazetteer.emplace(std::move(*loaded));
    recognizer.emplace(*gazetteer);
  }
  std::optional<entities::Gazetteer> gazetteer;
  std::optional<entities::Recognizer> recognizer;
};

std::string joined(const std::vector<TextSegment>& segments) {
  std::string out;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    demand(!segments[i].text.empty());
    demand(i < 2 || segments[i].match != segments[i - 1].match);
    out += segments[i].text;
  }
  return out;
}

void check(std::string_view query, const std::string& text, MatchMode match) {
  static const Names names;
  static text::Analyser analyser;
  const ParsedQuery parsed = parse_query(query, {});
  if (parsed.is_empty()) return;
  PlanOptions options;
  options.match = match;
  options.expand = match != MatchMode::kAll;
  options.other_forms = [](std::string_view form, text::Script) {
    return std::vector<std::string>{std::string(form) + "s", "met"};
  };
  const QueryPlan plan = plan_query(parsed, options, *names.recognizer, analyser);
  demand(!plan.steps.empty());
  for (const MatchStep& step : plan.steps) demand(!set_query_key(step.set).empty());
  Highlighter highlighter(plan.highlights, *names.recognizer, analyser, 4096);
  demand(joined(highlighter.mark(text)) == text);
  const std::vector<TextSegment> snippet = highlighter.snippet(text.substr(0, 64), text);
  const std::string shown = joined(snippet);
  demand(shown.size() <= Highlighter::kSnippetBytes + 16);
  if (!text::is_valid_utf8(text)) return;
  for (const TextSegment& segment : highlighter.mark(text))
    demand(text::is_valid_utf8(segment.text));
  if (text::is_valid_utf8(text.substr(0, 64))) demand(text::is_valid_utf8(shown));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string text(input.substr(std::min(line + 1, input.size())));
  for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll, MatchMode::kAny})
    check(input.substr(0, line), text, match);
  return 0;
}
