// SPDX-License-Identifier: GPL-3.0-or-later
// The order of events: a short lock to look at the index and make a work folder; reading and
// analysing without any; a short lock to log, catch up and switch.
#include "indexer/indexing_run.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>

#include "indexer/analysis_pipeline.h"
#include "indexer/article_reader.h"
#include "indexer/cpu_time.h"
#include "indexer/file_lock.h"
#include "indexer/index_directory.h"
#include "indexer/log_replay.h"
#include "indexer/merge/merge_run.h"
#include "indexer/operation_log.h"
#include "indexer/segment_writer.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;

// What was made at length is not thrown away because another change is just being switched to.
constexpr std::uint32_t kMinSwitchWaitMs = 600'000;
// So much of the log is replayed under the lock; more is replayed before.
constexpr std::uint64_t kMaxTailBytes = 1u << 20;
// Segments may be merged away between reading their names and opening them.
constexpr int kOpenAttempts = 3;

class Run {
 public:
  Run(const RunOptions& options, const entities::Recognizer& recognizer, IndexingReport& report)
      : options_(options),
        recognizer_(recognizer),
        report_(report),
        pipeline_(recognizer, {options.jobs, options.memory_bytes, options.stop}) {}

  // Returns whether the index was switched. Throws what the disk or Xapian throw.
  bool execute() {
    if (options_.dry_run) {
      read_inputs(nullptr, nullptr);
      return !interrupted() && has_articles();
    }
    return options_.mode == RunMode::kBuild ? build() : add();
  }

 private:
  using Directory = std::unique_ptr<IndexDirectory>;

  // Locks the index; a problem goes into the report.
  Directory lock(std::uint32_t wait_ms) {
    auto locked = IndexDirectory::lock(options_.index, wait_ms, options_.mode == RunMode::kAdd);
    if (locked) return std::move(*locked);
    report_.problems.push_back(std::move(locked.problem()));
    return nullptr;
  }
  // What is known of the log before the last lock of a build.
  struct NewLog {
    schema::LogPosition before;  // when the build began
    schema::LogPosition behind;  // what `shrunk` stands for
    fs::path shrunk;             // lines that are still needed; empty when all are
  };
  Directory lock_to_switch() { return lock(std::max(options_.wait_ms, kMinSwitchWaitMs)); }

  void warn_unless_synced(const IndexDirectory& directory) {
    if (!directory.is_synced()) report_.warn("not_synced", options_.index.string());
  }
  bool interrupted() {
    if (!pipeline_.stopped()) return false;
    report_.stopped = "interrupted by a signal; the index is as it was";
    return true;
  }
  bool has_articles() {
    if (report_.indexed > 0) return true;
    report_.problems.push_back(
        {"no_articles", "No article was found; the index is as it was.", options_.index.string()});
    return false;
  }

  // `operations` receives the articles as they are read, as lines of the log.
  void read_inputs(SegmentWriter* writer, DurableFile* operations) {
    ArticleReader reader(options_, report_);
    const auto fetch = [&](std::uint64_t max_bytes) {
      Batch batch = reader.next_batch(max_bytes);
      if (operations != nullptr)
        for (const Article& article : batch.articles) operations->append(put_line(article));
      if (options_.on_progress) options_.on_progress(reader.progress());
      return batch;
    };
    const auto settled = [&](const BatchOutcome& outcome) {
      report_.indexed += outcome.articles - outcome.replaced.size();
      report_.source_bytes += outcome.source_bytes;
      report_.concept_cpu_seconds += outcome.concept_cpu_seconds;
      for (const auto& [code, id] : outcome.notes) report_.warn(code, "article " + id);
      for (const std::string& id : outcome.replaced) report_.warn("duplicate_id", "article " + id);
    };
    pipeline_.run(fetch, writer, settled);
  }

  NewSegment finish(SegmentWriter& writer, const EarlierSegments& earlier) {
    NewSegment segment = writer.finish(earlier, options_.jobs);
    for (const std::string& id : segment.damaged_founders)
      report_.warn("damaged_founder", "article " + id);
    report_.story_cpu_seconds += segment.story_cpu_seconds;
    return segment;
  }

  SegmentWriter new_writer(const IndexDirectory& directory) const {
    return {directory.make_work_folder(), recognizer_.gazetteer().hash()};
  }

  // What an article to be added may have for neighbours. An index that is switched meanwhile by
  // others may have one more: it is not seen.
  EarlierSegments live_segments() const {
    for (int attempt = 1;; ++attempt) {
      const auto current = schema::read_current(options_.index);
      if (!current) return {};  // the first articles
      auto segments = schema::open_segments(options_.index, *current);
      if (segments) return std::move(*segments);
      if (attempt == kOpenAttempts) throw std::runtime_error(segments.problem().message);
    }
  }
  // The segments of a build that are not in place yet.
  EarlierSegments open_new(const std::vector<NewSegment>& segments) const {
    schema::Current current;
    for (const NewSegment& segment : segments)
      if (segment.folder)
        current.segments.push_back(
            {segment.folder->path().filename().string(), segment.tombstones});
    auto opened = schema::open_segments(options_.index, current);
    if (!opened) throw std::runtime_error(opened.problem().message);
    return std::move(*opened);
  }

