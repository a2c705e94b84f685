// SPDX-License-Identifier: GPL-3.0-or-later
// dragoman-server: arguments → program → exit code. What no input can cause arrives here as an
// exception.
#include <cstdio>
#include <exception>

#include <malloc.h>

#include "server/program.h"

namespace {

constexpr int kHeaps = 2;

}  // namespace

int main(int argc, char** argv) {
  // A heap for each thread keeps what its largest answer took: 1.7 GB after fifteen articles of 1
  // MB.
  mallopt(M_ARENA_MAX, kHeaps);
  try {
    int exit_code = 0;
    const auto command = dragoman::server::read_command_line(argc, argv, &exit_code);
    if (!command) return exit_code;
    return dragoman::server::run_program(*command);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dragoman-server: %s\n", error.what());
    return 1;
  }
}
