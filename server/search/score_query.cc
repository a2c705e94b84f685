// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of titles and concepts, and the cut of too many forms.
#include "server/search/score_query.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "core/schema/schema.h"

namespace dragoman::search {
namespace {

// A title says in few words what the article is about. Chosen by reading results, not yet tuned.
constexpr double kTitleWeight = 0.6;
// A concept scores this share of the words, so that same-language matches lead. Well below 1: a
// concept's wdf counts one more than its mentions, which BM25 rewards.
constexpr double kConceptShare = 0.6;
// Of a word's score, what any of its forms earns; the rest is for the form as typed. Between .5 and
// .7 questions in English and Spanish are answered best (docs/quality.md).
constexpr double kFamilyShare = 0.6;
// A concept term never outweighs a name by more than this, however rare the name is written
// otherwise.
constexpr double kMaxConceptScale = 20;

// What BM25 gives a term at its best, up to a common factor.
double idf(const Xapian::Database& database, const std::string& term) {
  const double frequency = database.get_termfreq(term);
  const double documents = database.get_doccount();
  return std::log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

void add_form(const ScoredForm& scored, std::vector<Xapian::Query>& parts) {
  const Xapian::Query exact(schema::surface_term(scored.form));
  const Xapian::Query title(schema::title_term(scored.form));
  parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, title, kTitleWeight);
  if (scored.family.empty()) {
    parts.push_back(exact);
    return;
  }
  std::vector<Xapian::Query> forms = {exact};
  for (const std::string& form : scored.family) forms.emplace_back(schema::surface_term(form));
  const Xapian::Query word(Xapian::Query::OP_SYNONYM, forms.begin(), forms.end());
  parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, word, kFamilyShare);
  parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, exact, 1 - kFamilyShare);
}

}  // namespace

Xapian::Query score_query(const ScoreGroup& group, const Xapian::Database& database) {
  if (group.forms.empty()) return Xapian::Query(group.concept_term);
  std::vector<Xapian::Query> parts;
  double best = 0;
  for (const ScoredForm& scored : group.forms) {
    best += idf(database, schema::surface_term(scored.form));
    add_form(scored, parts);
  }
  Xapian::Query words(Xapian::Query::OP_OR, parts.begin(), parts.end());
  if (group.concept_term.empty()) return words;
  const double concept_best = std::max(idf(database, group.concept_term), 1e-6);
  const double scale = std::min(kConceptShare * best / concept_best, kMaxConceptScale);
  // Xapian 1.4 takes an OP_OR directly under OP_MAX apart, so that only its best word would count;
  // a scale that is not exactly 1 keeps it whole.
  const Xapian::Query whole(Xapian::Query::OP_SCALE_WEIGHT, words, 1 - 1e-9);
  return {Xapian::Query::OP_MAX, whole,
          Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(group.concept_term), scale)};
}

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
    ScoreGroup kept{{}, seen_concepts.insert(group.concept_term).second ? group.concept_term : ""};
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
