// SPDX-License-Identifier: GPL-3.0-or-later
// remove, export, stats, check: commands on an existing index.
#include <sys/stat.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/article_json.h"
#include "core/schema/schema.h"
#include "core/schema/segment.h"
#include "indexer/commands/commands.h"
#include "indexer/index_directory.h"
#include "indexer/operation_log.h"

namespace dragoman::indexer {
namespace {

namespace fs = std::filesystem;
using Segments = std::vector<std::shared_ptr<const schema::Segment>>;

constexpr std::size_t kMaxFaults = 20;

struct OpenIndex {
  schema::Current current;
  Segments segments;
};

Result<OpenIndex> open_index(const fs::path& index) {
  // A writer may switch and delete between the two steps: then the index is looked at again.
  for (int attempt = 1;; ++attempt) {
    auto current = schema::read_current(index);
    if (!current) return current.problem();
    auto segments = schema::open_segments(index, *current);
    if (segments) return OpenIndex{std::move(*current), std::move(*segments)};
    if (attempt == 3) return segments.problem();
  }
}

std::uint64_t file_bytes(const fs::path& path) {
  std::error_code ignored;
  const std::uintmax_t size = fs::file_size(path, ignored);
  return ignored ? 0 : size;
}

// Calls visit(row, article) for every live article; returns the number of damaged records.
template <class Visit>
std::uint64_t for_each_article(const schema::Segment& segment, Visit visit) {
  std::uint64_t damaged = 0;
  for (std::size_t row = 0; row < segment.rows(); ++row) {
    if (!segment.is_live(row)) continue;
    auto article = segment.read_article(row);
    if (article) {
      visit(row, *article);
    } else {
      ++damaged;
    }
  }
  return damaged;
}

// Adds what is wrong in one segment, as sentences. Throws Xapian::Error where the postings cannot
// even be read.
void check_parts(const fs::path& index, const schema::Segment& segment,
                 std::vector<std::string>& faults) {
  const fs::path folder = schema::segment_path(index, segment.name());
  for (const std::string& name : segment.damaged_files())
    faults.push_back(name + " is damaged: its checksum does not fit");
  const std::size_t errors =
      Xapian::Database::check(schema::postings_path(folder).string(), 0, nullptr);
  if (errors > 0)
    faults.push_back("Xapian finds " + std::to_string(errors) + " faults in the postings");
  const Xapian::Database postings = segment.open_postings();
  if (postings.get_doccount() != segment.rows())
    faults.emplace_back("postings and columns have different lengths");
  const std::uint64_t damaged =
      for_each_article(segment, [&](std::size_t row, const Article& article) {
        if (schema::find_row(segment, postings, article.id) != row && faults.size() < kMaxFaults) {
          faults.push_back("article \"" + article.id + "\" is not found under its id");
        }
        const auto codes = segment.forward().codes(row);
        const auto fields = std::count(codes.begin(), codes.end(), schema::kFieldEndCode);
        if (fields != 3 && faults.size() < kMaxFaults)
          faults.push_back("forward entry of \"" + article.id + "\" is damaged");
      });
  if (damaged > 0) faults.push_back(std::to_string(damaged) + " stored articles are damaged");
}

std::vector<std::string> check_segment(const fs::path& index, const schema::Segment& segment) {
  std::vector<std::string> faults;
  try {
    check_parts(index, segment, faults);
  } catch (const Xapian::Error& error) {
    faults.push_back("the postings cannot be read (" + error.get_msg() + ")");
  }
  return faults;
}

// Holds the last operation of each id against the segments. A line that cannot be read is a fault.
std::vector<std::string> check_log(LogReader& lines, const Segments& segments) {
  std::vector<std::string> faults;
  std::map<std::string, bool> removed;  // by id, after the last operation
  while (auto line = lines.next()) {
    if (line->operation)
      removed[line->operation->article.id] = line->operation->is_delete;
    else if (faults.size() < kMaxFaults)
      faults.push_back(line->operation.problem().where + " is damaged");
  }
  if (const auto fault = lines.fault()) faults.push_back(fault->message);
  std::vector<Xapian::Database> postings;
  for (const auto& segment : segments) postings.push_back(segment->open_postings());
  for (const auto& [id, is_removed] : removed) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < segments.size(); ++i)
      found += schema::find_row(*segments[i], postings[i], id) ? 1 : 0;
    if (found == (is_removed ? 0u : 1u) || faults.size() >= kMaxFaults) continue;
    faults.push_back("article \"" + id + "\" was " + (is_removed ? "removed" : "added") +
                     " but is in the index " + std::to_string(found) + " times");
  }
  return faults;
}

}  // namespace

void print_problem(std::ostream& out, const Problem& problem) {
  if (!problem.where.empty()) out << problem.where << ": ";
  out << problem.code << ": " << problem.message << '\n';
}

