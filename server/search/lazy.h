// SPDX-License-Identifier: GPL-3.0-or-later
// A value that is made when it is first asked for, once, whoever asks. What making throws goes to
// the one who asked; the next one tries again.
#pragma once

#include <memory>
#include <mutex>

namespace dragoman::search {

template <class T>
class Lazy {
 public:
  // Thread safety: any thread; those who come while it is being made wait.
  template <class Make>
  const T& get(Make make) {
    const std::lock_guard lock(mutex_);
    if (value_ == nullptr) value_ = std::make_unique<const T>(make());
    return *value_;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<const T> value_;
};

}  // namespace dragoman::search
