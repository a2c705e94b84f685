// SPDX-License-Identifier: GPL-3.0-or-later
// The search resource. Knows neither the index nor HTTP.
#include "server/api/search.h"

#include <chrono>

#include "core/hash.h"
#include "server/api/problems.h"
#include "server/api/search_json.h"
#include "server/api/search_params.h"

namespace dragoman::api {

Answer search(const Call& call, const search::SearchService& service) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<Fault> fault;
  const ParsedSearch parsed = parse_search_params(call, service.limits(), fault);
  if (fault) return Answer::of(std::move(*fault));
  const Result<search::SearchResult> result = service.search(parsed.request);
  if (!result) return Answer::of(fault_of(result.problem()));
  const double took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  Answer answer;
  answer.body = search_json(*result, parsed.params, took_ms);
  // The time taken differs each time; what the tag stands for does not.
  answer.version = hex_digest(search_json(*result, parsed.params, 0));
  answer.next = next_url(*result, parsed.params);
  answer.vary_language = parsed.vary_language;
  return answer;
}

}  // namespace dragoman::api
