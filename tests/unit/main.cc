// SPDX-License-Identifier: GPL-3.0-or-later
// The doctest entry point shared by all unit test programs.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
