// SPDX-License-Identifier: GPL-3.0-or-later
// The server as a whole: settings → objects → listen → drain. Everything main does, callable from
// tests.
#pragma once

#include "server/command_line.h"

namespace dragoman::server {

// Returns the exit code: 0 served and drained, or checked well; 1 a fault in settings, gazetteer or
// page, the address is taken, or the health check failed.
int run_program(const CommandLine& command);

}  // namespace dragoman::server
