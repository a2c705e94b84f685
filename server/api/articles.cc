// SPDX-License-Identifier: GPL-3.0-or-later
// The article record, its entities with labels, its marked text and why it is filed where it is.
#include "server/api/articles.h"

#include "core/article_json.h"
#include "server/api/problems.h"
#include "server/api/record_json.h"
#include "server/api/search_params.h"

namespace dragoman::api {
namespace {

Json why_json(const std::vector<search::WhyEntry>& why) {
  Json out = Json::array();
  for (const search::WhyEntry& entry : why) {
    Json evidence = Json::array();
    for (const search::WhyEntry::Place& place : entry.evidence) {
      evidence.push_back(Json{{"text", place.text},
                              {"field", place.field},
                              {"begin", place.begin},
                              {"end", place.end}});
    }
    out.push_back(Json{
        {"kind", entry.kind}, {"id", entry.id}, {"label", entry.label}, {"evidence", evidence}});
  }
  return out;
}

}  // namespace

std::string article_view_json(const search::ArticleView& view) {
  Json out = article_to_json(view.article);
  out["leaders"] = labelled_json(view.leaders);
  out["countries"] = labelled_json(view.countries);
  out["topics"] = labelled_json(view.topics);
  out["dir"] = direction_of(view.article.language);
  if (view.marked) {
    out["marked"] = Json{{"title", segments_json(view.marked_title)},
                         {"summary", segments_json(view.marked_summary)},
                         {"body", segments_json(view.marked_body)}};
  }
  out["why"] = why_json(view.why);
  return dump(out);
}

Answer article(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const ParsedSearch asked = parse_search_params(call, service.limits(), fault, Resource::kArticle);
  if (fault) return Answer::of(*fault);
  const search::SearchRequest& search = asked.request;
  const Result<search::ArticleView> view = service.article(
      {call.wildcards.at(0), search.query, search.match, search.expand, search.label_language});
  if (!view) return Answer::of(fault_of(view.problem()));
  Answer answer;
  answer.body = article_view_json(*view);
  answer.vary_language = asked.vary_language;
  return answer;
}

}  // namespace dragoman::api
