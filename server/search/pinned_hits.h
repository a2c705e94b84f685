// SPDX-License-Identifier: GPL-3.0-or-later
// All hits of one search in their order, read one article at a time from one snapshot: what an
// export writes. Eight bytes a hit are held; the segments stay open, deleted or not, until it goes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/article.h"
#include "core/result.h"
#include "server/search/text_match.h"

namespace dragoman::search {

// An article and what its leaders, countries and topics are called.
struct LabelledArticle {
  Article article;
  std::vector<std::string> labels;
};

class PinnedHits {
 public:
  using Place = std::pair<std::uint32_t, std::uint32_t>;  // segment, row

  // The gazetteer is borrowed.
  PinnedHits(std::shared_ptr<const Snapshot> snapshot, std::vector<Place> places,
             const entities::Gazetteer& gazetteer, std::string label_language)
      : snapshot_(std::move(snapshot)),
        places_(std::move(places)),
        gazetteer_(gazetteer),
        label_language_(std::move(label_language)) {}

  std::uint64_t total() const { return places_.size(); }
  std::uint64_t revision() const { return snapshot_->revision(); }
  bool at_end() const { return next_ == places_.size(); }
  // Requires: not at_end(). Problems: damaged_record. One thread at a time.
  Result<LabelledArticle> next();

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<Place> places_;
  const entities::Gazetteer& gazetteer_;
  std::string label_language_;
  std::size_t next_ = 0;
};

// Throws Xapian::Error, DeadlineExceeded, TooManyCandidates.
std::shared_ptr<PinnedHits> run_pinned(const SearchRequest& request, SearchContext context);

}  // namespace dragoman::search
