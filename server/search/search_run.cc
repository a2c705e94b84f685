// SPDX-License-Identifier: GPL-3.0-or-later
// The walk of a search through server/search, step by step.
#include "server/search/search_run.h"

#include "core/schema/segment.h"
#include "server/search/archive_facts.h"
#include "server/search/collapse.h"
#include "server/search/cursor.h"
#include "server/search/elsewhere.h"
#include "server/search/facet_counts.h"
#include "server/search/highlight.h"
#include "server/search/histogram.h"
#include "server/search/plain_hit.h"
#include "server/search/ranking.h"
#include "server/search/spelling.h"

namespace dragoman::search {
namespace {

class Run {
 public:
  Run(const SearchRequest& request, SearchContext context)
      : request_(request),
        context_(context),
        gazetteer_(context.recognizer.gazetteer()),
        text_(match_text(request, context)) {
    if (request.collapse) stories_ = &context.snapshot.stories(context.deadline);
  }

  Result<SearchResult> execute() {
    SearchResult result;
    result.query = text_.echo;
    result.sort = text_.sort;
    if (auto problem = read_cursor()) return *problem;
    const Filters filters(request_, context_.snapshot, gazetteer_);
    const bool is_whole_archive = text_.browse && !filters.any();
    const FacetCounts counts =
        is_whole_archive
            ? context_.snapshot.archive().counts(context_.snapshot, context_.deadline)
            : count_facets(text_.matches, filters, request_, context_.snapshot, context_.deadline);
    result.total = counts.total;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      if (!request_.facets[f]) continue;
      context_.deadline.check_now();
      result.facets[f] = facet_result(static_cast<Facet>(f), counts, filters, request_,
                                      context_.snapshot, gazetteer_);
    }
    if (request_.histogram != HistogramInterval::kNone)
      result.histogram = histogram(counts, filters);
    if (stories_ != nullptr)
      result.groups = count_stories(*counts.passing, *stories_, context_.deadline);
    if (request_.limit > 0) hits(*counts.passing, result);
    if (request_.page == 1 && !cursor_) {
      result.query.suggestion = better_spelling(request_, text_, context_);
      result.elsewhere = find_elsewhere(request_, text_, context_);
    }
    return result;
  }

 private:
  std::optional<Problem> read_cursor() {
    if (request_.cursor.empty()) return std::nullopt;
    cursor_ = decode_cursor(request_.cursor);
    if (!cursor_) {
      return Problem{"bad_cursor", "The cursor is not one that this server gave out.",
                     "take it from next of the page before"};
    }
    const bool by_date = std::holds_alternative<DateKey>(cursor_->after);
    if (by_date == (text_.sort == Sort::kRelevance) || cursor_->request != fingerprint()) {
      return Problem{"bad_cursor", "The cursor belongs to another search.",
                     "use it with the q, match, filters, dates, sort and expand it was given for"};
    }
    return std::nullopt;
  }

  std::uint64_t fingerprint() const { return request_fingerprint(request_, text_.sort); }

  // The archive under the same facet filters, but neither words nor dates.
  Histogram histogram(const FacetCounts& counts, const Filters& filters) {
    const Snapshot& snapshot = context_.snapshot;
    const DateField field = request_.date_field;
    std::shared_ptr<const MatchSet> archive;  // nullptr: all articles
    if (filters.any_facet()) {
      SearchRequest dates_only;
      dates_only.histogram = request_.histogram;
      dates_only.facets.fill(false);
      archive = text_.browse ? counts.dated
                             : count_facets(match_all(context_), filters, dates_only, snapshot,
                                            context_.deadline)
                                   .dated;
    }
    HistogramInterval interval = request_.histogram;
    if (interval == HistogramInterval::kAuto) {
      interval =
          interval_for(archive ? range_of_days(*archive, field, snapshot, context_.deadline)
                               : snapshot.archive().days(field, snapshot, context_.deadline));
    }
    const auto tally = [&](const MatchSet& set) {
      return tally_days(set, interval, field, snapshot, context_.deadline);
    };
    if (archive != nullptr) return make_histogram(tally(*counts.dated), tally(*archive), interval);
    const DayTally& all = snapshot.archive().tally(interval, field, snapshot, context_.deadline);
    return make_histogram(text_.browse ? all : tally(*counts.dated), all, interval);
  }

