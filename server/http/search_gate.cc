// SPDX-License-Identifier: GPL-3.0-or-later
// A counting semaphore with a bounded queue.
#include "server/http/search_gate.h"

namespace dragoman::http {

std::optional<SearchGate::Pass> SearchGate::enter() {
  std::unique_lock lock(mutex_);
  if (running_ >= max_running_) {
    if (waiting_ >= max_waiting_) return std::nullopt;
    ++waiting_;
    const bool free = freed_.wait_for(lock, max_wait_, [this] { return running_ < max_running_; });
    --waiting_;
    if (!free) return std::nullopt;
  }
  ++running_;
  return Pass(*this);
}

void SearchGate::leave() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  freed_.notify_one();
}

api::Fault SearchGate::busy() {
  return {503, "busy", "Too many searches are waiting; try again in a second.", {}, 1, ""};
}

api::Fault SearchGate::too_many_exports() {
  return {503, "busy", "Too many exports are running; try again in a while.", {}, 10, ""};
}

}  // namespace dragoman::http
