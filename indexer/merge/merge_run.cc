// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds of: lock, plan, open, unlock; write; lock, switch.
#include "indexer/merge/merge_run.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "core/schema/segment.h"
#include "indexer/file_lock.h"
#include "indexer/index_directory.h"
#include "indexer/merge/segment_merge.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMinSwitchWaitMs = 600'000;
constexpr std::uint64_t kSpareBytes = 16u << 20;
// A round that lost its sources to a build is begun again so often.
constexpr int kMaxLostRounds = 3;

// What one round is to do.
struct Round {
  Segments sources;
  MergedSegment merged;
};

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::uintmax_t size = entry.file_size(ignored);
    if (!ignored) bytes += size;
  }
  return bytes;
}

std::optional<Problem> check_space(const fs::path& index,
                                   const std::vector<schema::LiveSegment>& sources) {
  std::uint64_t needed = kSpareBytes;
  for (const schema::LiveSegment& source : sources)
    needed += folder_bytes(schema::segment_path(index, source.name));
  std::error_code error;
  const fs::space_info space = fs::space(index, error);
  if (error || space.available >= needed) return std::nullopt;
  return Problem{"no_space",
                 "Merging needs " + std::to_string(needed >> 20) + " MiB of free disk space, " +
                     std::to_string(space.available >> 20) + " MiB are free.",
                 index.string()};
}

class MergeRun {
 public:
  MergeRun(const fs::path& index, const MergeOptions& options, IndexingReport& report)
      : index_(index), options_(options), report_(report) {}

  void execute() {
    int lost = 0;
    while (lost < kMaxLostRounds) {
      auto round = begin();
      if (!round) {
        report_.problems.push_back(std::move(round.problem()));
        return;
      }
      if (round->sources.empty()) return;
      if (round->merged.folder && !write_merged(round->sources, round->merged.new_rows,
                                                round->merged.folder->path(), options_.stop)) {
        report_.stopped = "interrupted by a signal; the index is as it was";
        return;
      }
      if (options_.before_switch) options_.before_switch();
      const std::uint64_t sources = round->sources.size();
      auto directory = IndexDirectory::lock(index_, std::max(options_.wait_ms, kMinSwitchWaitMs),
                                            /*require_readable=*/true);
      if (!directory) {
        report_.problems.push_back(std::move(directory.problem()));
        return;
      }
      if ((*directory)->replace_merged(std::move(round->merged))) {
        report_.merged += sources;
        if (!(*directory)->is_synced()) report_.warn("not_synced", index_.string());
        if (options_.scope == MergeScope::kAll) return;  // what came meanwhile waits for its tier
      } else {
        ++lost;
      }
    }
    report_.problems.push_back({"index_replaced",
                                "The index was replaced each time while it was being merged.",
                                index_.string()});
  }

 private:
  // Looks at the index under its lock and opens what is to be merged; no sources when nothing is.
  Result<Round> begin() const {
    auto directory = IndexDirectory::lock(index_, options_.wait_ms, /*require_readable=*/true);
    if (!directory) return directory.problem();
    const std::vector<schema::LiveSegment>& live = (*directory)->current().segments;
    auto opened = schema::open_segments(index_, (*directory)->current());
    if (!opened) return opened.problem();
    std::vector<SegmentSize> sizes;
    for (const auto& segment : *opened) sizes.push_back({segment->rows(), segment->live_rows()});
    Round round;
    for (const std::size_t i : plan_merge(sizes, options_.scope)) {
      round.sources.push_back((*opened)[i]);
      round.merged.sources.push_back(live[i]);
      round.merged.rows += sizes[i].live;
    }
    if (round.sources.empty()) return round;
    if (auto problem = check_space(index_, round.merged.sources)) return std::move(*problem);
    round.merged.new_rows = merged_rows(round.sources);
    if (round.merged.rows > 0) round.merged.folder.emplace((*directory)->make_work_folder());
    return round;
  }

  const fs::path& index_;
  const MergeOptions& options_;
  IndexingReport& report_;
};

// Returns the Problem when another holds the merge lock; any other goes into the report.
std::optional<Problem> run_locked(const fs::path& index, const MergeOptions& options,
                                  std::uint32_t lock_wait_ms, IndexingReport& report) {
  auto merge_lock = FileLock::acquire(index / "merge.lock", lock_wait_ms, "merging this index");
  if (!merge_lock) {
    if (merge_lock.problem().code == "locked") return std::move(merge_lock.problem());
    report.problems.push_back(std::move(merge_lock.problem()));
    return std::nullopt;
  }
  try {
    MergeRun(index, options, report).execute();
  } catch (const Xapian::Error& error) {
    report.stopped = error.get_description();
  } catch (const std::exception& error) {
    report.stopped = error.what();
  }
  return std::nullopt;
}

}  // namespace

Exit merge_segments(const fs::path& index, const MergeOptions& options, IndexingReport& report) {
  std::error_code ignored;
  if (!fs::exists(schema::current_file(index), ignored)) {
    report.problems.push_back({"no_index", "There is no index here.", index.string()});
    return Exit::kNothing;
  }
  const auto start = std::chrono::steady_clock::now();
  if (auto locked = run_locked(index, options, options.wait_ms, report))
    report.problems.push_back(std::move(*locked));
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!report.stopped.empty()) return Exit::kStopped;
  if (report.problems.empty() && !report.has_warnings()) return Exit::kDone;
  return report.merged > 0 ? Exit::kPartly : Exit::kNothing;
}

void merge_after_change(const fs::path& index, const MergeOptions& options,
                        IndexingReport& report) {
  IndexingReport merge;
  (void)run_locked(index, options, 0, merge);
  report.merged += merge.merged;
  for (const Problem& warning : merge.warnings) report.warn(warning.code, warning.where);
  const bool interrupted = options.stop != nullptr && *options.stop;
  if (!merge.stopped.empty() && !interrupted) report.warn("merge_failed", merge.stopped);
  for (const Problem& problem : merge.problems)
    if (problem.code != "index_replaced")
      report.warn("merge_failed", problem.where + ": " + problem.message);
}

}  // namespace dragoman::indexer
