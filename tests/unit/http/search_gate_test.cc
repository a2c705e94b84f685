// SPDX-License-Identifier: GPL-3.0-or-later
// The semaphore before the searches.
#include "server/http/search_gate.h"

#include <doctest/doctest.h>

#include <thread>

using dragoman::http::SearchGate;

TEST_CASE("places are given back") {
  SearchGate gate(2, 0, std::chrono::milliseconds(10));
  {
    const auto first = gate.enter();
    const auto second = gate.enter();
    CHECK(first);
    CHECK(second);
    CHECK(!gate.enter());
  }
  CHECK(gate.enter());
}

TEST_CASE("one who waits gets the next free place, or gives up in time") {
  SearchGate gate(1, 1, std::chrono::milliseconds(5000));
  auto first = gate.enter();
  std::thread waiting([&gate] { CHECK(gate.enter()); });
  first.reset();
  waiting.join();
  SearchGate impatient(1, 1, std::chrono::milliseconds(20));
  const auto held = impatient.enter();
  CHECK(!impatient.enter());
}
