// SPDX-License-Identifier: GPL-3.0-or-later
// A value or a Problem: how everything that input can cause is reported (what input cannot cause is
// an exception). Knows nothing of the rest of the house.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace dragoman {

// What went wrong with a piece of input. `code` is stable and machine readable (snake_case),
// `message` is one sentence for a person, `where` names the place ("file.ndjson:12", "q:4",
// "leaders.ndjson:3 names.en").
struct Problem {
  std::string code;
  std::string message;
  std::string where;
};

template <class T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Problem problem) : state_(std::move(problem)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }
  // Requires: *this is a value.
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  // Requires: *this is a problem.
  Problem& problem() { return std::get<1>(state_); }
  const Problem& problem() const { return std::get<1>(state_); }

 private:
  std::variant<T, Problem> state_;
};

}  // namespace dragoman
