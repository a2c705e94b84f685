// SPDX-License-Identifier: GPL-3.0-or-later
// Objects on loan: what is costly to make is used by one reader at a time and handed on to the
// next, whatever the threads. Knows nothing of the objects.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace dragoman {

// Thread safety: any thread; each lease is for one.
template <class T>
class Pool {
 public:
  // Requires: the pool outlives its leases.
  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool), object_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(object_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    T& operator*() const { return *object_; }
    T* operator->() const { return object_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<T> object_;
  };

 private:
  std::unique_ptr<T> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<T>();
    auto object = std::move(free_.back());
    free_.pop_back();
    return object;
  }
  void give_back(std::unique_ptr<T> object) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(object));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace dragoman
