// SPDX-License-Identifier: GPL-3.0-or-later
// StoryView → JSON.
#include "server/api/stories.h"

#include "server/api/neighbour_params.h"
#include "server/api/problems.h"
#include "server/api/record_json.h"

namespace dragoman::api {
namespace {

constexpr std::uint32_t kDefaultLimit = 100;

Json values_json(const std::vector<search::StoryValue>& values) {
  Json out = Json::array();
  for (const search::StoryValue& value : values)
    out.push_back(Json{{"id", value.id}, {"label", value.label}, {"count", value.count}});
  return out;
}

}  // namespace

std::string story_json(const search::StoryView& story) {
  Json out;
  out["id"] = story.id;
  out["grouped"] = "automatically";
  out["total"] = story.total;
  out["languages"] = values_json(story.languages);
  out["leaders"] = values_json(story.leaders);
  out["countries"] = values_json(story.countries);
  out["topics"] = values_json(story.topics);
  out["articles"] = Json::array();
  for (std::size_t i = 0; i < story.articles.size(); ++i) {
    Json item = hit_json(story.articles[i]);
    item.erase("score");
    item["near_duplicate_of"] = text_or_null(story.near_duplicate_of[i]);
    out["articles"].push_back(std::move(item));
  }
  return dump(out);
}

Answer story(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const search::NeighbourRequest request =
      neighbour_request(call, service.limits(), kDefaultLimit, fault);
  if (fault) return Answer::of(std::move(*fault));
  const Result<search::StoryView> result = service.story(request);
  if (!result) return Answer::of(fault_of(result.problem()));
  Answer answer;
  answer.body = story_json(*result);
  answer.vary_language = labels_vary(call);
  return answer;
}

}  // namespace dragoman::api
