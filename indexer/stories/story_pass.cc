// SPDX-License-Identifier: GPL-3.0-or-later
// Features first, then one walk over new and earlier rows by day.
#include "indexer/stories/story_pass.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "core/hash.h"
#include "core/stories/languages.h"
#include "indexer/stories/archive_counts.h"
#include "indexer/stories/bursts.h"
#include "indexer/stories/feature_numbers.h"
#include "indexer/stories/feature_rows.h"
#include "indexer/stories/story_entries.h"
#include "indexer/stories/story_grouping.h"
#include "indexer/stories/story_names.h"

namespace dragoman::indexer {
namespace {

using schema::FeatureView;

// The units of a title, numbers left out.
TitleBits title_bits(const schema::ForwardFile& forward, std::size_t row) {
  TitleBits bits = {};
  const auto codes = forward.title_codes(row);
  for (std::size_t at = 0; at < codes.size();) {
    const schema::ReadCode code = schema::read_code(codes, at);
    at += code.size;
    if (code.is_marker || code.id >= forward.vocabulary_size()) continue;
    const std::string_view form = forward.vocabulary(code.id);
    if (form.empty() || (form[0] >= '0' && form[0] <= '9')) continue;
    const std::uint64_t hash = hash64(form) * 0x9e3779b97f4a7c15ull;
    bits[hash >> 62] |= std::uint64_t{1} << (hash >> 56 & 63);
  }
  return bits;
}

class Pass {
 public:
  Pass(const NewRows& rows, const EarlierSegments& earlier, schema::StoriesWriter& out)
      : new_(rows),
        earlier_(earlier),
        out_(out),
        archive_(rows, earlier),
        names_(rows, earlier),
        grouping_(/*in_order=*/earlier.empty() && rows.given.empty()) {}

  std::vector<std::string> run(std::uint32_t jobs) {
    add_features(new_, archive_, jobs, out_);
    out_.finish_features();
    keep_given();
    entries_ = story_entries(new_, earlier_);
    number_features();
    order_by_day();
    for (std::size_t i = 0; i < entries_.size(); ++i) place(entries_[i], article(i));
    return std::move(unnamed_);
  }

 private:
  FeatureView features(const StoryEntry& entry) const {
    return entry.segment == StoryEntry::kNew
               ? out_.features(entry.row)
               : earlier_[entry.segment]->stories().features(entry.row);
  }

  // A story that came in is kept, whatever it is.
  void keep_given() {
    if (new_.given.empty()) return;
    for (std::size_t row = 0; row < new_.ids.size(); ++row) {
      const auto given = new_.given.find(row);
      if (given != new_.given.end() && !new_.dead[row] && given->second != new_.ids[row])
        out_.set_story(row, given->second);
    }
  }

  void number_features() {
    std::size_t count = out_.feature_count();
    for (const StoryEntry& entry : entries_)
      if (entry.segment != StoryEntry::kNew) count += features(entry).keys.size();
    numbers_.emplace(earlier_, count, [this](auto visit) {
      for (const StoryEntry& entry : entries_)
        visit(features(entry).keys, entry.segment == StoryEntry::kNew);
    });
    bursts_.emplace(*numbers_, kMaxNeighbourDays);
  }

  // Rows of earlier segments come in before their day.
  void order_by_day() {
    for (std::uint32_t i = 0; i < entries_.size(); ++i)
      if (entries_[i].day != StoryEntry::kLastTurn) by_day_.push_back(i);
    std::stable_sort(by_day_.begin(), by_day_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return entries_[a].day < entries_[b].day;
    });
    weighed_.resize(earlier_.empty() ? 0 : entries_.size());
  }

