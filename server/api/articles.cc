// SPDX-License-Identifier: GPL-3.0-or-later
// The article record, its entities with labels, its marked text and why it is filed where it is.
#include "server/api/articles.h"

#include "core/article_json.h"
#include "server/api/problems.h"
#include "server/api/record_json.h"
#include "server/api/search_params.h"
#include "server/api/weighted_list.h"

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

struct ArticleParams {
  std::string query;
  std::string labels;
};

ArticleParams read_params(const Call& call, const search::QueryLimits& limits,
                          std::vector<FieldError>& errors) {
  ArticleParams out;
  for (const Param& param : call.params) {
    if (param.name == "q") {
      if (param.value.size() > limits.max_query_bytes) {
        errors.push_back({"q", limits.max_query_bytes,
                          "must be at most " + std::to_string(limits.max_query_bytes) + " bytes"});
      }
      out.query = param.value;
    } else if (param.name == "labels") {
      if (!param.value.empty() && !is_language_tag(param.value)) {
        errors.push_back({"labels", 0, "must be a language tag such as en or zh-Hant"});
      }
      out.labels = param.value;
    } else {
      errors.push_back({param.name, 0, "is not a parameter of this resource"});
    }
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
  std::vector<FieldError> errors;
  const ArticleParams params = read_params(call, service.limits(), errors);
  if (!errors.empty()) {
    return Answer::of({400, "bad_parameter", "One or more parameters cannot be used; see errors.",
                       std::move(errors), 0, ""});
  }
  const std::string labels = label_language(params.labels, call.accept_language);
  const Result<search::ArticleView> view =
      service.article(call.wildcards.at(0), params.query, labels);
  if (!view) return Answer::of(fault_of(view.problem()));
  Answer answer;
  answer.body = article_view_json(*view);
  answer.vary_language = params.labels.empty();
  return answer;
}

}  // namespace dragoman::api
