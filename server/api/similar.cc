// SPDX-License-Identifier: GPL-3.0-or-later
// SimilarArticles → JSON.
#include "server/api/similar.h"

#include "server/api/neighbour_params.h"
#include "server/api/problems.h"
#include "server/api/record_json.h"

namespace dragoman::api {
namespace {

constexpr std::uint32_t kDefaultLimit = 10;

}  // namespace

std::string similar_json(const search::SimilarArticles& similar) {
  Json articles = Json::array();
  for (const search::SimilarArticle& one : similar.articles) {
    Json item = hit_json(one.article);
    item["same_story"] = one.same_story;
    item["near_duplicate"] = one.near_duplicate;
    item["shared_words"] = one.shared_words;
    item["shared"] = Json::array();
    for (const search::SharedConcept& shared : one.shared)
      item["shared"].push_back(
          Json{{"kind", shared.kind}, {"id", shared.id}, {"label", shared.label}});
    articles.push_back(std::move(item));
  }
  Json out;
  out["id"] = similar.id;
  out["articles"] = std::move(articles);
  return dump(out);
}

Answer similar(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const search::NeighbourRequest request =
      neighbour_request(call, service.limits(), kDefaultLimit, fault);
  if (fault) return Answer::of(std::move(*fault));
  const Result<search::SimilarArticles> result = service.similar(request);
  if (!result) return Answer::of(fault_of(result.problem()));
  Answer answer;
  answer.body = similar_json(*result);
  answer.vary_language = labels_vary(call);
  return answer;
}

}  // namespace dragoman::api
