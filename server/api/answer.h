// SPDX-License-Identifier: GPL-3.0-or-later
// What a resource of the API is called with and what it answers, without HTTP: parameters in, JSON
// text or a fault out. server/http turns requests into calls and answers into responses.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dragoman::api {

// Valid UTF-8 without NUL, in the order given.
struct Param {
  std::string name;
  std::string value;
  bool operator==(const Param&) const = default;
};
using Params = std::vector<Param>;

struct Call {
  Params params;
  std::vector<std::string> wildcards;  // path segments where the route has "*", percent-decoded
  std::optional<std::string> body;     // JSON text of a POST
  std::string accept_language;
};

// One thing wrong with a parameter: `position` is the byte offset in its value.
struct FieldError {
  std::string param;
  std::size_t position = 0;
  std::string hint;
};

// Becomes application/problem+json. `code` is the stable last part of the problem's type.
struct Fault {
  int status = 500;
  std::string code;
  std::string detail;
  std::vector<FieldError> errors;
  unsigned retry_after_s = 0;  // 0 = no Retry-After
  std::string allow;           // 405: the Allow header
};

struct Answer {
  int status = 200;
  std::string body;            // JSON text
  std::string version;         // what the ETag stands for; empty = the body
  std::string next;            // Link: rel=next
  bool vary_language = false;  // whether Accept-Language was looked at
  std::optional<Fault> fault;  // if set, all above is unused

  static Answer of(Fault fault) {
    Answer answer;
    answer.fault = std::move(fault);
    return answer;
  }
};

}  // namespace dragoman::api
