// SPDX-License-Identifier: GPL-3.0-or-later
// The walk of a query through server/search, step by step.
#include "server/search/search_run.h"

#include <algorithm>

#include "core/schema/segment.h"
#include "server/search/cursor.h"
#include "server/search/facet_counts.h"
#include "server/search/highlight.h"
#include "server/search/histogram.h"
#include "server/search/query_parser.h"
#include "server/search/query_plan.h"
#include "server/search/ranking.h"

namespace dragoman::search {
namespace {

using entities::Kind;

std::vector<LabelledValue> labelled(const std::vector<std::string>& ids, Kind kind,
                                    const std::string& language,
                                    const entities::Gazetteer& gazetteer) {
  std::vector<LabelledValue> out;
  for (const std::string& id : ids) out.push_back({id, gazetteer.label(kind, id, language)});
  return out;
}

class Run {
 public:
  Run(const SearchRequest& request, SearchContext context)
      : request_(request),
        context_(context),
        gazetteer_(context.recognizer.gazetteer()),
        deadline_(std::chrono::milliseconds(context.limits.deadline_ms)) {}

  Result<SearchResult> execute() {
    SearchResult result;
    const ParsedQuery parsed = parse_query(request_.query, context_.limits);
    result.query = {request_.query, to_query_text(parsed), request_.match, "", {}, "",
                    parsed.notes};
    result.sort = request_.sort.value_or(parsed.is_empty() ? Sort::kNewest : Sort::kRelevance);
    if (!parsed.is_empty()) {
      plan_ = plan_query(
          parsed,
          {request_.match, request_.expand, request_.label_language, context_.limits.max_units},
          context_.recognizer, context_.analyser);
      if (plan_.cut) {
        result.query.notes.push_back(
            {"clauses_dropped", "The query has too many words; the rest was left out.", 0});
      }
      result.query.expanded = plan_.expanded;
    }
    // Without words (or with excluded ones only) there is nothing to rank by.
    if (plan_.score.empty() && result.sort == Sort::kRelevance) result.sort = Sort::kNewest;
    const auto matches = match(result.query.relaxed);
    const Filters filters(request_, context_.snapshot, gazetteer_);
    const FacetCounts counts =
        count_facets(*matches, filters, request_, context_.snapshot, deadline_);
    result.total = counts.total;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      if (!request_.facets[f]) continue;
      result.facets[f] = facet_result(static_cast<Facet>(f), counts, filters, request_,
                                      context_.snapshot, gazetteer_);
    }
    if (request_.histogram != HistogramInterval::kNone)
      histogram(counts, filters, parsed.is_empty(), result);
    if (auto problem = hits(counts, result)) return *problem;
    return result;
  }

 private:
  std::shared_ptr<const MatchSet> match_set(const SetQuery& query) {
    const std::string key =
        std::to_string(context_.snapshot.revision()) + "|" + set_query_key(query);
    if (auto cached = context_.cache.find(key)) return cached;
    auto set = std::make_shared<const MatchSet>(
        run_set_pass(query, context_.snapshot, context_.handles, deadline_));
    context_.cache.put(key, set);
    return set;
  }

  // The first step that matches anything decides; when none does, nothing was relaxed.
  std::shared_ptr<const MatchSet> match(std::string& relaxed) {
    if (plan_.steps.empty()) return match_set(SetQuery::all());
    std::shared_ptr<const MatchSet> first;
    for (const MatchStep& step : plan_.steps) {
      auto set = match_set(step.set);
      if (set->size() > 0) {
        relaxed = step.relaxed;
        return set;
      }
      if (first == nullptr) first = set;
    }
    return first;
  }

  void histogram(const FacetCounts& counts, const Filters& filters, bool browse,
                 SearchResult& result) {
    if (browse) {
      result.histogram = make_histogram(counts.dated, counts.dated, request_.histogram,
                                        request_.date_field, context_.snapshot);
      return;
    }
    SearchRequest dates_only;
    dates_only.histogram = request_.histogram;
    dates_only.facets.fill(false);
    const FacetCounts archive = count_facets(*match_set(SetQuery::all()), filters, dates_only,
                                             context_.snapshot, deadline_);
    result.histogram = make_histogram(counts.dated, archive.dated, request_.histogram,
                                      request_.date_field, context_.snapshot);
  }

  std::optional<Problem> hits(const FacetCounts& counts, SearchResult& result) {
    if (request_.limit == 0) return std::nullopt;
    Cursor cursor{std::nullopt, (request_.page - 1) * request_.limit};
    if (!request_.cursor.empty()) {
      const auto given = decode_cursor(request_.cursor);
      const bool by_date = result.sort != Sort::kRelevance;
      if (!given || given->after.has_value() != by_date ||
          given->offset > context_.limits.max_window) {
        return Problem{"bad_cursor", "The cursor does not belong to this search.", "cursor"};
      }
      cursor = *given;
    }
    deadline_.check_now();
    std::vector<RankedRow> rows;
    if (result.sort == Sort::kRelevance) {
      rows = rank_by_relevance(plan_.score, counts.passing, context_.handles,
                               {cursor.offset, request_.limit + 1}, deadline_);
    } else {
      rows =
          rank_by_date(counts.passing, context_.snapshot, result.sort == Sort::kNewest,
                       cursor.after ? &*cursor.after : nullptr, cursor.offset, request_.limit + 1);
    }
    const bool more = rows.size() > request_.limit;
    if (more) rows.pop_back();
    if (more && result.sort != Sort::kRelevance) {
      result.next_cursor = encode_cursor({date_key(context_.snapshot, rows.back()), 0});
    } else if (more && cursor.offset + 2 * request_.limit <= context_.limits.max_window) {
      result.next_cursor = encode_cursor({std::nullopt, cursor.offset + request_.limit});
    }
    Highlighter highlighter(plan_.highlights, context_.recognizer, context_.analyser);
    for (const RankedRow& row : rows) {
      deadline_.check_now();
      auto article = context_.snapshot.segment(row.segment).read_article(row.row);
      if (!article) {  // the page is shown without it
        result.query.notes.push_back({article.problem().code, article.problem().message, 0});
        continue;
      }
      result.hits.push_back(hit(*article, row.score, highlighter));
    }
    return std::nullopt;
  }

  Hit hit(const Article& article, double score, Highlighter& highlighter) const {
    Hit out;
    out.id = article.id;
    out.url = article.url;
    out.title = highlighter.mark(article.title);
    if (request_.snippets) out.snippet = highlighter.snippet(article.summary, article.body);
    out.language = article.language;
    out.published = article.published;
    out.source = article.source;
    out.leaders = labelled(article.leaders, Kind::kLeader, request_.label_language, gazetteer_);
    out.countries =
        labelled(article.countries, Kind::kCountry, request_.label_language, gazetteer_);
    out.topics = labelled(article.topics, Kind::kTopic, request_.label_language, gazetteer_);
    out.story = article.story;
    out.score = score;
    return out;
  }

  const SearchRequest& request_;
  SearchContext context_;
  const entities::Gazetteer& gazetteer_;
  Deadline deadline_;
  QueryPlan plan_;
};

}  // namespace

Result<SearchResult> run_search(const SearchRequest& request, SearchContext context) {
  return Run(request, context).execute();
}

}  // namespace dragoman::search
