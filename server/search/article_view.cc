// SPDX-License-Identifier: GPL-3.0-or-later
// One article by id, with the query's matches marked and the evidence for its leaders, countries
// and topics. The evidence is found anew in the stored text, so that it needs no room in the index.
#include "core/schema/segment.h"
#include "server/search/highlight.h"
#include "server/search/labels.h"
#include "server/search/query_parser.h"
#include "server/search/search_run.h"

namespace dragoman::search {
namespace {

using entities::Kind;

std::optional<Article> find_article(std::string_view id, SearchContext& context,
                                    std::optional<Problem>& problem) {
  for (std::size_t s = 0; s < context.snapshot.segment_count(); ++s) {
    const auto row = schema::find_row(context.snapshot.segment(s), context.handles.segments[s], id);
    if (!row) continue;
    auto article = context.snapshot.segment(s).read_article(*row);
    if (article) return std::move(*article);
    problem = article.problem();
  }
  return std::nullopt;
}

std::vector<WhyEntry> explain(const Article& article, const std::string& language,
                              SearchContext& context) {
  const auto shown = [&context](const std::string& text) {
    return beginning(text, context.limits.max_explained_bytes);
  };
  const text::Analysis title = context.analyser.analyse(shown(article.title));
  const text::Analysis summary = context.analyser.analyse(shown(article.summary));
  context.deadline.check_now();
  const text::Analysis body = context.analyser.analyse(shown(article.body));
  context.deadline.check_now();
  const entities::ArticleText fields = {{{shown(article.title), &title},
                                         {shown(article.summary), &summary},
                                         {shown(article.body), &body}}};
  static constexpr const char* kFields[] = {"title", "summary", "body"};
  const entities::Gazetteer& gazetteer = context.recognizer.gazetteer();
  std::vector<WhyEntry> out;
  for (const entities::Finding& finding : context.recognizer.recognise(fields, article.published)) {
    const entities::Entity& entity = gazetteer.entities()[finding.entity];
    WhyEntry entry{entities::kind_name(entity.kind),
                   entity.id,
                   gazetteer.label(entity.kind, entity.id, language),
                   {}};
    for (const entities::Evidence& evidence : finding.evidence) {
      entry.evidence.push_back({evidence.text, kFields[static_cast<std::size_t>(evidence.field)],
                                evidence.begin, evidence.end});
    }
    out.push_back(std::move(entry));
  }
  return out;
}

void mark(const ArticleRequest& request, SearchContext& context, ArticleView& view) {
  SearchRequest search;
  search.query = request.query;
  search.match = request.match;
  search.expand = request.expand;
  if (parse_query(search.query, context.limits).is_empty()) return;
  const HighlightQuery marks = marks_of(search, context);
  Highlighter highlighter(marks, context.recognizer, context.analyser,
                          context.limits.max_explained_bytes);
  view.marked = true;
  view.marked_title = highlighter.mark(view.article.title);
  view.marked_summary = highlighter.mark(view.article.summary);
  context.deadline.check_now();
  view.marked_body = highlighter.mark(view.article.body);
}

}  // namespace

Result<ArticleView> view_article(const ArticleRequest& request, SearchContext context) {
  const std::string& label_language = request.label_language;
  std::optional<Problem> problem;
  auto article = find_article(request.id, context, problem);
  if (problem) return *problem;
  if (!article) return Problem{"not_found", "There is no article with this id.", request.id};
  ArticleView view;
  view.article = std::move(*article);
  context.deadline.check_now();
  const entities::Gazetteer& gazetteer = context.recognizer.gazetteer();
  view.leaders = labelled(view.article.leaders, Kind::kLeader, label_language, gazetteer);
  view.countries = labelled(view.article.countries, Kind::kCountry, label_language, gazetteer);
  view.topics = labelled(view.article.topics, Kind::kTopic, label_language, gazetteer);
  view.why = explain(view.article, label_language, context);
  if (!request.query.empty()) mark(request, context, view);
  return view;
}

}  // namespace dragoman::search
