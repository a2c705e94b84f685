// SPDX-License-Identifier: GPL-3.0-or-later
// A response → the bytes of one that also ends the connection. For requests that are refused before
// the HTTP library sees them.
#pragma once

#include <string>

#include "server/http/message.h"

namespace dragoman::http {

// Returns status line, headers with Content-Length and Connection: close, and the body unless
// `is_head`.
std::string closing_response(const Response& response, bool is_head);

}  // namespace dragoman::http
