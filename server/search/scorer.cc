// SPDX-License-Identifier: GPL-3.0-or-later
// Weights from statistics, then one walk over each posting list.
#include "server/search/scorer.h"

#include <algorithm>
#include <cmath>

#include "core/schema/schema.h"
#include "server/search/archive_facts.h"
#include "server/search/term_counts.h"

namespace dragoman::search {
namespace {

// BM25: how fast repetition saturates, and how much length counts. Found on judged questions in
// five languages (docs/quality.md).
constexpr float kSaturation = 1.2F;
constexpr float kLengthShare = 0.7F;
// The power of idf that a word weighs. Above 1 because questions are full of words that many
// articles hold and none is asked for by: who, when, していた.
constexpr float kRarityPower = 1.3F;
// Texts shorter than this share of the mean are not favoured further.
constexpr float kShortest = 0.5F;
// A title says in few words what the article is about. From .3 to .6 judged questions are answered
// alike, at 0 and 1 worse (docs/quality.md).
constexpr float kTitleWeight = 0.6F;
// A concept scores this share of the words, so that same-language matches lead. Well below 1: a
// concept's wdf counts one more than its mentions, which BM25 rewards.
constexpr float kConceptShare = 0.6F;
// Of a word's score, what any of its forms earns; the rest is for the form as typed. Between .5 and
// .7 questions in English and Spanish are answered best (docs/quality.md).
constexpr float kFamilyShare = 0.6F;
// What an article in another language than the question's keeps of its score: it shares names with
// the question and is read by fewer who ask so.
constexpr float kOtherLanguages = 0.8F;
// A set of less than this share of a segment is scored by skipping through the lists.
constexpr std::size_t kSparse = 64;

// What a term gives an article at most. A word that stands in as many articles as the
// collection has, or in more, tells nothing.
float weight_of(double articles, double collection) {
  const double without = std::max(0.0, collection - articles);
  const auto idf = static_cast<float>(std::log(1 + (without + 0.5) / (articles + 0.5)));
  return (kSaturation + 1) * std::pow(idf, kRarityPower);
}

}  // namespace

// The scores of one set in one segment. A place is a row, or in a sparse set its index there.
class Scorer::SegmentRun {
 public:
  SegmentRun(const Scorer& scorer, std::size_t segment, const RowSet& rows, Deadline& deadline)
      : database_(scorer.handles_.segments[segment]),
        lengths_(scorer.snapshot_.archive().relative_lengths(scorer.snapshot_, deadline)[segment]),
        rows_(rows),
        deadline_(deadline),
        is_sparse_(rows.size() < lengths_.size() / kSparse),
        scores_(is_sparse_ ? rows.size() : lengths_.size(), 0),
        group_scores_(scores_.size(), 0) {}

  void add(const Group& group) {
    for (const Word& word : group.words) add(word);
    if (!group.topic.term.empty()) {
      for_each(group.topic.term, [&](std::size_t place, std::uint32_t wdf) {
        raise(place, group.topic.weight * saturated(place, wdf));
      });
    }
    for (const std::uint32_t place : touched_) {
      scores_[place] += group_scores_[place];
      group_scores_[place] = 0;
    }
    touched_.clear();
  }

  std::vector<float> take() {
    if (!is_sparse_) {
      std::vector<float> out(rows_.size());
      for (std::size_t i = 0; i < rows_.size(); ++i) out[i] = scores_[rows_[i]];
      scores_ = std::move(out);
    }
    return std::move(scores_);
  }

 private:
  void add(const Word& word) {
    add(word.exact);
    add(word.title);
    if (word.family.empty()) return;
    occurrences_.resize(scores_.size(), 0);
    for (const std::string& form : word.family) {
      for_each(form, [&](std::size_t place, std::uint32_t wdf) {
        if (occurrences_[place] == 0) in_family_.push_back(static_cast<std::uint32_t>(place));
        occurrences_[place] += wdf;
      });
    }
    for (const std::uint32_t place : in_family_) {
      gain(place, word.family_weight * saturated(place, occurrences_[place]));
      occurrences_[place] = 0;
    }
    in_family_.clear();
  }

  void add(const Term& term) {
    for_each(term.term, [&](std::size_t place, std::uint32_t wdf) {
      gain(place, term.weight * saturated(place, wdf));
    });
  }

  void gain(std::size_t place, float score) {
    if (group_scores_[place] == 0) touched_.push_back(static_cast<std::uint32_t>(place));
    group_scores_[place] += score;
  }
  void raise(std::size_t place, float score) {
    if (group_scores_[place] == 0) touched_.push_back(static_cast<std::uint32_t>(place));
    group_scores_[place] = std::max(group_scores_[place], score);
  }

  // 0 to 1, by repetition and length.
  float saturated(std::size_t place, std::uint32_t wdf) const {
    const std::size_t row = is_sparse_ ? rows_[place] : place;
    return saturation(static_cast<float>(wdf), lengths_[row]);
  }

