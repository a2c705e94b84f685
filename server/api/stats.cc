// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of the index as JSON.
#include "server/api/stats.h"

#include "server/api/problems.h"
#include "server/api/record_json.h"

namespace dragoman::api {

std::string stats_json(const search::IndexStats& stats) {
  Json out;
  out["articles"] = stats.articles;
  out["segments"] = stats.segments;
  out["revision"] = stats.revision;
  out["first_day"] = text_or_null(stats.first_day);
  out["last_day"] = text_or_null(stats.last_day);
  out["languages"] = Json::array();
  for (const auto& [id, count] : stats.languages)
    out["languages"].push_back(Json{{"id", id}, {"count", count}});
  return dump(out);
}

Answer stats(const Call& call, const search::SearchService& service) {
  if (!call.params.empty()) {
    return Answer::of({400,
                       "bad_parameter",
                       "This resource takes no parameters.",
                       {{call.params[0].name, 0, "is not a parameter of this resource"}},
                       0,
                       ""});
  }
  const Result<search::IndexStats> stats = service.stats();
  if (!stats) return Answer::of(fault_of(stats.problem()));
  Answer answer;
  answer.body = stats_json(*stats);
  return answer;
}

}  // namespace dragoman::api