Exit remove_articles(const fs::path& index, const std::vector<std::string>& ids,
                     std::uint32_t wait_ms, IndexingReport& report) {
  const std::set<std::string> distinct(ids.begin(), ids.end());
  report.items = distinct.size();
  std::error_code ignored;
  if (!fs::exists(schema::current_file(index), ignored)) {
    report.problems.push_back({"no_index", "There is no index here.", index.string()});
    return Exit::kNothing;
  }
  auto directory = IndexDirectory::lock(index, wait_ms, /*require_readable=*/true);
  if (!directory) {
    report.problems.push_back(std::move(directory.problem()));
    return Exit::kNothing;
  }
  try {
    const std::vector<std::string> unknown =
        (*directory)->remove({distinct.begin(), distinct.end()});
    if (!(*directory)->is_synced()) report.warn("not_synced", index.string());
    report.removed = distinct.size() - unknown.size();
    for (const std::string& id : unknown)
      report.reject({"unknown_id", "There is no article with this id.", id});
  } catch (const Xapian::Error& error) {
    report.stopped = error.get_description();
  } catch (const std::exception& error) {
    report.stopped = error.what();
  }
  return report.exit_code(report.removed > 0);
}

Exit export_articles(const fs::path& index, Streams streams) {
  const auto opened = open_index(index);
  if (!opened) {
    print_problem(streams.errors, opened.problem());
    return Exit::kNothing;
  }
  std::uint64_t damaged = 0;
  for (const auto& segment : opened->segments) {
    damaged += for_each_article(*segment, [&](std::size_t, const Article& article) {
      streams.out << article_to_ndjson(article) << '\n';
    });
  }
  streams.out.flush();
  if (!streams.out) {
    print_problem(streams.errors, {"unwritable", "The export could not be written whole.", ""});
    return Exit::kStopped;
  }
  if (damaged == 0) return Exit::kDone;
  print_problem(streams.errors,
                {"damaged_record", std::to_string(damaged) + " articles could not be read.", ""});
  return Exit::kPartly;
}

Exit print_stats(const fs::path& index, Streams streams) {
  const auto opened = open_index(index);
  if (!opened) {
    print_problem(streams.errors, opened.problem());
    return Exit::kNothing;
  }
  std::uint64_t articles = 0;
  std::uint64_t removed = 0;
  std::uint64_t source_bytes = 0;
  std::map<std::string, std::uint64_t> bytes;
  std::map<std::string, std::uint64_t> languages;
  for (const auto& segment : opened->segments) {
    const fs::path folder = schema::segment_path(index, segment->name());
    articles += segment->live_rows();
    removed += segment->rows() - segment->live_rows();
    source_bytes += segment->manifest().source_bytes;
    bytes["postings"] += file_bytes(schema::postings_path(folder));
    bytes["columns"] += file_bytes(schema::columns_path(folder));
    bytes["forward"] += file_bytes(schema::forward_path(folder));
    bytes["articles"] += file_bytes(schema::articles_path(folder));
    const schema::StringTable& tags = segment->columns().dictionary(schema::ListColumn::kLanguage);
    for (std::size_t row = 0; row < segment->rows(); ++row) {
      if (!segment->is_live(row)) continue;
      const auto values = segment->columns().values(schema::ListColumn::kLanguage, row);
      ++languages[values.empty() ? "none" : std::string(tags[values[0]])];
    }
  }
  std::uint64_t total = 0;
  for (const auto& [part, size] : bytes) total += size;
  nlohmann::ordered_json out = {{"articles", articles},
                                {"removed", removed},
                                {"segments", opened->segments.size()},
                                {"source_bytes", source_bytes},
                                {"index_bytes", total},
                                {"log_bytes", opened->current.log.bytes}};
  out["bytes"] = bytes;
  out["languages"] = languages;
  streams.out << out.dump(1) << '\n';
  return Exit::kDone;
}

Exit check_index(const fs::path& index, Streams streams) {
  const auto opened = open_index(index);
  if (!opened) {
    print_problem(streams.errors, opened.problem());
    return Exit::kNothing;
  }
  std::uint64_t articles = 0;
  bool good = true;
  for (const auto& segment : opened->segments) {
    articles += segment->live_rows();
    for (const std::string& fault : check_segment(index, *segment)) {
      print_problem(streams.errors, {"check_failed", fault + ".", "segment " + segment->name()});
      good = false;
    }
  }
  if (good) {
    const schema::LogPosition& log = opened->current.log;
    LogReader lines(schema::log_path(index, log.name), 0, log.bytes);
    for (const std::string& fault : check_log(lines, opened->segments)) {
      print_problem(streams.errors, {"check_failed", fault + ".", "log"});
      good = false;
    }
  }
  if (good)
    streams.out << "good: " << articles << " articles in " << opened->segments.size()
                << " segments\n";
  return good ? Exit::kDone : Exit::kNothing;
}

}  // namespace dragoman::indexer
