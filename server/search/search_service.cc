// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes snapshots and lends each search its handles. After any Xapian error the handles are
// thrown away and the search is tried once more on the newest snapshot.
#include "server/search/search_service.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "core/schema/manifest.h"
#include "server/search/analyser_pool.h"
#include "server/search/search_run.h"

namespace dragoman::search {
namespace {

constexpr std::size_t kCacheBytes = 64u << 20;
constexpr int kOpenAttempts = 3;

}  // namespace

struct SearchService::State {
  State(std::filesystem::path index_directory, const entities::Recognizer& r, QueryLimits l)
      : index(std::move(index_directory)), recognizer(r), query_limits(l) {}

  std::shared_ptr<const Snapshot> snapshot() const {
    const std::lock_guard lock(mutex);
    return published;
  }
  void publish(std::shared_ptr<const Snapshot> next) {
    const std::lock_guard lock(mutex);
    published.swap(next);
  }

  // Calls work(context) on a snapshot. Problems: no_index, deadline, and the work's own.
  template <class T, class Work>
  Result<T> with_snapshot(Work work) {
    for (int attempt = 1;; ++attempt) {
      const auto current = snapshot();
      if (current == nullptr) return Problem{"no_index", "There is no index to search yet.", ""};
      try {
        Snapshot::Lease handles(*current);
        try {
          AnalyserPool::Lease analyser(analysers);
          return work(
              SearchContext{*current, *handles, recognizer, *analyser, cache, query_limits});
        } catch (const Xapian::Error&) {
          handles.discard();
          throw;
        }
      } catch (const DeadlineExceeded&) {
        return Problem{"deadline", "The search took too long and was stopped.", ""};
      } catch (const Xapian::Error& error) {
        if (attempt == 2) throw std::runtime_error(error.get_description());
      }
    }
  }

  std::filesystem::path index;
  const entities::Recognizer& recognizer;
  QueryLimits query_limits;
  mutable std::mutex mutex;
  std::shared_ptr<const Snapshot> published;
  std::string last_trouble;  // said once, not at every look; only refresh() touches it
  MatchSetCache cache{kCacheBytes};
  AnalyserPool analysers;
};

SearchService::SearchService(std::filesystem::path index_directory,
                             const entities::Recognizer& recognizer, QueryLimits limits)
    : state_(std::make_unique<State>(std::move(index_directory), recognizer, limits)) {}

SearchService::~SearchService() = default;

std::string SearchService::refresh() {
  const auto trouble = [this](const Problem& problem) -> std::string {
    std::string sentence = problem.code + ": " + problem.message;
    if (sentence == state_->last_trouble) return "";
    state_->last_trouble = sentence;
    return problem.code == "no_index" && state_->snapshot() == nullptr ? "" : sentence;
  };
  try {
    const auto current = schema::read_current(state_->index);
    if (!current) return trouble(current.problem());
    const auto old = state_->snapshot();
    if (old != nullptr && old->revision() == current->revision) return "";
    auto next = Snapshot::open(state_->index);
    // An indexer may have switched in between and deleted what was listed: then what is listed now
    // is good.
    for (int attempt = 1; !next && attempt < kOpenAttempts; ++attempt)
      next = Snapshot::open(state_->index);
    if (!next) return trouble(next.problem());
    state_->last_trouble.clear();
    std::string sentence = "index opened: " + std::to_string((*next)->articles()) +
                           " articles in " + std::to_string((*next)->segment_count()) +
                           " segments, revision " + std::to_string((*next)->revision());
    if ((*next)->gazetteer_hash() != state_->recognizer.gazetteer().hash()) {
      sentence += "; it was made with another gazetteer than the server's";
    }
    state_->publish(*next);
    return sentence;
  } catch (const std::exception& error) {
    return trouble({"damaged_index", error.what(), ""});
  }
}

bool SearchService::ready() const { return state_->snapshot() != nullptr; }

Result<SearchResult> SearchService::search(const SearchRequest& request) const {
  return state_->with_snapshot<SearchResult>(
      [&](SearchContext context) { return run_search(request, context); });
}

Result<ArticleView> SearchService::article(std::string_view id, std::string_view query,
                                           std::string_view label_language) const {
  return state_->with_snapshot<ArticleView>([&](SearchContext context) {
    return view_article(id, query, std::string(label_language), context);
  });
}

Result<IndexStats> SearchService::stats() const {
  return state_->with_snapshot<IndexStats>([](SearchContext context) -> Result<IndexStats> {
    const Snapshot& snapshot = context.snapshot;
    IndexStats out{snapshot.articles(),
                   snapshot.segment_count(),
                   std::to_string(snapshot.revision()),
                   "",
                   "",
                   {}};
    std::map<std::string, std::uint64_t> languages;
    DayInterval range = schema::kUndated;
    for (std::size_t s = 0; s < snapshot.segment_count(); ++s) {
      const schema::Segment& segment = snapshot.segment(s);
      const schema::StringTable& tags = segment.columns().dictionary(schema::ListColumn::kLanguage);
      for (std::size_t row = 0; row < segment.rows(); ++row) {
        if (!segment.is_live(row)) continue;
        for (const std::uint32_t tag :
             segment.columns().values(schema::ListColumn::kLanguage, row)) {
          ++languages[std::string(tags[tag])];
        }
        const DayInterval& published = segment.columns().published(row);
        range.first = std::min(range.first, published.first);
        range.last = std::max(range.last, published.last);
      }
    }
    if (range.first <= range.last) {
      out.first_day = format_day(range.first);
      out.last_day = format_day(range.last);
    }
    out.languages.assign(languages.begin(), languages.end());
    std::stable_sort(out.languages.begin(), out.languages.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
  });
}

const QueryLimits& SearchService::limits() const { return state_->query_limits; }

}  // namespace dragoman::search
