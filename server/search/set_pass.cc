// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates a SetQuery on each segment. Sets are sorted row lists; an AND walks the rarest term and
// skips through the others, so that a rare word next to a frequent one costs what the rare one
// costs.
#include "server/search/set_pass.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "server/search/set_leaves.h"

namespace dragoman::search {
namespace {

using schema::Segment;

class SegmentEvaluator {
 public:
  SegmentEvaluator(const Segment& segment, const Xapian::Database& postings,
                   const PrefixForms& prefixes, Deadline& deadline)
      : segment_(segment), postings_(postings), prefixes_(prefixes), deadline_(deadline) {}

  // `within`: when given, only its rows are wanted (the answer is a subset of it).
  RowSet evaluate(const SetQuery& query, const RowSet* within) {
    switch (query.kind) {
      case SetKind::kNothing:
        return {};
      case SetKind::kAll:
        return within != nullptr ? *within : all_rows();
      case SetKind::kTerm:
        return walk(query.term, within);
      case SetKind::kPhrase:
        return phrase(query, within);
      case SetKind::kAnd:
        return conjunction(query.children, within);
      case SetKind::kOr:
        return at_least(query.children, 1, within);
      case SetKind::kAtLeast:
        return at_least(query.children, query.minimum, within);
      case SetKind::kAndNot:
        return difference(query.children, within);
      case SetKind::kNear:
        return near(query, within);
      case SetKind::kPrefix:
        return prefix(query, within);
      case SetKind::kValue:
      case SetKind::kDays:
        return rows_by_columns(query, segment_, within != nullptr ? *within : all_rows(),
                               deadline_);
    }
    return {};
  }

 private:
  RowSet all_rows() const {
    RowSet rows;
    rows.reserve(segment_.live_rows());
    for (std::uint32_t row = 0; row < segment_.rows(); ++row) {
      if (segment_.is_live(row)) rows.push_back(row);
    }
    return rows;
  }

  RowSet walk(const std::string& term, const RowSet* within) {
    RowSet rows;
    auto it = postings_.postlist_begin(term);
    const auto end = postings_.postlist_end(term);
    if (it == end) return rows;
    if (within != nullptr) {
      for (const std::uint32_t row : *within) {
        deadline_.check();
        it.skip_to(row + 1);
        if (it == end) break;
        if (*it == row + 1) rows.push_back(row);
      }
      return rows;
    }
    for (; it != end; ++it) {
      deadline_.check();
      const std::uint32_t row = *it - 1;
      if (segment_.is_live(row)) rows.push_back(row);
    }
    return rows;
  }

  RowSet all_terms(std::vector<std::string> terms, const RowSet* within) {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    std::vector<std::pair<Xapian::doccount, const std::string*>> by_frequency;
    for (const std::string& term : terms)
      by_frequency.emplace_back(postings_.get_termfreq(term), &term);
    std::sort(by_frequency.begin(), by_frequency.end());
    if (by_frequency.empty() || by_frequency[0].first == 0) return {};
    RowSet rows = walk(*by_frequency[0].second, within);
    for (std::size_t i = 1; i < by_frequency.size() && !rows.empty(); ++i) {
      RowSet next = walk(*by_frequency[i].second, &rows);
      rows = std::move(next);
    }
    return rows;
  }

  RowSet phrase(const SetQuery& query, const RowSet* within) {
    const schema::ForwardFile& forward = segment_.forward();
    const auto run = forward.encode(*query.run.analysis, query.run.first, query.run.count);
    if (!run) return {};
    RowSet candidates = all_terms(query.terms, within);
    const auto misses = [&](std::uint32_t row) {
      const bool in_title = query.plane == Plane::kTitle;
      const auto codes = in_title ? forward.title_codes(row) : forward.codes(row);
      deadline_.verify(codes.size());
      return !schema::contains_run(codes, *run);
    };
    std::erase_if(candidates, misses);
    return candidates;
  }

  RowSet near(const SetQuery& query, const RowSet* within) {
    NearMatcher matcher(query, segment_, prefixes_, deadline_);
    if (!matcher.can_match()) return {};
    RowSet candidates = conjunction(query.children, within);
    std::erase_if(candidates, [&](std::uint32_t row) {
      deadline_.check_now();
      return !matcher.matches(row);
    });
    return candidates;
  }

  // A prefix is many words: it is evaluated once, however often a query repeats it.
  RowSet prefix(const SetQuery& query, const RowSet* within) {
    const auto [entry, is_new] = prefix_rows_.try_emplace({query.plane, query.term});
    if (is_new) {
      std::vector<SetQuery> ways;
      for (const std::string& form : prefixes_.forms.find(query.term)->second)
        ways.push_back(SetQuery::of_term(plane_term(query.plane, form)));
      entry->second = at_least(ways, 1, nullptr);
    }
    const RowSet& all = entry->second;
    if (within == nullptr) return all;
    RowSet rows;
    std::set_intersection(all.begin(), all.end(), within->begin(), within->end(),
                          std::back_inserter(rows));
    return rows;
  }

