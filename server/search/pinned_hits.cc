// SPDX-License-Identifier: GPL-3.0-or-later
// The whole list of a search at once, where a page would be its beginning.
#include "server/search/pinned_hits.h"

#include "core/schema/segment.h"
#include "server/search/facet_counts.h"
#include "server/search/labels.h"
#include "server/search/ranking.h"

namespace dragoman::search {

Result<LabelledArticle> PinnedHits::next() {
  const auto [segment, row] = places_[next_++];
  auto article = snapshot_->segment(segment).read_article(row);
  if (!article) return article.problem();
  LabelledArticle out{std::move(*article), {}};
  const auto add = [&](const std::vector<std::string>& ids, entities::Kind kind) {
    for (LabelledValue& value : labelled(ids, kind, label_language_, gazetteer_))
      out.labels.push_back(std::move(value.label));
  };
  add(out.article.leaders, entities::Kind::kLeader);
  add(out.article.countries, entities::Kind::kCountry);
  add(out.article.topics, entities::Kind::kTopic);
  return out;
}

std::shared_ptr<PinnedHits> run_pinned(const SearchRequest& request, SearchContext context) {
  const TextMatch text = match_text(request, context);
  SearchRequest uncounted = request;
  uncounted.facets.fill(false);
  uncounted.histogram = HistogramInterval::kNone;
  const Filters filters(uncounted, context.snapshot, context.recognizer.gazetteer());
  const FacetCounts counts =
      count_facets(*text.matches, filters, uncounted, context.snapshot, context.deadline);
  const RankingContext ranking{counts.passing, context.snapshot, context.handles, context.limits,
                               context.deadline};
  const auto all = static_cast<std::uint32_t>(counts.total);
  std::vector<RankedRow> rows;
  if (text.sort == Sort::kRelevance) {
    rows = rank_by_relevance(text.plan.score, {std::nullopt, 0, all}, ranking);
  } else {
    rows = rank_by_date(text.sort == Sort::kNewest, {std::nullopt, 0, all}, ranking);
  }
  std::vector<PinnedHits::Place> places;
  places.reserve(rows.size());
  for (const RankedRow& row : rows) places.emplace_back(row.segment, row.row);
  return std::make_shared<PinnedHits>(context.snapshot.shared_from_this(), std::move(places),
                                      context.recognizer.gazetteer(), request.label_language);
}

}  // namespace dragoman::search
