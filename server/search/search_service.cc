// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes snapshots and lends each search its handles. After any Xapian error the handles are
// thrown away and the search is tried once more on the newest snapshot.
#include "server/search/search_service.h"

#include <xapian.h>

#include <mutex>

#include "core/pool.h"
#include "core/schema/manifest.h"
#include "core/text/analysis.h"
#include "server/search/entity_profile.h"
#include "server/search/facet_values.h"
#include "server/search/neighbours.h"
#include "server/search/pinned_hits.h"
#include "server/search/search_run.h"
#include "server/search/suggest.h"

namespace dragoman::search {
namespace {

constexpr int kOpenAttempts = 3;

}  // namespace

struct SearchService::State {
  State(std::filesystem::path index_directory, const entities::Recognizer& r, QueryLimits l)
      : index(std::move(index_directory)),
        recognizer(r),
        names(r.gazetteer()),
        query_limits(l),
        cache(l.cache_bytes) {}

  std::shared_ptr<const Snapshot> snapshot() const {
    const std::lock_guard lock(mutex);
    return published;
  }
  void publish(std::shared_ptr<const Snapshot> next) {
    const std::lock_guard lock(mutex);
    published.swap(next);
  }

  // Calls work(context) on a snapshot. Problems: no_index, deadline, too_broad, the work's own.
  template <class T, class Work>
  Result<T> with_snapshot(Work work) {
    // Both attempts share one deadline.
    Deadline deadline(std::chrono::milliseconds(query_limits.deadline_ms),
                      query_limits.max_candidates);
    for (int attempt = 1;; ++attempt) {
      const auto current = snapshot();
      if (current == nullptr) return Problem{"no_index", "There is no index to search yet.", ""};
      try {
        Snapshot::Lease handles(*current);
        try {
          Pool<text::Analyser>::Lease analyser(analysers);
          return work(SearchContext{*current, *handles, recognizer, names, *analyser, cache,
                                    query_limits, deadline});
        } catch (const Xapian::Error&) {
          handles.discard();
          throw;
        }
      } catch (const DeadlineExceeded&) {
        return Problem{"deadline", "The search took too long and was stopped.", ""};
      } catch (const TooManyCandidates&) {
        return Problem{"too_broad", "The search would look into too many articles.", ""};
      } catch (const Xapian::Error& error) {
        if (attempt == 2) throw std::runtime_error(error.get_description());
      }
    }
  }

  std::filesystem::path index;
  const entities::Recognizer& recognizer;
  const NameIndex names;
  QueryLimits query_limits;
  mutable std::mutex mutex;
  std::shared_ptr<const Snapshot> published;
  std::string last_trouble;  // said once, not at every look; only refresh() touches it
  MatchSetCache cache;
  // Making one opens ICU break iterators, which costs more than a short query's analysis.
  Pool<text::Analyser> analysers;
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
    auto next = Snapshot::open(state_->index, old.get());
    // An indexer may have switched in between and deleted what was listed: then what is listed now
    // is good.
    for (int attempt = 1; !next && attempt < kOpenAttempts; ++attempt)
      next = Snapshot::open(state_->index, old.get());
    if (!next) return trouble(next.problem());
    state_->last_trouble.clear();
    std::string sentence = "index opened: " + std::to_string((*next)->articles()) +
                           " articles in " + std::to_string((*next)->segment_count()) +
                           " segments, revision " + std::to_string((*next)->revision());
    if ((*next)->gazetteer_hash() != state_->recognizer.gazetteer().hash()) {
      sentence += "; it was made with another gazetteer than the server's";
    }
    (*next)->warm(state_->recognizer.gazetteer());
    state_->publish(*next);
    return sentence;
  } catch (const Xapian::Error& error) {
    return trouble({"damaged_index", error.get_description(), ""});
  } catch (const std::exception& error) {
    return trouble({"damaged_index", error.what(), ""});
  }
}

bool SearchService::ready() const { return state_->snapshot() != nullptr; }

Result<SearchResult> SearchService::search(const SearchRequest& request) const {
  return state_->with_snapshot<SearchResult>(
      [&](SearchContext context) { return run_search(request, context); });
}

Result<ArticleView> SearchService::article(const ArticleRequest& request) const {
  return state_->with_snapshot<ArticleView>(
      [&](SearchContext context) { return view_article(request, context); });
}

Result<SimilarArticles> SearchService::similar(const NeighbourRequest& request) const {
  return state_->with_snapshot<SimilarArticles>(
      [&](SearchContext context) { return find_similar(request, context); });
}

Result<StoryView> SearchService::story(const NeighbourRequest& request) const {
  return state_->with_snapshot<StoryView>(
      [&](SearchContext context) { return view_story(request, context); });
}

Result<IndexStats> SearchService::stats() const {
  return state_->with_snapshot<IndexStats>([](SearchContext context) -> Result<IndexStats> {
    return context.snapshot.stats(context.deadline);
  });
}

Result<FacetValues> SearchService::facet_values(const FacetValueRequest& request) const {
  return state_->with_snapshot<FacetValues>([&](SearchContext context) -> Result<FacetValues> {
    return find_facet_values(request, context);
  });
}

Result<std::vector<Suggestion>> SearchService::suggest(const SuggestRequest& request) const {
  return state_->with_snapshot<std::vector<Suggestion>>(
      [&](SearchContext context) -> Result<std::vector<Suggestion>> {
        return find_suggestions(request, context);
      });
}

Result<std::shared_ptr<PinnedHits>> SearchService::pin_hits(const SearchRequest& request) const {
  return state_->with_snapshot<std::shared_ptr<PinnedHits>>(
      [&](SearchContext context) -> Result<std::shared_ptr<PinnedHits>> {
        return run_pinned(request, context);
      });
}

Result<EntityProfile> SearchService::profile(const ProfileRequest& request) const {
  return state_->with_snapshot<EntityProfile>(
      [&](SearchContext context) { return entity_profile(request, context); });
}

Result<std::vector<TopicNode>> SearchService::topics(const SearchRequest& counted) const {
  return state_->with_snapshot<std::vector<TopicNode>>(
      [&](SearchContext context) { return topic_tree(counted, context); });
}

const QueryLimits& SearchService::limits() const { return state_->query_limits; }

}  // namespace dragoman::search
