// SPDX-License-Identifier: GPL-3.0-or-later
// One immutable state of the index: its segments, facet values numbered over all of them, and a
// pool of Xapian handles (one thread at a time each). Published whole behind one shared_ptr; old
// ones live as long as requests hold them, even after their files were deleted.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/entities/gazetteer.h"
#include "core/result.h"
#include "core/schema/segment.h"
#include "server/search/deadline.h"
#include "server/search/lazy.h"
#include "server/search/search_types.h"
#include "server/search/story_numbers.h"
#include "server/search/term_counts.h"

namespace dragoman::search {

// Handles on all segments, for one thread at a time. Segment i of the snapshot is segments[i].
struct Handles {
  std::vector<Xapian::Database> segments;
  Xapian::Database all;  // the same segments as one database; docid = row * count + segment + 1
};

// The values of one facet over all segments.
struct FacetDictionary {
  std::vector<std::string> values;  // by global id
  std::unordered_map<std::string, std::uint32_t> ids;
  std::vector<std::vector<std::uint32_t>> to_global;  // [segment][local id]
};

// What the values of one facet are called, folded, for facet value searches.
struct FacetNames {
  struct Name {
    std::uint32_t value = 0;  // global id
    std::string text;         // as people write it
    bool is_alias = false;    // found from word borders only
    std::string folded;
  };
  std::vector<Name> names;
};

class ArchiveFacts;

class Snapshot : public std::enable_shared_from_this<Snapshot> {
 public:
  // Takes over what `before` has counted of segments that are still there. Problems: no_index,
  // wrong_version, damaged_index.
  static Result<std::shared_ptr<const Snapshot>> open(const std::filesystem::path& index,
                                                      const Snapshot* before = nullptr);

  std::uint64_t revision() const { return revision_; }
  std::uint64_t articles() const { return articles_; }
  std::size_t segment_count() const { return segments_.size(); }
  const schema::Segment& segment(std::size_t i) const { return *segments_[i]; }
  const FacetDictionary& dictionary(Facet facet) const {
    return dictionaries_[static_cast<std::size_t>(facet)];
  }
  // Counted at the first call, which walks all articles. Throws DeadlineExceeded.
  const IndexStats& stats(Deadline& deadline) const;
  // The names under which a facet's values are found, gathered at the first call.
  Lazy<FacetNames>& names(Facet facet) const { return names_[static_cast<std::size_t>(facet)]; }
  // Counts what nearly every search asks for, so that the first one need not. Throws
  // DeadlineExceeded, Xapian::Error.
  void warm(const entities::Gazetteer& gazetteer) const;
  // Facts about all articles, counted when first asked for.
  ArchiveFacts& archive() const { return *archive_; }
  TermCounts& term_counts(std::size_t segment) const { return *term_counts_[segment]; }
  // Numbered at the first call, which walks all articles. Throws DeadlineExceeded.
  const StoryNumbers& stories(Deadline& deadline) const;
  // Hash of the gazetteer that the newest segment was made with.
  const std::string& gazetteer_hash() const { return gazetteer_hash_; }

  // A borrowed set of handles; goes back to the pool unless discard() was called (after any Xapian
  // exception).
  class Lease {
   public:
    explicit Lease(const Snapshot& snapshot);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Handles& operator*() { return *handles_; }
    Handles* operator->() { return handles_.get(); }
    void discard() { handles_.reset(); }

   private:
    const Snapshot& snapshot_;
    std::unique_ptr<Handles> handles_;
  };

  ~Snapshot();

 private:
  Snapshot();
  void number_facet_values();
  void take_counts(const Handles& handles, const Snapshot* before);
  IndexStats count(Deadline& deadline) const;

  std::uint64_t revision_ = 0;
  std::uint64_t articles_ = 0;
  std::string gazetteer_hash_;
  std::vector<std::shared_ptr<const schema::Segment>> segments_;
  std::vector<std::string> identities_;                   // by segment: the same ones hold the same
  std::vector<std::shared_ptr<TermCounts>> term_counts_;  // by segment
  std::array<FacetDictionary, kFacetCount> dictionaries_;
  std::unique_ptr<ArchiveFacts> archive_;
  mutable Lazy<IndexStats> stats_;
  mutable Lazy<StoryNumbers> stories_;
  mutable std::array<Lazy<FacetNames>, kFacetCount> names_;
  mutable std::mutex pool_mutex_;
  mutable std::vector<std::unique_ptr<Handles>> pool_;
};

schema::ListColumn column_of(Facet facet);

}  // namespace dragoman::search
