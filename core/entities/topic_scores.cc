// SPDX-License-Identifier: GPL-3.0-or-later
// Triggers of an article → its topics: a score per topic against a threshold that grows with the
// article's length. Knows no names.
#include <algorithm>
#include <unordered_map>

#include "core/entities/resolution.h"

namespace dragoman::entities {
namespace {

double topic_weight(const Mentions& mentions, const Mention& mention) {
  if (mention.field == Field::kTitle) return 3;
  return is_early(mentions, mention) ? 2 : 1;
}

// The same word of several languages (referendum, référendum) is one piece of evidence.
bool is_repeated(const Gazetteer& gazetteer, std::span<const std::uint32_t> named,
                 std::uint32_t index) {
  const auto& forms = gazetteer.forms();
  for (const auto other : named) {
    if (other == index) return false;
    if (forms[other].entity == forms[index].entity) return true;
  }
  return false;
}

}  // namespace

// Distinct triggers tell more than repeated ones, and a long article holds some of every topic.
std::vector<Finding> score_topics(const Gazetteer& gazetteer, const Mentions& mentions) {
  FindingList topics;
  std::unordered_map<std::uint32_t, std::uint32_t> seen;  // per trigger form
  for (const auto& mention : mentions.triggers) {
    const auto named = mentions.forms_of(mention);
    for (const auto index : named) {
      const Form& trigger = gazetteer.forms()[index];
      if (is_repeated(gazetteer, named, index)) continue;
      const std::uint32_t times = seen[index]++;
      if (times >= kMaxTriggerCount) continue;
      Finding& finding = topics.of(trigger.entity);
      add_evidence(mentions, mention, trigger.entity, finding);
      finding.score += trigger.weight * topic_weight(mentions, mention) * (times == 0 ? 1 : 0.5);
    }
  }
  const double beyond = std::max(0.0, mentions.words - kShortArticleWords);
  const double needed =
      std::min(kMaxTopicThreshold, kTopicThreshold + beyond / kWordsPerTopicPoint);
  std::vector<Finding> found;
  for (Finding& finding : topics.take()) {
    if (finding.score >= needed) found.push_back(std::move(finding));
  }
  sort_by_score(found);
  if (found.size() > kMaxTopics) found.resize(kMaxTopics);
  return found;
}

}  // namespace dragoman::entities
