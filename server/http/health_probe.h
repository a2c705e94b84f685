// SPDX-License-Identifier: GPL-3.0-or-later
// The other side of /healthz: --healthcheck asks a running server on this machine whether it is
// well.
#pragma once

#include "server/http/listener.h"

namespace dragoman::http {

// Returns whether GET /healthz there answers 200 within timeout_ms. "Any" addresses (0.0.0.0, ::)
// are asked on the loopback.
bool is_healthy(const ListenAddress& address, int timeout_ms);

}  // namespace dragoman::http
