// SPDX-License-Identifier: GPL-3.0-or-later
// Report → exit code, JSON, text. Pure.
#include "indexer/indexing_report.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

namespace dragoman::indexer {
namespace {

constexpr std::size_t kShownProblems = 20;
// Notes that tell something about the input without anything being lost.
constexpr std::array<std::string_view, 2> kHarmlessNotes = {"unknown_field", "skipped_format"};

std::string warning_text(std::string_view code) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 11> kTexts = {
      {{"ill_formed_utf8", "Bytes that are not UTF-8 were replaced."},
       {"damaged_log", "This part of the operation log cannot be read and was left out."},
       {"merge_failed", "The change is made; merging segments afterwards failed."},
       {"not_synced",
        "The change is made, but the disk did not confirm it; a power cut may undo it."},
       {"bad_date", "A date cannot be read and was left out."},
       {"bad_story", "A story longer than 512 bytes was left out."},
       {"long_value", "A url over 8192 bytes or a source over 1024 bytes was left out."},
       {"duplicate_id", "The id stands here more than once; the last article counts."},
       {"unknown_leader", "A given leader is not in the gazetteer and was left out."},
       {"unknown_country", "A given country is not in the gazetteer and was left out."},
       {"unknown_topic", "A given topic is not in the gazetteer and was left out."}}};
  for (const auto& [known, text] : kTexts) {
    if (known == code) return text;
  }
  return "See the documentation of this code.";
}

}  // namespace

bool IndexingReport::has_warnings() const {
  return std::any_of(notes.begin(), notes.end(), [](const auto& note) {
    return std::find(kHarmlessNotes.begin(), kHarmlessNotes.end(), note.first) ==
           kHarmlessNotes.end();
  });
}

void IndexingReport::warn(const std::string& code, std::string where) {
  ++notes[code];
  const bool harmless =
      std::find(kHarmlessNotes.begin(), kHarmlessNotes.end(), code) != kHarmlessNotes.end();
  if (harmless || warnings.size() >= kMaxWarnings) return;
  warnings.push_back({code, warning_text(code), std::move(where)});
}

Exit IndexingReport::exit_code(bool changed) const {
  if (!stopped.empty()) return Exit::kStopped;
  if (!changed) return Exit::kNothing;
  return problems.empty() && !has_warnings() ? Exit::kDone : Exit::kPartly;
}

std::string report_json(const IndexingReport& report) {
  nlohmann::ordered_json out = {{"items", report.items},
                                {"indexed", report.indexed},
                                {"rejected", report.rejected},
                                {"replaced", report.replaced},
                                {"removed", report.removed},
                                {"replayed", report.replayed},
                                {"dropped", report.dropped},
                                {"merged", report.merged},
                                {"source_bytes", report.source_bytes},
                                {"seconds", report.seconds},
                                {"cpu_seconds", report.cpu_seconds},
                                {"concept_cpu_seconds", report.concept_cpu_seconds},
                                {"story_cpu_seconds", report.story_cpu_seconds}};
  out["notes"] = report.notes;
  out["problems"] = nlohmann::ordered_json::array();
  for (const Problem& problem : report.problems) {
    out["problems"].push_back(
        {{"code", problem.code}, {"message", problem.message}, {"where", problem.where}});
  }
  out["warnings"] = nlohmann::ordered_json::array();
  for (const Problem& warning : report.warnings) {
    out["warnings"].push_back(
        {{"code", warning.code}, {"message", warning.message}, {"where", warning.where}});
  }
  if (!report.stopped.empty()) out["stopped"] = report.stopped;
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string report_text(const IndexingReport& report) {
  std::ostringstream out;
  for (std::size_t i = 0; i < std::min(report.problems.size(), kShownProblems); ++i) {
    const Problem& problem = report.problems[i];
    out << problem.where << ": " << problem.code << ": " << problem.message << '\n';
  }
  if (report.problems.size() > kShownProblems) {
    out << "… and " << report.problems.size() - kShownProblems
        << " more (all of them in --report)\n";
  }
  for (std::size_t i = 0; i < std::min(report.warnings.size(), kShownProblems); ++i) {
    const Problem& warning = report.warnings[i];
    out << warning.where << ": " << warning.code << ": " << warning.message << '\n';
  }
  for (const auto& [code, count] : report.notes) out << "note: " << code << " × " << count << '\n';
  if (!report.stopped.empty()) out << "stopped: " << report.stopped << '\n';
  out << report.indexed << " articles indexed";
  const std::array<std::pair<std::uint64_t, const char*>, 6> counts = {
      {{report.replaced, "replaced"},
       {report.removed, "removed"},
       {report.rejected, "rejected"},
       {report.replayed, "operations of the log done again"},
       {report.dropped, "operations of the log dropped (--fresh)"},
       {report.merged, "segments merged"}}};
  for (const auto& [count, what] : counts)
    if (count > 0) out << ", " << count << ' ' << what;
  out << std::fixed << std::setprecision(1) << " in " << report.seconds << " s\n";
  return out.str();
}

}  // namespace dragoman::indexer
