// SPDX-License-Identifier: GPL-3.0-or-later
// A fault → an RFC 9457 problem document.
#pragma once

#include <string>
#include <string_view>

#include "server/api/answer.h"
#include "server/http/message.h"

namespace dragoman::http {

// Returns the response with Retry-After and Allow where the fault has them. `instance` is the
// request's target.
Response problem_response(const api::Fault& fault, std::string_view instance);

// Returns the reason phrase of a status, e.g. "Not Found".
std::string_view status_text(int status);

}  // namespace dragoman::http