  // An upper bound of how many rows a query can match here: what an AND orders its children by.
  Xapian::doccount estimate(const SetQuery& query) const {
    switch (query.kind) {
      case SetKind::kNothing:
        return 0;
      case SetKind::kTerm:
        return postings_.get_termfreq(query.term);
      case SetKind::kPhrase: {
        Xapian::doccount least = postings_.get_doccount();
        for (const std::string& term : query.terms)
          least = std::min(least, postings_.get_termfreq(term));
        return least;
      }
      case SetKind::kNear:
      case SetKind::kAnd: {
        Xapian::doccount least = postings_.get_doccount();
        for (const SetQuery& child : query.children) least = std::min(least, estimate(child));
        return least;
      }
      case SetKind::kAndNot:
        return estimate(query.children[0]);
      case SetKind::kAll:
      case SetKind::kPrefix:
      case SetKind::kValue:
      case SetKind::kDays:
        return postings_.get_doccount();
      case SetKind::kOr:
      case SetKind::kAtLeast:
        break;
    }
    Xapian::doccount sum = 0;
    for (const SetQuery& child : query.children) sum += estimate(child);
    return std::min(sum, postings_.get_doccount());
  }

  RowSet conjunction(const std::vector<SetQuery>& children, const RowSet* within) {
    std::vector<std::pair<Xapian::doccount, const SetQuery*>> order;
    for (const SetQuery& child : children) order.emplace_back(estimate(child), &child);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (order.empty()) return evaluate(SetQuery::all(), within);
    RowSet rows = evaluate(*order[0].second, within);
    for (std::size_t i = 1; i < order.size() && !rows.empty(); ++i) {
      RowSet next = evaluate(*order[i].second, &rows);
      rows = std::move(next);
    }
    return rows;
  }

  // Counts, per row, how many children match.
  RowSet at_least(const std::vector<SetQuery>& children, std::uint32_t minimum,
                  const RowSet* within) {
    if (children.size() == 1 && minimum <= 1) return evaluate(children[0], within);
    std::vector<std::uint32_t> counts(segment_.rows(), 0);
    for (const SetQuery& child : children) {
      for (const std::uint32_t row : evaluate(child, within)) ++counts[row];
    }
    RowSet rows;
    for (std::uint32_t row = 0; row < counts.size(); ++row) {
      if (counts[row] >= minimum) rows.push_back(row);
    }
    return rows;
  }

  RowSet difference(const std::vector<SetQuery>& children, const RowSet* within) {
    RowSet rows = evaluate(children[0], within);
    for (std::size_t i = 1; i < children.size() && !rows.empty(); ++i) {
      const RowSet minus = evaluate(children[i], &rows);
      RowSet rest;
      std::set_difference(rows.begin(), rows.end(), minus.begin(), minus.end(),
                          std::back_inserter(rest));
      rows = std::move(rest);
    }
    return rows;
  }

  const Segment& segment_;
  const Xapian::Database& postings_;
  const PrefixForms& prefixes_;
  std::map<std::pair<Plane, std::string>, RowSet> prefix_rows_;
  Deadline& deadline_;
};

}  // namespace

MatchSet run_set_pass(const SetQuery& query, const Snapshot& snapshot, Handles& handles,
                      Deadline& deadline) {
  const PrefixForms prefixes = expand_prefixes(query, snapshot, handles, deadline);
  MatchSet set;
  set.cut_prefixes = prefixes.cut;
  for (std::size_t i = 0; i < snapshot.segment_count(); ++i) {
    deadline.check_now();
    SegmentEvaluator evaluator(snapshot.segment(i), handles.segments[i], prefixes, deadline);
    set.segments.push_back(evaluator.evaluate(query, nullptr));
  }
  return set;
}

std::shared_ptr<const MatchSet> MatchSetCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->set;
}

void MatchSetCache::put(const std::string& key, std::shared_ptr<const MatchSet> set) {
  std::size_t bytes = 2 * key.size() + 256;
  for (const RowSet& rows : set->segments) bytes += rows.capacity() * sizeof(std::uint32_t);
  const std::lock_guard lock(mutex_);
  if (bytes > max_bytes_ / 4 || by_key_.contains(key)) return;
  entries_.push_front({key, std::move(set), bytes});
  by_key_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > max_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

}  // namespace dragoman::search
