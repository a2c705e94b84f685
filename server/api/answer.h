// SPDX-License-Identifier: GPL-3.0-or-later
// What a resource of the API is called with and what it answers, without HTTP: parameters in, JSON
// text or a fault out. server/http turns requests into calls and answers into responses.
#pragma once

#include <functional>
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
  std::string cause = {};      // for the log, never sent
};

// Appends the next piece of a body; returns false when there was none left. What it throws breaks
// the answer off, so that the client sees that it is not whole. One thread at a time.
using Pieces = std::function<bool(std::string& piece)>;

struct Answer {
  int status = 200;
  std::string body;            // JSON text, unless content_type says otherwise
  std::string content_type;    // empty = JSON
  Pieces pieces;               // if set, the body comes from here, however long
  std::string file_name;       // under which a client is to keep the body; ASCII, no quotes
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
