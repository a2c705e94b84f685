// SPDX-License-Identifier: GPL-3.0-or-later
// The table of codes.
#include "server/api/problems.h"

namespace dragoman::api {

Fault fault_of(const Problem& problem) {
  if (problem.code == "no_index") {
    return {503, "no_index", "There is no index to search yet.", {}, 5, ""};
  }
  if (problem.code == "deadline") {
    return {503, "deadline", "The search took too long and was given up; narrow it and try again.",
            {},  1,          ""};
  }
  if (problem.code == "not_found") {
    return {404, "not_found", "There is no such article.", {}, 0, ""};
  }
  if (problem.code == "bad_cursor") {
    return {400,
            "bad_cursor",
            "The cursor is not one that this server gave out.",
            {{"cursor", 0, "take it from next of the page before"}},
            0,
            ""};
  }
  return {500, "internal_error", "The server failed to answer.", {}, 0, ""};
}

}  // namespace dragoman::api
