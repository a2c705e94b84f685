// SPDX-License-Identifier: GPL-3.0-or-later
// Features first, then one walk over new and earlier rows by day.
#include "indexer/stories/story_pass.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_set>

#include "core/hash.h"
#include "core/schema/schema.h"
#include "core/stories/languages.h"
#include "indexer/stories/import_days.h"
#include "indexer/stories/story_grouping.h"

namespace dragoman::indexer {
namespace {

using schema::Columns;
using schema::FeatureView;
using schema::StoriesFile;

// How much a feature that is as frequent at other times counts: its share of the articles around
// the day, to this power.
constexpr double kBurstPower = 0.7;
// So many earlier articles without any day are compared with new ones of that kind, the latest.
constexpr std::size_t kMaxUndatedEarlier = 50000;

// When an article is from.
struct Timing {
  std::optional<Day> day;     // of publication, else the last of the days it mentions
  bool is_published = false;  // it is that of publication
  bool is_vague = false;      // published in a month or a year, which is near nothing
};

Timing timing_of(const Columns& columns, std::size_t row) {
  const DayInterval& published = columns.published(row);
  if (published != schema::kUndated) {
    if (published.first == published.last) return {published.first, true, false};
    return {std::nullopt, true, true};
  }
  Timing out;
  for (const DayInterval& mentioned : columns.mentioned(row))
    if (mentioned.first == mentioned.last && (!out.day || mentioned.first > *out.day))
      out.day = mentioned.first;
  return out;
}

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

// A row of a new or an earlier segment on its way through the grouping.
struct Entry {
  StoryArticle article;
  std::uint32_t segment;  // kNew, or an index of the earlier ones
  std::uint32_t row;
  std::uint64_t id_hash;
  Day turn;  // articles come in this order, those without a day last
};
constexpr std::uint32_t kNew = UINT32_MAX;
constexpr Day kLastTurn = INT32_MAX;

class Pass {
 public:
  Pass(const NewRows& rows, const EarlierSegments& earlier) : new_(rows), earlier_(earlier) {
    for (const auto& segment : earlier_) postings_.push_back(segment->open_postings());
    count_languages(new_.columns, [this](std::size_t row) { return !new_.dead[row]; });
    for (const auto& segment : earlier_)
      count_languages(segment->columns(),
                      [&segment](std::size_t row) { return segment->is_live(row); });
    import_days_.judge();
  }

  schema::StoriesWriter run() {
    make_features();
    std::vector<Entry> entries = collect();
    count_features(entries);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      if (a.turn != b.turn) return a.turn < b.turn;
      const bool a_new = a.segment == kNew;  // earlier ones first
      const bool b_new = b.segment == kNew;
      return a_new != b_new ? b_new : a.id_hash < b.id_hash;
    });
    weigh_bursts(entries);
    for (const Entry& entry : entries) place(entry);
    return std::move(out_);
  }

