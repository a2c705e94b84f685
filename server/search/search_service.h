// SPDX-License-Identifier: GPL-3.0-or-later
// The one door into server/search: requests in, results out, always over one consistent snapshot of
// the index. Knows Xapian through its insides only; no HTTP, no JSON.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/recognizer.h"
#include "core/result.h"
#include "server/search/search_types.h"

namespace dragoman::search {

class PinnedHits;
struct EntityProfile;
struct ProfileRequest;
struct TopicNode;

// Codes of the Problems that searches return: no_index, deadline, too_broad, bad_cursor, not_found.
class SearchService {
 public:
  // The recognizer is borrowed. An index need not exist yet.
  SearchService(std::filesystem::path index_directory, const entities::Recognizer& recognizer,
                QueryLimits limits);
  ~SearchService();

  // Looks whether CURRENT has changed and takes up the new state; cheap when it has not. Called
  // once at start and then every few hundred milliseconds by one thread of the program's. Returns a
  // sentence for the log when something happened (index opened, refused for its version, gone),
  // else "". Never throws.
  std::string refresh();

  // Thread safety: all below are const and callable from many threads at once.
  bool ready() const;
  Result<SearchResult> search(const SearchRequest& request) const;
  Result<ArticleView> article(const ArticleRequest& request) const;
  // Problems: not_found.
  Result<SimilarArticles> similar(const NeighbourRequest& request) const;
  // Problems: no_story.
  Result<StoryView> story(const NeighbourRequest& request) const;
  Result<IndexStats> stats() const;
  Result<FacetValues> facet_values(const FacetValueRequest& request) const;
  Result<std::vector<Suggestion>> suggest(const SuggestRequest& request) const;
  // Returns every hit of a search in its order, to be read one by one from the state of the index
  // at the time of the call, whatever becomes of it. limit, page and cursor play no part.
  Result<std::shared_ptr<PinnedHits>> pin_hits(const SearchRequest& request) const;
  Result<EntityProfile> profile(const ProfileRequest& request) const;
  Result<std::vector<TopicNode>> topics(const SearchRequest& counted) const;
  const QueryLimits& limits() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dragoman::search
