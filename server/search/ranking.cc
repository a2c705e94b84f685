// SPDX-License-Identifier: GPL-3.0-or-later
// The rank pass: Xapian's matcher over the combined database, driven by the set that the set pass
// and the filters have fixed, so that ranking never changes what matches.
#include "server/search/ranking.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "server/search/best_rows.h"
#include "server/search/score_query.h"

namespace dragoman::search {
namespace {

// The row that the match looks at; shared by the sources of one match.
struct Position {
  std::size_t next_source = 0;
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
};

// The rows of one segment as a postlist. Xapian asks for one clone a segment and initialises them
// in their order.
class RowSetSource : public Xapian::PostingSource {
 public:
  // `work`: of scoring one row, in the units of Deadline.
  RowSetSource(const MatchSet& set, Deadline& deadline, std::uint64_t work,
               std::shared_ptr<Position> position)
      : set_(set), deadline_(deadline), work_(work), position_(std::move(position)) {}

  PostingSource* clone() const override {
    return new RowSetSource(set_, deadline_, work_, position_);
  }
  void init(const Xapian::Database&) override {
    segment_ = static_cast<std::uint32_t>(position_->next_source++);
    rows_ = &set_.segments.at(segment_);
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
    if (started_) ++at_;
    moved();
  }
  void skip_to(Xapian::docid wanted, double) override {
    const auto from = rows_->begin() + static_cast<std::ptrdiff_t>(at_);
    at_ =
        static_cast<std::size_t>(std::lower_bound(from, rows_->end(), wanted - 1) - rows_->begin());
    moved();
  }
  bool check(Xapian::docid wanted, double min_weight) override {
    skip_to(wanted, min_weight);
    return true;
  }
  bool at_end() const override { return at_ >= rows_->size(); }
  Xapian::docid get_docid() const override { return (*rows_)[at_] + 1; }

 private:
  void moved() {
    deadline_.check(work_);
    started_ = true;
    if (!at_end()) {
      position_->segment = segment_;
      position_->row = (*rows_)[at_];
    }
  }

  const MatchSet& set_;
  Deadline& deadline_;
  std::uint64_t work_;
  std::shared_ptr<Position> position_;
  const RowSet* rows_ = nullptr;
  std::uint32_t segment_ = 0;
  std::size_t at_ = 0;
  bool started_ = false;
};

bool scores_before(const ScoreKey& a, const ScoreKey& b) {
  return a.score != b.score ? a.score > b.score : a.id_hash < b.id_hash;
}

// What a page may hold beyond itself so that rows of equal score at its end are all there.
constexpr std::uint32_t kTieSlack = 16;

// One ranked list of one request.
class Ranking {
 public:
  Ranking(const std::vector<ScoreGroup>& groups, const Window<ScoreKey>& window,
          RankingContext& context)
      : window_(window), context_(context) {
    const auto& all = context.handles.all;
    for (const ScoreGroup& group : scored_groups(groups, all, context.limits.max_scored_forms)) {
      work_ += group.forms.size() / 2;
      parts_.push_back(score_query(group, all));
    }
  }

  // The best rows by Xapian's own pruning, which suits the first pages. Returns nullopt when what
  // it gives ends within rows of equal score that the window needs.
  std::optional<std::vector<RankedRow>> best() {
    const std::uint64_t wanted = std::uint64_t{window_.first} + window_.count + kTieSlack;
    if (parts_.empty() || wanted > context_.limits.max_window + 2 * kTieSlack) return std::nullopt;
    const Xapian::MSet found = enquire().get_mset(0, static_cast<Xapian::doccount>(wanted));
    std::vector<std::pair<ScoreKey, RankedRow>> keyed;
    const auto segments = static_cast<std::uint32_t>(context_.handles.segments.size());
    for (auto it = found.begin(); it != found.end(); ++it) {
      const std::uint32_t zero_based = *it - 1;
      const RankedRow row{zero_based % segments, zero_based / segments, it.get_weight()};
      keyed.emplace_back(score_key(context_.snapshot, row), row);
    }
    const bool complete = keyed.size() >= context_.passing.size();
    std::sort(keyed.begin(), keyed.end(),
              [](const auto& a, const auto& b) { return scores_before(a.first, b.first); });
    if (!complete && !keyed.empty()) {
      const float last = keyed.back().first.score;
      while (!keyed.empty() && keyed.back().first.score == last) keyed.pop_back();
    }
    std::vector<RankedRow> rows;
    std::uint32_t skip = window_.after ? 0 : window_.first;
    for (const auto& [key, row] : keyed) {
      if (window_.after && !scores_before(*window_.after, key)) continue;
      if (skip > 0) {
        --skip;
      } else if (rows.size() < window_.count) {
        rows.push_back(row);
      }
    }
    if (!complete && rows.size() < window_.count) return std::nullopt;
    return rows;
  }