  bool add() {
    Directory directory = lock(options_.wait_ms);
    if (directory == nullptr) return false;
    SegmentWriter writer = new_writer(*directory);
    directory.reset();
    const fs::path lines = writer.folder() / "operations";
    {
      DurableFile operations(lines);
      read_inputs(&writer, &operations);
      operations.flush();
    }
    if (interrupted() || !has_articles()) return false;
    NewSegment segment = finish(writer, live_segments());
    segment.operations = lines;
    if (options_.before_switch) options_.before_switch();
    if (interrupted() || (directory = lock_to_switch()) == nullptr) return false;
    report_.replaced += directory->append(std::move(segment));
    warn_unless_synced(*directory);
    directory.reset();
    if (options_.merge)
      merge_after_change(options_.index, {options_.wait_ms, options_.stop}, report_);
    return true;
  }

  bool build() {
    if (auto problem = IndexDirectory::make(options_.index)) {
      report_.problems.push_back(std::move(*problem));
      return false;
    }
    auto build_lock =
        FileLock::acquire(options_.index / "build.lock", options_.wait_ms, "building this index");
    if (!build_lock) {
      report_.problems.push_back(std::move(build_lock.problem()));
      return false;
    }
    Directory directory = lock(options_.wait_ms);
    if (directory == nullptr) return false;
    const schema::LogPosition log = directory->current().log;
    SegmentWriter writer = new_writer(*directory);
    directory.reset();
    read_inputs(&writer, nullptr);
    if (interrupted() || !has_articles()) return false;

    LogReplay replay(options_.index, options_.fresh ? log : schema::LogPosition{log.name, 0},
                     options_.stop);
    replay.run(log, pipeline_, writer, report_);
    if (interrupted()) return false;
    std::vector<NewSegment> segments;
    segments.push_back(finish(writer, {}));
    NewLog new_log{log, replay.position(), {}};
    if (replay.can_shrink()) {
      new_log.shrunk = segments[0].folder->path() / "log";
      replay.write_shrunk(new_log.shrunk);
    }
    if (options_.before_switch) options_.before_switch();
    directory = catch_up(replay, segments);
    if (directory == nullptr || interrupted()) return false;
    if (options_.fresh) report_.dropped = count_operations(options_.index, log);
    const schema::LogPosition log_now = log_after_build(new_log, directory->current().log);
    report_.indexed = directory->replace_all(std::move(segments), log_now);
    warn_unless_synced(*directory);
    return true;
  }

  // Replays what was logged since, and returns holding the lock when nothing is left; nullptr when
  // the lock cannot be had. What is replayed becomes segments over the first.
  Directory catch_up(LogReplay& replay, std::vector<NewSegment>& segments) {
    for (;;) {
      Directory directory = lock_to_switch();
      if (directory == nullptr || pipeline_.stopped()) return directory;
      const schema::LogPosition log = directory->current().log;
      const std::uint64_t behind = replay.behind(log);
      if (behind == 0) return directory;
      SegmentWriter writer = new_writer(*directory);
      const bool keep_lock = behind <= kMaxTailBytes;
      if (!keep_lock) directory.reset();
      replay.run(log, pipeline_, writer, report_);
      if (!pipeline_.stopped()) segments.push_back(finish(writer, open_new(segments)));
      if (keep_lock) return directory;
    }
  }

  // The log that the new index begins with: a new file when lines can go, else the old one.
  schema::LogPosition log_after_build(const NewLog& log, const schema::LogPosition& now) {
    const fs::path now_path = schema::log_path(options_.index, now.name);
    if (options_.fresh) {
      const std::uint64_t kept = now.name == log.before.name ? log.before.bytes : 0;
      if (kept == now.bytes) return {};
      LogAppender out(options_.index, {});
      out.append_file(now_path, kept, now.bytes);
      return out.finish();
    }
    if (log.shrunk.empty()) return now;
    LogAppender out(options_.index, adopt_log(options_.index, log.shrunk));
    out.append_file(now_path, log.behind.bytes, now.bytes);
    return out.finish();
  }

  const RunOptions& options_;
  const entities::Recognizer& recognizer_;
  IndexingReport& report_;
  AnalysisPipeline pipeline_;
};

}  // namespace

RunOutcome run_indexing(const RunOptions& options, const entities::Recognizer& recognizer) {
  RunOutcome outcome;
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = process_cpu_seconds();
  bool changed = false;
  try {
    changed = Run(options, recognizer, outcome.report).execute();
  } catch (const Xapian::Error& error) {
    outcome.report.stopped = error.get_description();
  } catch (const std::exception& error) {
    outcome.report.stopped = error.what();
  }
  outcome.report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.report.cpu_seconds = process_cpu_seconds() - cpu_start;
  if (!changed) outcome.report.indexed = 0;
  outcome.exit = outcome.report.exit_code(changed);
  return outcome;
}

}  // namespace dragoman::indexer
