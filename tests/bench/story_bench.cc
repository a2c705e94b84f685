// SPDX-License-Identifier: GPL-3.0-or-later
// An index of one segment → what finding its stories anew costs, as JSON, without the rest of a
// build: processor time, time by the clock and the memory that the pass adds. The concepts of the
// articles are read back from the postings.
//
// usage: story_bench INDEX FILE-FOR-THE-STORIES [JOBS]
#include <malloc.h>
#include <xapian.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/schema/schema.h"
#include "core/schema/segment.h"
#include "indexer/cpu_time.h"
#include "indexer/stories/story_pass.h"

namespace {

namespace schema = dragoman::schema;
namespace indexer = dragoman::indexer;

indexer::ConceptRows concepts_of(const schema::Segment& segment) {
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> rows(segment.rows());
  const Xapian::Database postings = segment.open_postings();
  for (auto term = postings.allterms_begin("X"); term != postings.allterms_end("X"); ++term) {
    if (!schema::concept_kind(*term) && !schema::is_day_term(*term)) continue;
    for (auto it = postings.postlist_begin(*term); it != postings.postlist_end(*term); ++it)
      rows[*it - 1].emplace_back(*term, it.get_wdf());
  }
  indexer::ConceptRows out;
  for (const auto& row : rows) out.add(row);
  return out;
}

// A member of /proc/self/status in kB.
std::uint64_t status_kb(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == name) {
      status >> word;
      return std::stoull(word);
    }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: story_bench INDEX FILE-FOR-THE-STORIES [JOBS]\n";
    return 2;
  }
  const auto current = schema::read_current(argv[1]);
  if (!current || current->segments.size() != 1) {
    std::cerr << "no index of one segment\n";
    return 1;
  }
  const auto segment = schema::Segment::open(argv[1], current->segments[0]);
  if (!segment) {
    std::cerr << segment.problem().message << '\n';
    return 1;
  }
  const schema::Segment& source = **segment;
  indexer::ConceptRows concepts = concepts_of(source);
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < source.rows(); ++row) {
    const auto article = source.read_article(row);
    ids.push_back(article ? article->id : std::to_string(row));
  }
  const std::vector<bool> dead(source.rows(), false);
  ::malloc_trim(0);
  const std::uint64_t before_kb = status_kb("RssAnon:");
  std::ofstream("/proc/self/clear_refs") << 5;  // VmHWM begins anew
  const std::uint64_t rss_kb = status_kb("VmRSS:");
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = indexer::process_cpu_seconds();
  const auto jobs = static_cast<std::uint32_t>(argc > 3 ? std::stoul(argv[3]) : 1);
  schema::StoriesWriter out(argv[2]);
  indexer::find_stories({source.columns(), source.forward(), concepts, ids, {}, dead}, {}, jobs,
                        out);
  out.write();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << nlohmann::ordered_json({{"articles", source.rows()},
                                       {"cpu_seconds", indexer::process_cpu_seconds() - cpu_start},
                                       {"seconds", seconds.count()},
                                       {"rss_before_mb", rss_kb / 1024},
                                       {"anonymous_before_mb", before_kb / 1024},
                                       {"anonymous_behind_mb", status_kb("RssAnon:") / 1024},
                                       {"peak_rss_mb", status_kb("VmHWM:") / 1024}})
                   .dump(1)
            << '\n';
}
