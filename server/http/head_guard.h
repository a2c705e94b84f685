// SPDX-License-Identifier: GPL-3.0-or-later
// Raw bytes of a request head → a checked head, or the fault to refuse it with. Stricter than the
// library behind: what it lets through has one reading only. Pure; total: any bytes in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/answer.h"
#include "server/http/message.h"

namespace dragoman::http {

struct HeadLimits {
  std::size_t max_headers = 64;
  std::size_t max_body_bytes = 1u << 20;
};

// Below the library's own 8192 for the whole request line, so that its bare 414 is never seen.
inline constexpr std::size_t kMaxTargetBytes = 8000;
inline constexpr std::size_t kMaxLineBytes = 8192;
inline constexpr std::size_t kMaxHeadBytes = 32768;

struct Head {
  std::string method;
  std::string target;
  std::string version;
  Headers headers;
  std::size_t body_bytes = 0;
  bool expects_continue = false;
  bool wants_close = false;
};

// Returns what could be read; `fault` is set when the request must be refused and the connection
// closed (400, 411, 413, 414, 415, 417, 431, 501, 505). Requires: `bytes` ends with the empty line,
// or is the part read so far of a head that grew too long.
Head inspect_head(std::string_view bytes, const HeadLimits& limits,
                  std::optional<api::Fault>& fault);

// Returns the head written anew for the library: canonical, without Expect (answered by us) and
// Range (ignored).
std::string canonical_head(const Head& head);

}  // namespace dragoman::http
