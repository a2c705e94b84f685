// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the features of all articles; the texts of the few best are then compared exactly.
#include <algorithm>
#include <bitset>
#include <string_view>
#include <unordered_map>

#include "core/schema/schema.h"
#include "core/schema/segment.h"
#include "core/stories/features.h"
#include "core/stories/languages.h"
#include "core/stories/likeness.h"
#include "core/stories/shingles.h"
#include "server/search/best_rows.h"
#include "server/search/neighbours.h"
#include "server/search/plain_hit.h"
#include "server/search/ranking.h"

namespace dragoman::search {
namespace {

using schema::FeatureView;
using stories::FeatureKind;
using stories::Likeness;

// What words and concepts give at most to a score. Articles in two languages share no words: the
// same concepts then make up for most of them.
constexpr double kWordsShare = 0.6;
constexpr double kConceptsShare = 0.4;
constexpr double kConceptsAcross = 0.75;
// So many shared concepts give half of what they could: one country alone says little.
constexpr double kHalfConcepts = 1.5;
constexpr double kLeastScore = 0.1;

double score_of(const Likeness& likeness, bool same_language) {
  double shared = 0;
  for (std::size_t kind = 0; kind < likeness.shared.size(); ++kind)
    if (static_cast<FeatureKind>(kind) != FeatureKind::kWord) shared += likeness.shared[kind];
  const double concepts = likeness.concepts * shared / (shared + kHalfConcepts);
  const double across = kConceptsAcross * concepts;
  if (!same_language) return across;
  return std::max(across, kWordsShare * likeness.words + kConceptsShare * concepts);
}

// Which keys an article has, all but certainly: a quick no for most other articles.
class KeyFilter {
 public:
  explicit KeyFilter(FeatureView features) {
    for (const std::uint32_t key : features.keys) bits_.set(place(key));
  }
  bool may_share(FeatureView features) const {
    for (const std::uint32_t key : features.keys)
      if (bits_.test(place(key))) return true;
    return false;
  }

 private:
  static constexpr std::size_t kBits = 1u << 14;
  static std::size_t place(std::uint32_t key) { return (key ^ (key >> 14)) % kBits; }
  std::bitset<kBits> bits_;
};

std::vector<RankedRow> most_similar(const StoryRow& place, std::uint32_t limit,
                                    SearchContext context) {
  const schema::Segment& own = context.snapshot.segment(place.segment);
  const FeatureView features = own.stories().features(place.row);
  const std::string_view language = stories::written_language(own.columns(), place.row);
  const KeyFilter filter(features);
  const auto before = [](const ScoreKey& a, const ScoreKey& b) {
    return a.score != b.score ? a.score > b.score : a.id_hash < b.id_hash;
  };
  BestRows<ScoreKey, RankedRow, decltype(before)> best(limit, before);
  for (std::uint32_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const schema::Segment& segment = context.snapshot.segment(s);
    for (std::uint32_t row = 0; row < segment.rows(); ++row) {
      context.deadline.check();
      if (!segment.is_live(row) || (s == place.segment && row == place.row)) continue;
      const FeatureView other = segment.stories().features(row);
      if (!filter.may_share(other)) continue;
      const bool same = stories::written_language(segment.columns(), row) == language;
      const double score = score_of(stories::likeness(features, other), same);
      if (score < kLeastScore) continue;
      best.add({static_cast<float>(score), segment.columns().id_hash(row)}, {s, row, score});
    }
  }
  return best.take(0);
}

class Explainer {
 public:
  Explainer(FeatureView features, const std::string& language, SearchContext context) {
    const entities::Gazetteer& gazetteer = context.recognizer.gazetteer();
    std::unordered_map<std::uint32_t, const entities::Entity*> entities;
    for (const entities::Entity& entity : gazetteer.entities())
      entities[stories::concept_key(schema::entity_term(entity.kind, entity.id))] = &entity;
    for (const std::uint32_t key : features.keys) {
      const auto found = entities.find(key);
      if (found == entities.end()) continue;
      const entities::Entity& entity = *found->second;
      named_[key] = {entities::kind_name(entity.kind), entity.id,
                     gazetteer.label(entity.kind, entity.id, language)};
    }
  }
  // Adds what the article shares with another: leaders first, then countries, and so on.
  void explain(FeatureView other, SimilarArticle& out) const {
    for (std::size_t kind = 0; kind < stories::kFeatureKinds; ++kind) {
      for (const std::uint32_t key : other.keys) {
        if (stories::kind_of(key) != static_cast<FeatureKind>(kind)) continue;
        const auto found = named_.find(key);
        if (found != named_.end()) out.shared.push_back(found->second);
      }
    }
  }

 private:
  std::unordered_map<std::uint32_t, SharedConcept> named_;  // what the article itself has
};

}  // namespace

Result<SimilarArticles> find_similar(const NeighbourRequest& request, SearchContext context) {
  const auto place = find_place(request.id, context);
  if (!place) return Problem{"not_found", "There is no article with this id.", request.id};
  const schema::Segment& own = context.snapshot.segment(place->segment);
  const auto article = own.read_article(place->row);
  if (!article) return article.problem();
  const FeatureView features = own.stories().features(place->row);
  const Explainer explainer(features, request.label_language, context);
  const std::vector<std::uint64_t> shingles = stories::shingles(own.forward(), place->row);
  SimilarArticles out;
  out.id = article->id;
  for (const RankedRow& row : most_similar(*place, request.limit, context)) {
    context.deadline.check_now();
    const schema::Segment& segment = context.snapshot.segment(row.segment);
    const auto other = segment.read_article(row.row);
    if (!other) continue;  // the list is shown without it
    SimilarArticle similar;
    similar.article = plain_hit(*other, request.label_language, context);
    similar.article.score = row.score;
    similar.same_story = other->story == article->story;
    const double alike =
        stories::resemblance(shingles, stories::shingles(segment.forward(), row.row));
    similar.near_duplicate = alike >= stories::kNearDuplicate;
    // What is nearly the same text comes first, also where few words are telling.
    if (similar.near_duplicate) similar.article.score = std::max(row.score, alike);
    const FeatureView theirs = segment.stories().features(row.row);
    const bool same = stories::written_language(segment.columns(), row.row) ==
                      stories::written_language(own.columns(), place->row);
    if (same) similar.shared_words = stories::likeness(features, theirs).of(FeatureKind::kWord);
    explainer.explain(theirs, similar);
    out.articles.push_back(std::move(similar));
  }
  std::stable_sort(out.articles.begin(), out.articles.end(),
                   [](const SimilarArticle& a, const SimilarArticle& b) {
                     return a.article.score > b.article.score;
                   });
  return out;
}

}  // namespace dragoman::search
