// SPDX-License-Identifier: GPL-3.0-or-later
// All places of an article where forms stand → the entities it is about: which ambiguous forms have
// support, which countries are more than a passing mention, which topics pass the threshold. Knows
// no trie and no text analysis.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"

namespace dragoman::entities {

// A place where one or more forms stand; ranges are bytes of the field's original text.
struct Mention {
  Field field = Field::kBody;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool by_title = false;          // next to a word of office (told only for ambiguous forms)
  bool single_character = false;  // 李: counts only by a word of office
  std::uint32_t first_form = 0;   // in Mentions::forms
  std::uint32_t form_count = 0;
};

// A country's office named without its holder: "the Japanese prime minister".
struct OfficeMention {
  Field field = Field::kBody;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  EntityIndex country = 0;
  const std::vector<std::string_view>* offices = nullptr;  // slugs, any of which is meant
};

// An article's places in reading order: title, summary, body.
struct Mentions {
  std::vector<Mention> names;     // leaders, countries
  std::vector<Mention> triggers;  // topics
  std::vector<Mention> things;    // cities, vocabulary
  std::vector<OfficeMention> offices;
  std::vector<std::uint32_t> forms;       // of all mentions: indices into Gazetteer::forms()
  std::array<std::string_view, 3> texts;  // by Field
  double words = 0;                       // of the whole article, Han characters counted as parts
  bool keeps_evidence = true;
  std::uint32_t lead_end = 0;  // byte of the body

  std::span<const std::uint32_t> forms_of(const Mention& mention) const {
    return std::span(forms).subspan(mention.first_form, mention.form_count);
  }
};

// Weights and thresholds, tuned by reading (docs/quality.md).
inline constexpr double kLeadWords = 50;
inline constexpr double kShortArticleWords = 120;     // all of it is lead
inline constexpr double kMiddlingArticleWords = 250;  // up to here nothing is a passing mention
inline constexpr double kLongArticleWords = 1000;  // from here one mention in the lead is too few
inline constexpr std::size_t kMaxEvidence = 5;
inline constexpr std::size_t kMaxTopics = 5;
inline constexpr double kTopicThreshold = 5;  // of a short article
inline constexpr double kMaxTopicThreshold = 12;
inline constexpr double kWordsPerTopicPoint = 150;  // what a longer article needs more
inline constexpr std::uint32_t kMaxTriggerCount = 3;

// In the title, the summary or the lead.
bool is_early(const Mentions& mentions, const Mention& mention);

// What a place adds to a leader's, country's, city's or term's score.
double place_weight(const Mentions& mentions, const Mention& mention);

// Counts the place for the finding and keeps it while there is room.
void add_evidence(const Mentions& mentions, const Mention& mention, EntityIndex entity,
                  Finding& finding);

void sort_by_score(std::vector<Finding>& findings);

// The findings of one article, one for each entity: few enough to look through.
class FindingList {
 public:
  // Returns the entity's finding, made when it is new. Valid until the next call.
  Finding& of(EntityIndex entity);
  // Returns all by entity. Requires: not used afterwards.
  std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

// Returns at most five topics by score (topic_scores.cc).
std::vector<Finding> score_topics(const Gazetteer& gazetteer, const Mentions& mentions);

// Returns cities by score, then terms of the vocabulary by score (thing_counts.cc). `countries` are
// those that the article names beyond doubt.
std::vector<Finding> count_things(const Gazetteer& gazetteer, const Mentions& mentions,
                                  const std::vector<EntityIndex>& countries);

// Returns leaders, countries, topics, cities, vocabulary, each by score. `published`: ISO date or
// empty.
std::vector<Finding> resolve(const Gazetteer& gazetteer, const Mentions& mentions,
                             std::string_view published);

}  // namespace dragoman::entities
