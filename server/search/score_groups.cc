// SPDX-License-Identifier: GPL-3.0-or-later
// Which forms of a plan are scored by.
#include "server/search/score_groups.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "core/schema/schema.h"

namespace dragoman::search {

std::vector<ScoreGroup> scored_groups(const std::vector<ScoreGroup>& groups,
                                      const Xapian::Database& database, std::size_t max_forms) {
  std::unordered_map<std::string, Xapian::doccount> frequencies;
  std::vector<Xapian::doccount> known;
  for (const ScoreGroup& group : groups) {
    for (const ScoredForm& scored : group.forms) {
      const auto [entry, is_new] = frequencies.try_emplace(scored.form, 0);
      if (!is_new) continue;
      entry->second = database.get_termfreq(schema::surface_term(scored.form));
      for (const std::string& form : scored.family)
        entry->second += database.get_termfreq(schema::surface_term(form));
      if (entry->second > 0) known.push_back(entry->second);
    }
  }
  Xapian::doccount highest = std::numeric_limits<Xapian::doccount>::max();
  if (known.size() > max_forms) {
    const auto last = known.begin() + static_cast<std::ptrdiff_t>(max_forms - 1);
    std::nth_element(known.begin(), last, known.end());
    highest = *last;
  }
  std::vector<ScoreGroup> out;
  std::unordered_set<std::string> seen_concepts;
  std::unordered_set<std::string> seen_forms;
  std::size_t forms = 0;
  for (const ScoreGroup& group : groups) {
    ScoreGroup kept;
    kept.script = group.script;
    kept.is_vocabulary = group.is_vocabulary;
    if (seen_concepts.insert(group.concept_term).second) kept.concept_term = group.concept_term;
    for (const ScoredForm& scored : group.forms) {
      const Xapian::doccount frequency = frequencies.at(scored.form);
      const bool wanted = frequency > 0 && frequency <= highest && forms < max_forms;
      if (!wanted || !seen_forms.insert(scored.form).second) continue;
      kept.forms.push_back(scored);
      ++forms;
    }
    if (!kept.forms.empty() || !kept.concept_term.empty()) out.push_back(std::move(kept));
  }
  return out;
}

}  // namespace dragoman::search
