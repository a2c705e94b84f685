// SPDX-License-Identifier: GPL-3.0-or-later
// Two tiny answers for whoever watches the process.
#include "server/api/health.h"

namespace dragoman::api {

Answer healthy() {
  Answer answer;
  answer.body = R"({"status":"ok"})";
  return answer;
}

Answer ready(const search::SearchService& service, bool draining) {
  return ready(service.ready(), draining);
}

Answer ready(bool has_index, bool draining) {
  if (draining) return Answer::of({503, "draining", "The server is shutting down.", {}, 5, ""});
  if (!has_index)
    return Answer::of({503, "no_index", "There is no index to search yet.", {}, 5, ""});
  Answer answer;
  answer.body = R"({"status":"ready"})";
  return answer;
}

}  // namespace dragoman::api