 private:
  template <class Live>
  void count_languages(const Columns& columns, Live live) {
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      if (!live(row)) continue;
      ++articles_;
      ++by_language_[std::string(stories::base_language(columns, row))];
      const DayInterval& published = columns.published(row);
      if (published != schema::kUndated && published.first == published.last)
        import_days_.count(stories::base_language(columns, row), published.first);
    }
  }

  std::uint64_t articles_elsewhere(std::string_view term) const {
    std::uint64_t count = 0;
    for (const Xapian::Database& database : postings_)
      count += database.get_termfreq(std::string(term));
    return count;
  }

  void make_features() {
    std::vector<TellingWords::Language> languages;
    for (std::size_t row = 0; row < new_.columns.rows(); ++row)
      languages.push_back(text::stem_language(stories::base_language(new_.columns, row)));
    TellingWords::Elsewhere elsewhere;
    if (!postings_.empty())
      elsewhere = [this](std::string_view form) {
        return articles_elsewhere(schema::surface_term(form));
      };
    TellingWords words(new_.forward, std::move(languages), elsewhere);
    const auto articles = static_cast<double>(articles_);
    new_.concepts.weigh(articles,
                        [this](const std::string& term) { return articles_elsewhere(term); });
    std::vector<WeightedFeature> features;
    std::vector<std::uint32_t> keys;
    std::vector<std::uint8_t> weights;
    for (std::size_t row = 0; row < new_.columns.rows(); ++row) {
      features.clear();
      words.pick(row, by_language_[std::string(stories::base_language(new_.columns, row))],
                 features);
      new_.concepts.pick(row, features);
      std::sort(features.begin(), features.end(), [](const auto& a, const auto& b) {
        return a.key != b.key ? a.key < b.key : a.weight > b.weight;
      });
      keys.clear();
      weights.clear();
      for (const WeightedFeature& feature : features) {
        if (!keys.empty() && keys.back() == feature.key) continue;
        keys.push_back(feature.key);
        weights.push_back(feature.weight);
      }
      out_.add({keys, weights}, "");
    }
  }

  std::vector<Entry> collect() {
    std::vector<Entry> entries;
    std::unordered_set<Day> days;
    bool any_undated = false;
    for (std::uint32_t row = 0; row < new_.columns.rows(); ++row) {
      if (new_.dead[row]) continue;
      if (timing_of(new_.columns, row).is_vague) {
        keep_given(row);
        continue;
      }
      entries.push_back(entry(out_.features(row), kNew, row));
      if (entries.back().article.day)
        days.insert(*entries.back().article.day);
      else
        any_undated = true;
    }
    std::size_t undated = 0;
    for (std::size_t s = earlier_.size(); s-- > 0;) {
      const schema::Segment& segment = *earlier_[s];
      for (std::size_t row = segment.rows(); row-- > 0;) {
        if (!segment.is_live(row)) continue;
        const Timing timing = timing_of(segment.columns(), row);
        const bool near = timing.day && near_any(*timing.day, days);
        const bool timeless = any_undated && !timing.is_published && undated < kMaxUndatedEarlier;
        if (!near && !timeless) continue;
        if (timeless) ++undated;
        entries.push_back(entry(segment.stories().features(row), static_cast<std::uint32_t>(s),
                                static_cast<std::uint32_t>(row)));
        // In time for every new article that may come near it.
        if (near) entries.back().turn -= kReachDays;
      }
    }
    return entries;
  }

  // In how many articles each feature stands, in all times. Rare ones are known from the entries
  // alone.
  void count_features(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries)
      for (const std::uint32_t key : entry.article.features.keys) {
        std::uint32_t& total = totals_[key];
        if (entry.segment == kNew) ++total;
      }
    for (auto& [key, total] : totals_)
      for (const auto& segment : earlier_) total += segment->stories().rows_with(key);
  }

  // What an event is told by comes in a burst: a word that is as frequent at other times, of a
  // daily bulletin or a long war, tells little. Gives each entry weights of its own accordingly.
  void weigh_bursts(std::vector<Entry>& entries) {
    std::vector<Entry*> by_day;
    std::size_t features = 0;
    for (Entry& entry : entries) {
      if (!entry.article.day) continue;
      by_day.push_back(&entry);
      features += entry.article.features.keys.size();
    }
    std::stable_sort(by_day.begin(), by_day.end(), [](const Entry* a, const Entry* b) {
      return *a->article.day < *b->article.day;
    });
    weights_.reserve(features);                             // what is given out stays valid
    std::unordered_map<std::uint32_t, std::uint32_t> near;  // entries around the day, by feature
    std::size_t first = 0;
    std::size_t end = 0;
    for (Entry* entry : by_day) {
      const Day day = *entry->article.day;
      for (; end < by_day.size() && *by_day[end]->article.day <= day + kMaxNeighbourDays; ++end)
        for (const std::uint32_t key : by_day[end]->article.features.keys) ++near[key];
      for (; *by_day[first]->article.day < day - kMaxNeighbourDays; ++first)
        for (const std::uint32_t key : by_day[first]->article.features.keys) --near[key];
      entry->article.features.weights = burst_weights(entry->article.features, near);
    }
  }

  std::span<const std::uint8_t> burst_weights(
      const FeatureView& features, const std::unordered_map<std::uint32_t, std::uint32_t>& near) {
    const std::size_t begin = weights_.size();
    for (std::size_t i = 0; i < features.keys.size(); ++i) {
      const std::uint32_t around = near.at(features.keys[i]);
      const std::uint32_t all = std::max(around, totals_.at(features.keys[i]));
      const double kept = std::pow(static_cast<double>(around) / all, kBurstPower);
      weights_.push_back(
          static_cast<std::uint8_t>(std::max(1.0, std::round(features.weights[i] * kept))));
    }
    return std::span(weights_).subspan(begin);
  }

  static bool near_any(Day day, const std::unordered_set<Day>& days) {
    for (Day d = day - kReachDays; d <= day + kReachDays; ++d)
      if (days.contains(d)) return true;
    return false;
  }

  Entry entry(FeatureView features, std::uint32_t segment, std::uint32_t row) {
    const Columns& columns = segment == kNew ? new_.columns : earlier_[segment]->columns();
    Entry out{{features, 0, {}, std::nullopt, false, false},
              segment,
              row,
              columns.id_hash(row),
              kLastTurn};
    out.article.title =
        title_bits(segment == kNew ? new_.forward : earlier_[segment]->forward(), row);
    const Timing timing = timing_of(columns, row);
    out.article.day = timing.day;
    out.article.is_published = timing.is_published;
    out.article.is_imported =
        timing.is_published && timing.day &&
        import_days_.contains(stories::base_language(columns, row), *timing.day);
    if (out.article.day) out.turn = *out.article.day;
    const auto next = static_cast<std::uint32_t>(language_numbers_.size());
    out.article.language =
        language_numbers_.try_emplace(std::string(stories::written_language(columns, row)), next)
            .first->second;
    return out;
  }

  // The number of the story with this id, of which the hash is known.
  StoryNumber number_of(std::uint64_t id_hash) {
    const auto next = static_cast<StoryNumber>(founders_.size());
    const auto [found, is_new] = numbers_.try_emplace(id_hash, next);
    if (is_new) founders_.emplace_back();
    return found->second;
  }

  // A story that came in is kept, whatever it is.
  void keep_given(std::uint32_t row) {
    const auto given = new_.given.find(row);
    if (given != new_.given.end() && given->second != new_.ids[row])
      out_.set_story(row, given->second);
  }

  void place(const Entry& entry) {
    if (entry.segment != kNew) {
      const StoriesFile& stories = earlier_[entry.segment]->stories();
      const std::string_view story = stories.story(entry.row);
      const StoryNumber number = number_of(story.empty() ? entry.id_hash : hash64(story));
      if (story.empty())
        founders_[number].at = {entry.segment, entry.row};
      else
        founders_[number].id = story;
      grouping_.add_known(entry.article, number, story.empty());
      return;
    }
    const std::string& id = new_.ids[entry.row];
    const auto given = new_.given.find(entry.row);
    std::optional<StoryNumber> joined;
    if (given != new_.given.end()) {
      const StoryNumber number = number_of(hash64(given->second));
      founders_[number].id = given->second;
      grouping_.add_known(entry.article, number, given->second == id);
      joined = number;
    } else if (joined = grouping_.join(entry.article); !joined) {
      const StoryNumber number = number_of(entry.id_hash);
      founders_[number].id = id;
      grouping_.add_known(entry.article, number, true);
      return;
    }
    const std::string& story = founder_id(*joined);
    if (story != id) out_.set_story(entry.row, story);
  }

  struct Founder {
    std::string id;
    std::pair<std::uint32_t, std::uint32_t> at;  // segment and row, when the id is not known yet
  };
  const std::string& founder_id(StoryNumber number) {
    Founder& founder = founders_[number];
    if (founder.id.empty()) {
      const auto article = earlier_[founder.at.first]->read_article(founder.at.second);
      if (!article) throw std::runtime_error(article.problem().message);
      founder.id = article->id;
    }
    return founder.id;
  }

  const NewRows& new_;
  const EarlierSegments& earlier_;
  std::vector<Xapian::Database> postings_;
  std::uint64_t articles_ = 0;
  std::map<std::string, double> by_language_;
  ImportDays import_days_;
  std::map<std::string, std::uint32_t> language_numbers_;
  schema::StoriesWriter out_;
  std::unordered_map<std::uint32_t, std::uint32_t> totals_;  // articles by feature
  std::vector<std::uint8_t> weights_;                        // of all entries, for this pass alone
  StoryGrouping grouping_;
  std::unordered_map<std::uint64_t, StoryNumber> numbers_;  // by hash of the story's id
  std::vector<Founder> founders_;                           // by story
};

}  // namespace

schema::StoriesWriter find_stories(const NewRows& rows, const EarlierSegments& earlier) {
  return Pass(rows, earlier).run();
}

}  // namespace dragoman::indexer