  // Calls visit(place, wdf) for the postings of a term, in a sparse set for those of its rows.
  template <class Visit>
  void for_each(const std::string& term, Visit visit) {
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    if (!is_sparse_) {
      for (; posting != end; ++posting) {
        deadline_.check();
        visit(*posting - 1, posting.get_wdf());
      }
      return;
    }
    for (std::size_t i = 0; i < rows_.size() && posting != end;) {
      deadline_.check(8);
      const std::uint32_t row = *posting - 1;
      if (row == rows_[i]) {
        visit(i, posting.get_wdf());
        ++i;
        ++posting;
      } else if (row < rows_[i]) {
        posting.skip_to(rows_[i] + 1);
      } else {
        const auto next =
            std::lower_bound(rows_.begin() + static_cast<std::ptrdiff_t>(i), rows_.end(), row);
        i = static_cast<std::size_t>(next - rows_.begin());
      }
    }
  }

  const Xapian::Database& database_;
  const std::vector<float>& lengths_;  // by row, over the mean of its language
  const RowSet& rows_;
  Deadline& deadline_;
  bool is_sparse_;
  std::vector<float> scores_;        // by place
  std::vector<float> group_scores_;  // by place, of the group under way
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> occurrences_;  // by place, of the word under way
  std::vector<std::uint32_t> in_family_;
};

Scorer::Scorer(const std::vector<ScoreGroup>& groups, const Snapshot& snapshot, Handles& handles,
               Deadline& deadline)
    : snapshot_(snapshot), handles_(handles) {
  const CollectionSizes sizes(groups, snapshot, handles, deadline);
  for (const ScoreGroup& group : groups) groups_.push_back(weighed(group, sizes));
  language_ = sizes.certain_language();
}

float Scorer::saturation(float occurrences, float relative_length) {
  const float length = std::max(relative_length, kShortest);
  return occurrences / (occurrences + kSaturation * (1 - kLengthShare + kLengthShare * length));
}

float Scorer::weight(const std::string& form) const {
  const auto known = weights_.find(form);
  return known == weights_.end() ? 0 : known->second;
}

Scorer::Word Scorer::weighed(const ScoredForm& scored, text::Script script,
                             const CollectionSizes& sizes) {
  const CollectionSizes::Collection collection = sizes.of(scored.form, script);
  Word word;
  word.exact.term = schema::surface_term(scored.form);
  word.title.term = schema::title_term(scored.form);
  word.title.weight = kTitleWeight * weight_of(sizes.articles_with(word.title.term, collection),
                                               collection.articles);
  const double exact = sizes.articles_with(word.exact.term, collection);
  word.exact.weight = weight_of(exact, collection.articles);
  if (scored.family.empty()) return word;
  double most = exact;
  double together = exact;
  word.family.push_back(word.exact.term);
  for (const std::string& form : scored.family) {
    word.family.push_back(schema::surface_term(form));
    const double articles = sizes.articles_with(word.family.back(), collection);
    most = std::max(most, articles);
    together += articles;
  }
  // How many articles hold any of the forms lies between the two.
  word.family_weight = kFamilyShare * weight_of((most + together) / 2, collection.articles);
  word.exact.weight *= 1 - kFamilyShare;
  return word;
}

Scorer::Group Scorer::weighed(const ScoreGroup& group, const CollectionSizes& sizes) {
  Group out;
  float best = 0;
  for (const ScoredForm& scored : group.forms) {
    out.words.push_back(weighed(scored, group.script, sizes));
    const float weight = out.words.back().exact.weight + out.words.back().family_weight;
    weights_.emplace(scored.form, weight);
    best += weight;
  }
  if (group.concept_term.empty()) return out;
  out.topic.term = group.concept_term;
  const auto all = static_cast<double>(snapshot_.articles());
  out.topic.weight = group.forms.empty()
                         ? weight_of(handles_.all.get_termfreq(group.concept_term), all)
                         : kConceptShare * best;
  return out;
}

void Scorer::prefer_own_language(std::size_t segment, const RowSet& rows,
                                 std::vector<float>& scores) const {
  const schema::Columns& columns = snapshot_.segment(segment).columns();
  const std::vector<bool> is_own = tags_of_language(columns, *language_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto values = columns.values(schema::ListColumn::kLanguage, rows[i]);
    if (values.empty() || !is_own[values[0]]) scores[i] *= kOtherLanguages;
  }
}

std::vector<float> Scorer::scores(std::size_t segment, const RowSet& rows, Deadline& deadline) {
  SegmentRun run(*this, segment, rows, deadline);
  for (const Group& group : groups_) run.add(group);
  std::vector<float> scores = run.take();
  if (language_) prefer_own_language(segment, rows, scores);
  return scores;
}

}  // namespace dragoman::search
