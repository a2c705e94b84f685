// SPDX-License-Identifier: GPL-3.0-or-later
// What a run did: counts, problems with their places, warnings by code. Turns into an exit code,
// JSON and a few lines for a terminal.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"

namespace dragoman::indexer {

// The exit codes of the indexer, see docs/operations.md.
enum class Exit : int { kDone = 0, kNothing = 1, kUsage = 2, kPartly = 3, kStopped = 4 };

inline constexpr std::size_t kMaxWarnings = 1000;

struct IndexingReport {
  std::uint64_t items = 0;     // articles read, good or bad
  std::uint64_t indexed = 0;   // articles now in the index from this run
  std::uint64_t rejected = 0;  // items that gave no article
  std::uint64_t replaced = 0;  // articles that took the place of one with the same id
  std::uint64_t removed = 0;
  std::uint64_t replayed = 0;  // operations of the log that a build did again
  std::uint64_t dropped = 0;   // operations of the log that --fresh dropped
  std::uint64_t merged = 0;    // segments that were merged
  std::uint64_t source_bytes = 0;
  double seconds = 0;
  double cpu_seconds = 0;
  double concept_cpu_seconds = 0;  // of these, recognising names, topics, terms and dates
  double story_cpu_seconds = 0;    // of these, grouping articles into stories
  std::vector<Problem> problems;   // all of them
  std::map<std::string, std::uint64_t> notes;  // warnings by code
  std::vector<Problem> warnings;               // the first kMaxWarnings of them, with their places
  std::string stopped;                         // why the run stopped midway, else empty

  // Counts a warning and keeps its place.
  void warn(const std::string& code, std::string where);

  void reject(Problem problem) {
    ++rejected;
    problems.push_back(std::move(problem));
  }
  bool has_warnings() const;
  // Requires: the run is over. `changed` = the index was switched.
  Exit exit_code(bool changed) const;
};

// One JSON object, for --report.
std::string report_json(const IndexingReport& report);
// A few lines: the counts, the first 20 problems, the warnings.
std::string report_text(const IndexingReport& report);

}  // namespace dragoman::indexer