  // Weighs articles in the order of their days until this one is.
  StoryFeatures weighed_features(std::size_t entry) {
    if (!weighed_.empty() && weighed_[entry] != nullptr) return std::move(*weighed_[entry]);
    for (;;) {
      const std::uint32_t now = by_day_[next_weighed_++];
      const Day last = entries_[now].day + kMaxNeighbourDays;
      for (; window_end_ < by_day_.size() && entries_[by_day_[window_end_]].day <= last;
           ++window_end_) {
        const StoryEntry& coming = entries_[by_day_[window_end_]];
        bursts_->add(coming.day, features(coming), coming.segment == StoryEntry::kNew);
      }
      if (now == entry) return bursts_->next();
      weighed_[now] = std::make_unique<StoryFeatures>(bursts_->next());
    }
  }

  StoryArticle article(std::size_t number) {
    const StoryEntry& entry = entries_[number];
    const bool is_new = entry.segment == StoryEntry::kNew;
    const schema::Columns& columns = is_new ? new_.columns : earlier_[entry.segment]->columns();
    const Timing timing = timing_of(columns, entry.row);
    StoryArticle out;
    out.features = timing.day ? weighed_features(number) : bursts_->unweighed(features(entry));
    out.title = title_bits(is_new ? new_.forward : earlier_[entry.segment]->forward(), entry.row);
    out.day = timing.day;
    out.is_published = timing.is_published;
    out.is_imported =
        timing.is_published && timing.day &&
        archive_.import_days().contains(stories::base_language(columns, entry.row), *timing.day);
    const auto next = static_cast<std::uint32_t>(language_numbers_.size());
    out.language =
        language_numbers_
            .try_emplace(std::string(stories::written_language(columns, entry.row)), next)
            .first->second;
    return out;
  }

  void place(const StoryEntry& entry, StoryArticle article) {
    if (entry.segment != StoryEntry::kNew) {
      const bool is_founder = earlier_[entry.segment]->stories().story(entry.row).empty();
      grouping_.add(std::move(article), names_.of_earlier(entry.segment, entry.row), is_founder);
      return;
    }
    const auto given = new_.given.find(entry.row);
    if (given != new_.given.end()) {
      const bool is_founder = given->second == new_.ids[entry.row];
      grouping_.add(std::move(article), names_.of_given(entry.row), is_founder);
      return;
    }
    const std::optional<StoryNumber> joined = grouping_.find(article);
    if (!joined) {
      grouping_.add(std::move(article), names_.of_founder(entry.row), true);
    } else {
      const bool is_named = name(entry.row, *joined);
      grouping_.add(std::move(article), *joined, !is_named);
    }
  }

  // Puts a row into a story. Returns false when the row had to give the story its own name.
  bool name(std::uint32_t row, StoryNumber story) {
    const std::optional<std::string> id = names_.id(story);
    if (!id) {
      unnamed_.push_back(new_.ids[row]);
      names_.rename(story, row);
      return false;
    }
    if (*id != new_.ids[row]) out_.set_story(row, *id);
    return true;
  }

  const NewRows& new_;
  const EarlierSegments& earlier_;
  schema::StoriesWriter& out_;
  ArchiveCounts archive_;
  StoryNames names_;
  StoryGrouping grouping_;
  std::vector<StoryEntry> entries_;
  std::optional<FeatureNumbers> numbers_;
  std::optional<Bursts> bursts_;
  std::vector<std::uint32_t> by_day_;  // entries that have one
  std::size_t next_weighed_ = 0;       // in by_day_
  std::size_t window_end_ = 0;         // in by_day_
  // By entry: of those that were weighed before their turn.
  std::vector<std::unique_ptr<StoryFeatures>> weighed_;
  std::map<std::string, std::uint32_t> language_numbers_;
  std::vector<std::string> unnamed_;
};

}  // namespace

std::vector<std::string> find_stories(const NewRows& rows, const EarlierSegments& earlier,
                                      std::uint32_t jobs, schema::StoriesWriter& out) {
  return Pass(rows, earlier, out).run(jobs);
}

}  // namespace dragoman::indexer