  // The same by scoring every passing row.
  std::vector<RankedRow> scan() {
    const std::uint32_t skip = window_.after ? 0 : window_.first;
    Best best(std::size_t{skip} + window_.count, &scores_before);
    if (parts_.empty()) {  // nothing to score by: all are equal
      for (std::uint32_t s = 0; s < context_.passing.segments.size(); ++s) {
        for (const std::uint32_t row : context_.passing.segments[s]) {
          context_.deadline.check();
          add({s, row, 0}, best);
        }
      }
    } else {
      Scored spy(*this, best);
      Xapian::Enquire all = enquire();
      all.add_matchspy(&spy);
      all.get_mset(0, 1, context_.handles.all.get_doccount());
    }
    return best.take(skip);
  }

 private:
  using Best = BestRows<ScoreKey, RankedRow, bool (*)(const ScoreKey&, const ScoreKey&)>;

  // Sees every row with its score. The document it is given knows neither segment nor, cheaply, its
  // number: the source does.
  class Scored : public Xapian::MatchSpy {
   public:
    Scored(Ranking& ranking, Best& best) : ranking_(ranking), best_(best) {}
    void operator()(const Xapian::Document&, double score) override {
      const Position& position = *ranking_.position_;
      ranking_.add({position.segment, position.row, score}, best_);
    }

   private:
    Ranking& ranking_;
    Best& best_;
  };

  void add(const RankedRow& row, Best& best) {
    const ScoreKey key = score_key(context_.snapshot, row);
    if (!window_.after || scores_before(*window_.after, key)) best.add(key, row);
  }

  Xapian::Enquire enquire() {
    position_ = std::make_shared<Position>();
    source_ = std::make_unique<RowSetSource>(context_.passing, context_.deadline, work_, position_);
    const Xapian::Query scored(Xapian::Query::OP_OR, parts_.begin(), parts_.end());
    Xapian::Enquire out(context_.handles.all);
    out.set_query(Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(source_.get()), scored));
    out.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.6, 0.5));
    return out;
  }

  const Window<ScoreKey>& window_;
  RankingContext& context_;
  std::vector<Xapian::Query> parts_;
  std::uint64_t work_ = 1;
  std::shared_ptr<Position> position_;
  std::unique_ptr<RowSetSource> source_;
};

}  // namespace

std::vector<RankedRow> rank_by_relevance(const std::vector<ScoreGroup>& groups,
                                         const Window<ScoreKey>& window, RankingContext context) {
  context.deadline.check_now();
  if (context.passing.size() == 0 || window.count == 0) return {};
  Ranking ranking(groups, window, context);
  if (auto rows = ranking.best()) return std::move(*rows);
  return ranking.scan();
}

ScoreKey current_key(const ScoreKey& key, const std::vector<ScoreGroup>& groups,
                     RankingContext context) {
  constexpr float kSameArticle = 0.1F;  // how far new statistics may move a score
  MatchSet only;
  only.segments.resize(context.passing.segments.size());
  for (std::size_t s = 0; s < only.segments.size(); ++s) {
    const schema::Columns& columns = context.snapshot.segment(s).columns();
    for (const std::uint32_t row : context.passing.segments[s]) {
      context.deadline.check();
      if (columns.id_hash(row) == key.id_hash) only.segments[s].push_back(row);
    }
  }
  const RankingContext one{only, context.snapshot, context.handles, context.limits,
                           context.deadline};
  const auto rows = rank_by_relevance(groups, {std::nullopt, 0, 1}, one);
  if (rows.empty()) return key;
  const ScoreKey now = score_key(context.snapshot, rows[0]);
  return std::abs(now.score - key.score) <= kSameArticle * std::abs(key.score) ? now : key;
}

ScoreKey score_key(const Snapshot& snapshot, const RankedRow& row) {
  return {static_cast<float>(row.score), snapshot.segment(row.segment).columns().id_hash(row.row)};
}

DateKey date_key(const Snapshot& snapshot, const RankedRow& row) {
  const schema::Columns& columns = snapshot.segment(row.segment).columns();
  return {columns.published(row.row).first, columns.id_hash(row.row)};
}

std::vector<RankedRow> rank_by_date(bool newest_first, const Window<DateKey>& window,
                                    RankingContext context) {
  const auto before = [newest_first](const DateKey& a, const DateKey& b) {
    const bool a_undated = a.day == schema::kUndated.first;
    const bool b_undated = b.day == schema::kUndated.first;
    if (a_undated != b_undated) return b_undated;
    if (a.day != b.day) return newest_first ? a.day > b.day : a.day < b.day;
    return a.id_hash < b.id_hash;
  };
  context.deadline.check_now();
  const std::uint32_t skip = window.after ? 0 : window.first;
  BestRows<DateKey, RankedRow, decltype(before)> best(std::size_t{skip} + window.count, before);
  for (std::uint32_t s = 0; s < context.passing.segments.size(); ++s) {
    for (const std::uint32_t row : context.passing.segments[s]) {
      context.deadline.check();
      const RankedRow ranked{s, row, 0};
      const DateKey key = date_key(context.snapshot, ranked);
      if (!window.after || before(*window.after, key)) best.add(key, ranked);
    }
  }
  return best.take(skip);
}

}  // namespace dragoman::search
