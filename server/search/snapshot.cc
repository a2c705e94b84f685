// SPDX-License-Identifier: GPL-3.0-or-later
// Opens what CURRENT lists and numbers facet values over all segments.
#include "server/search/snapshot.h"

#include "server/search/archive_facts.h"

#include <algorithm>
#include <chrono>

namespace dragoman::search {

schema::ListColumn column_of(Facet facet) {
  static constexpr std::array<schema::ListColumn, kFacetCount> kColumns = {
      schema::ListColumn::kLeaders, schema::ListColumn::kCountries, schema::ListColumn::kTopics,
      schema::ListColumn::kLanguage, schema::ListColumn::kSource};
  return kColumns[static_cast<std::size_t>(facet)];
}

Snapshot::Snapshot() : archive_(std::make_unique<ArchiveFacts>()) {}
Snapshot::~Snapshot() = default;

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const std::filesystem::path& index,
                                                       const Snapshot* before) {
  auto current = schema::read_current(index);
  if (!current) return current.problem();
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->revision_ = current->revision;
  auto segments = schema::open_segments(index, *current);
  if (!segments) return segments.problem();
  snapshot->segments_ = std::move(*segments);
  for (const auto& segment : snapshot->segments_) {
    snapshot->articles_ += segment->live_rows();
    snapshot->gazetteer_hash_ = segment->manifest().versions.gazetteer;
  }
  snapshot->number_facet_values();
  try {
    Lease first(*snapshot);  // a segment whose postings cannot be opened is found out now
    snapshot->take_counts(*first, before);
  } catch (const std::exception& error) {
    return Problem{"damaged_index", error.what(), index.string()};
  } catch (const Xapian::Error& error) {
    return Problem{"damaged_index", error.get_description(), index.string()};
  }
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

// Names begin again when an index is made anew; the postings' own mark is made of how much they
// hold, and counts go by the numbers of language tags.
void Snapshot::take_counts(const Handles& handles, const Snapshot* before) {
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    std::string identity = segments_[s]->name() + ' ' + handles.segments[s].get_uuid();
    const auto& tags = segments_[s]->columns().dictionary(schema::ListColumn::kLanguage);
    for (std::size_t i = 0; i < tags.size(); ++i) identity += ' ' + std::string(tags[i]);
    identities_.push_back(std::move(identity));
    std::shared_ptr<TermCounts> counts;
    for (std::size_t i = 0; before != nullptr && i < before->identities_.size(); ++i) {
      if (before->identities_[i] == identities_[s]) counts = before->term_counts_[i];
    }
    if (counts == nullptr) counts = std::make_shared<TermCounts>(segments_[s]->columns());
    term_counts_.push_back(std::move(counts));
  }
}

void Snapshot::number_facet_values() {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    FacetDictionary& dictionary = dictionaries_[f];
    for (const auto& segment : segments_) {
      const schema::StringTable& local =
          segment->columns().dictionary(column_of(static_cast<Facet>(f)));
      std::vector<std::uint32_t>& to_global = dictionary.to_global.emplace_back(local.size());
      for (std::size_t i = 0; i < local.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(dictionary.values.size());
        const auto [entry, is_new] = dictionary.ids.try_emplace(std::string(local[i]), next);
        if (is_new) dictionary.values.push_back(entry->first);
        to_global[i] = entry->second;
      }
    }
  }
}

const IndexStats& Snapshot::stats(Deadline& deadline) const {
  return stats_.get([&] { return count(deadline); });
}

const StoryNumbers& Snapshot::stories(Deadline& deadline) const {
  return stories_.get([&] { return StoryNumbers(*this, deadline); });
}

void Snapshot::warm(const entities::Gazetteer& gazetteer) const {
  Deadline deadline(std::chrono::minutes(10));
  stats(deadline);
  stories(deadline);
  archive_->counts(*this, deadline);
  archive_->relative_lengths(*this, deadline);
  archive_->spellings(*this, deadline);
  Lease handles(*this);
  archive_->entity_articles(gazetteer, *this, *handles, deadline);
}

IndexStats Snapshot::count(Deadline& deadline) const {
  IndexStats out{articles(), segment_count(), std::to_string(revision()), "", "", {}};
  const FacetDictionary& names = dictionary(Facet::kLanguage);
  std::vector<std::uint64_t> languages(names.values.size(), 0);
  DayInterval range = schema::kUndated;
  for (std::size_t s = 0; s < segment_count(); ++s) {
    const schema::Segment& segment = *segments_[s];
    const std::vector<std::uint32_t>& to_global = names.to_global[s];
    for (std::size_t row = 0; row < segment.rows(); ++row) {
      deadline.check();
      if (!segment.is_live(row)) continue;
      for (const std::uint32_t tag : segment.columns().values(schema::ListColumn::kLanguage, row)) {
        ++languages[to_global[tag]];
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
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i] > 0) out.languages.emplace_back(names.values[i], languages[i]);
  }
  std::sort(out.languages.begin(), out.languages.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return out;
}

Snapshot::Lease::Lease(const Snapshot& snapshot) : snapshot_(snapshot) {
  {
    const std::lock_guard lock(snapshot.pool_mutex_);
    if (!snapshot.pool_.empty()) {
      handles_ = std::move(snapshot.pool_.back());
      snapshot.pool_.pop_back();
      return;
    }
  }
  handles_ = std::make_unique<Handles>();
  for (const auto& segment : snapshot.segments_) {
    handles_->segments.push_back(segment->open_postings());
    handles_->all.add_database(handles_->segments.back());
  }
}

Snapshot::Lease::~Lease() {
  if (handles_ == nullptr) return;
  const std::lock_guard lock(snapshot_.pool_mutex_);
  snapshot_.pool_.push_back(std::move(handles_));
}

}  // namespace dragoman::search
