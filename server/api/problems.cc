// SPDX-License-Identifier: GPL-3.0-or-later
// The table of codes.
#include "server/api/problems.h"

namespace dragoman::api {

Fault fault_of(const Problem& problem) {
  std::string cause = problem.code + ": " + problem.message;
  if (!problem.where.empty()) cause += " (" + problem.where + ")";
  if (problem.code == "no_index") {
    return {503, "no_index", "There is no index to search yet.", {}, 5, "", std::move(cause)};
  }
  if (problem.code == "deadline") {
    return {503,
            "deadline",
            "The search took too long and was given up; narrow it and try again.",
            {},
            1,
            "",
            std::move(cause)};
  }
  if (problem.code == "too_broad") {
    return {
        400,
        "too_broad",
        "The search would have to look into the text of too many articles; add words or filters.",
        {{"q", 0, "add rarer words, or filters"}},
        0,
        "",
        std::move(cause)};
  }
  if (problem.code == "not_found") {
    return {404, "not_found", problem.message, {}, 0, "", std::move(cause)};
  }
  if (problem.code == "no_story") {
    return {404, "no_story", "There is no such story.", {}, 0, "", std::move(cause)};
  }
  if (problem.code == "bad_cursor") {
    return {400, "bad_cursor", problem.message, {{"cursor", 0, problem.where}},
            0,   "",           std::move(cause)};
  }
  return {500, "internal_error", "The server failed to answer.", {}, 0, "", std::move(cause)};
}

}  // namespace dragoman::api