  // The rows of the page and one more, if there is one.
  std::vector<RankedRow> ranked(const MatchSet& passing) {
    const RankingContext ranking{passing,         context_.snapshot, context_.handles,
                                 context_.limits, context_.deadline, stories_};
    if (text_.sort == Sort::kRelevance) {
      Window<ScoreKey> wanted = window<ScoreKey>();
      if (wanted.after && cursor_->revision != context_.snapshot.revision())
        wanted.after = current_key(*wanted.after, text_.plan.score, ranking);
      return rank_by_relevance(text_.plan.score, wanted, ranking);
    }
    return rank_by_date(text_.sort == Sort::kNewest, window<DateKey>(), ranking);
  }

  template <class Key>
  Window<Key> window() const {
    if (cursor_) return {std::get<Key>(cursor_->after), cursor_->position, request_.limit + 1};
    return {std::nullopt, (request_.page - 1) * request_.limit, request_.limit + 1};
  }

  std::string next_cursor(const RankedRow& last) const {
    Cursor next;
    const std::uint32_t before = cursor_ ? cursor_->position : (request_.page - 1) * request_.limit;
    next.position = before + request_.limit;
    next.request = fingerprint();
    next.revision = context_.snapshot.revision();
    if (text_.sort == Sort::kRelevance) {
      next.after = score_key(context_.snapshot, last);
    } else {
      next.after = date_key(context_.snapshot, last);
    }
    return encode_cursor(next);
  }

  void hits(const MatchSet& passing, SearchResult& result) {
    std::vector<RankedRow> rows = ranked(passing);
    if (rows.size() > request_.limit) {
      rows.pop_back();
      result.next_cursor = next_cursor(rows.back());
    }
    const auto shares = shares_of(rows, passing);
    Highlighter highlighter(text_.plan.highlights, context_.recognizer, context_.analyser,
                            context_.limits.max_marked_bytes);
    for (const RankedRow& row : rows) {
      context_.deadline.check_now();
      auto article = context_.snapshot.segment(row.segment).read_article(row.row);
      if (!article) {  // the page is shown without it
        result.query.notes.push_back({article.problem().code, article.problem().message, 0});
        continue;
      }
      result.hits.push_back(
          shown_hit(*article, highlighter, {request_.label_language, request_.snippets}, context_));
      result.hits.back().score = row.score;
      if (stories_ != nullptr) add_share(row, shares, result.hits.back());
    }
  }

  using Shares = std::unordered_map<std::uint32_t, StoryShare>;

  Shares shares_of(const std::vector<RankedRow>& rows, const MatchSet& passing) const {
    if (stories_ == nullptr) return {};
    std::vector<std::uint32_t> numbers;
    for (const RankedRow& row : rows) numbers.push_back(stories_->of(row.segment, row.row));
    return story_shares(numbers, passing, context_.snapshot, context_.deadline);
  }

  void add_share(const RankedRow& row, const Shares& shares, Hit& hit) const {
    const auto share = shares.find(stories_->of(row.segment, row.row));
    hit.story_hits = share == shares.end() ? 1 : share->second.articles;
    if (share != shares.end()) {
      hit.story_languages = share->second.languages;
    } else if (!hit.language.empty()) {
      hit.story_languages = {hit.language};
    }
  }

  const SearchRequest& request_;
  SearchContext context_;
  const entities::Gazetteer& gazetteer_;
  TextMatch text_;
  std::optional<Cursor> cursor_;
  const StoryNumbers* stories_ = nullptr;  // of a collapsed search
};

}  // namespace

Result<SearchResult> run_search(const SearchRequest& request, SearchContext context) {
  return Run(request, context).execute();
}

}  // namespace dragoman::search
