// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a few searches run at once and a bounded number wait; the rest is told to come back.
// Connections are many and cheap, searches few and dear: this stands between them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>

#include "server/api/answer.h"

namespace dragoman::http {

class SearchGate {
 public:
  // `max_wait`: how long one may stand in the queue.
  SearchGate(std::size_t running, std::size_t waiting, std::chrono::milliseconds max_wait)
      : max_running_(running), max_waiting_(waiting), max_wait_(max_wait) {}

  // A permit to search, given back when destroyed.
  class Pass {
   public:
    explicit Pass(SearchGate& gate) : gate_(&gate) {}
    Pass(Pass&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (gate_ != nullptr) gate_->leave();
    }

   private:
    SearchGate* gate_;
  };

  // Waits for a free place. Returns nullopt when the queue is full or the wait too long. Thread
  // safety: any thread.
  std::optional<Pass> enter();
  // What to answer then: 503 with Retry-After.
  static api::Fault busy();
  static api::Fault too_many_exports();

 private:
  void leave();

  const std::size_t max_running_;
  const std::size_t max_waiting_;
  const std::chrono::milliseconds max_wait_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace dragoman::http
