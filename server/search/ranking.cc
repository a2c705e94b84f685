// SPDX-License-Identifier: GPL-3.0-or-later
// The rank pass: Xapian's matcher over the combined database, driven by the set that the set pass
// and the filters have fixed, so that ranking never changes what matches.
#include "server/search/ranking.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
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
// A concept term never outweighs a name by more than this, however rare the name is written
// otherwise.
constexpr double kMaxConceptScale = 20;

// The rows of one segment as a postlist. Xapian asks for one clone a segment and initialises them
// in their order.
class RowSetSource : public Xapian::PostingSource {
 public:
  RowSetSource(const MatchSet& set, Deadline& deadline, std::shared_ptr<std::size_t> next_segment)
      : set_(set), deadline_(deadline), next_segment_(std::move(next_segment)) {}

  PostingSource* clone() const override { return new RowSetSource(set_, deadline_, next_segment_); }
  void init(const Xapian::Database&) override {
    rows_ = &set_.segments.at((*next_segment_)++);
    at_ = 0;
    started_ = false;
    set_maxweight(0);
  }
  Xapian::doccount get_termfreq_min() const override { return get_termfreq_est(); }
  Xapian::doccount get_termfreq_est() const override {
    return static_cast<Xapian::doccount>(rows_->size());
  }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }
  void next(double) override {
    deadline_.check();
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid wanted, double) override {
    deadline_.check();
    started_ = true;
    const auto from = rows_->begin() + static_cast<std::ptrdiff_t>(at_);
    at_ =
        static_cast<std::size_t>(std::lower_bound(from, rows_->end(), wanted - 1) - rows_->begin());
  }
  bool check(Xapian::docid wanted, double min_weight) override {
    skip_to(wanted, min_weight);
    return true;
  }
  bool at_end() const override { return at_ >= rows_->size(); }
  Xapian::docid get_docid() const override { return (*rows_)[at_] + 1; }

 private:
  const MatchSet& set_;
  Deadline& deadline_;
  std::shared_ptr<std::size_t> next_segment_;
  const RowSet* rows_ = nullptr;
  std::size_t at_ = 0;
  bool started_ = false;
};

// What BM25 gives a term at its best, up to a common factor.
double idf(const Xapian::Database& database, const std::string& term) {
  const double frequency = database.get_termfreq(term);
  const double documents = database.get_doccount();
  return std::log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

// Requires: the group has forms or a concept.
Xapian::Query group_query(const ScoreGroup& group, const Xapian::Database& database) {
  if (group.forms.empty()) return Xapian::Query(group.concept_term);
  std::vector<Xapian::Query> parts;
  double best = 0;
  for (const std::string& form : group.forms) {
    const std::string surface = schema::surface_term(form);
    const std::string title = schema::title_term(form);
    best += idf(database, surface);
    parts.emplace_back(surface);
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(title), kTitleWeight);
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

// Returns the groups with each form once, without forms that no article has, and with the rarest
// forms only when there are too many: Xapian's time grows with the square of a query's terms.
std::vector<ScoreGroup> scored_groups(const std::vector<ScoreGroup>& groups,
                                      const Xapian::Database& database) {
  std::unordered_map<std::string, Xapian::doccount> frequencies;
  for (const ScoreGroup& group : groups) {
    for (const std::string& form : group.forms) frequencies.try_emplace(form, 0);
  }
  std::vector<Xapian::doccount> known;
  for (auto& [form, frequency] : frequencies) {
    frequency = database.get_termfreq(schema::surface_term(form));
    if (frequency > 0) known.push_back(frequency);
  }
  Xapian::doccount highest = std::numeric_limits<Xapian::doccount>::max();
  if (known.size() > kMaxScoredForms) {
    const auto last = known.begin() + static_cast<std::ptrdiff_t>(kMaxScoredForms - 1);
    std::nth_element(known.begin(), last, known.end());
    highest = *last;
  }
  std::vector<ScoreGroup> out;
  std::unordered_set<std::string> seen_concepts;
  std::unordered_set<std::string> seen_forms;
  std::size_t forms = 0;
  for (const ScoreGroup& group : groups) {
    ScoreGroup kept{{}, seen_concepts.insert(group.concept_term).second ? group.concept_term : ""};
    for (const std::string& form : group.forms) {
      const Xapian::doccount frequency = frequencies.at(form);
      const bool wanted = frequency > 0 && frequency <= highest && forms < kMaxScoredForms;
      if (!wanted || !seen_forms.insert(form).second) continue;
      kept.forms.push_back(form);
      ++forms;
    }
    if (!kept.forms.empty() || !kept.concept_term.empty()) out.push_back(std::move(kept));
  }
  return out;
}

}  // namespace

std::vector<RankedRow> rank_by_relevance(const std::vector<ScoreGroup>& groups,
                                         const MatchSet& passing, Handles& handles, Window window,
                                         Deadline& deadline) {
  if (passing.size() == 0 || window.count == 0) return {};
  std::vector<Xapian::Query> parts;
  for (const ScoreGroup& group : scored_groups(groups, handles.all)) {
    parts.push_back(group_query(group, handles.all));
  }
  RowSetSource source(passing, deadline, std::make_shared<std::size_t>(0));
  const Xapian::Query scored(Xapian::Query::OP_OR, parts.begin(), parts.end());
  Xapian::Enquire enquire(handles.all);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(&source), scored));
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.6, 0.5));
  const Xapian::MSet found = enquire.get_mset(window.first, window.count);
  std::vector<RankedRow> rows;
  const auto segments = static_cast<std::uint32_t>(handles.segments.size());
  for (auto it = found.begin(); it != found.end(); ++it) {
    const std::uint32_t zero_based = *it - 1;
    rows.push_back({zero_based % segments, zero_based / segments, it.get_weight()});
  }
  return rows;
}

DateKey date_key(const Snapshot& snapshot, const RankedRow& row) {
  const schema::Columns& columns = snapshot.segment(row.segment).columns();
  return {columns.published(row.row).first, columns.id_hash(row.row)};
}

std::vector<RankedRow> rank_by_date(const MatchSet& passing, const Snapshot& snapshot,
                                    bool newest_first, const DateKey* after, std::uint32_t first,
                                    std::uint32_t count) {
  const auto before = [newest_first](const DateKey& a, const DateKey& b) {
    const bool a_undated = a.day == schema::kUndated.first;
    const bool b_undated = b.day == schema::kUndated.first;
    if (a_undated != b_undated) return b_undated;
    if (a.day != b.day) return newest_first ? a.day > b.day : a.day < b.day;
    return a.id_hash < b.id_hash;
  };
  std::vector<std::pair<DateKey, RankedRow>> keyed;
  for (std::uint32_t s = 0; s < passing.segments.size(); ++s) {
    for (const std::uint32_t row : passing.segments[s]) {
      const RankedRow ranked{s, row, 0};
      const DateKey key = date_key(snapshot, ranked);
      if (after == nullptr || before(*after, key)) keyed.emplace_back(key, ranked);
    }
  }
  const std::size_t end = std::min<std::size_t>(keyed.size(), std::size_t{first} + count);
  std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(end), keyed.end(),
                    [&before](const auto& a, const auto& b) { return before(a.first, b.first); });
  std::vector<RankedRow> rows;
  for (std::size_t i = first; i < end; ++i) rows.push_back(keyed[i].second);
  return rows;
}

}  // namespace dragoman::search
