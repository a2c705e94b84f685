// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time, to tell where a run spends it. Measures, judges nothing.
#pragma once

#include <ctime>

namespace dragoman::indexer {

namespace cpu_time_detail {
inline double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
}  // namespace cpu_time_detail

// Returns the seconds that all threads of this process have run, in user and kernel.
inline double process_cpu_seconds() {
  return cpu_time_detail::seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

// Adds what the calling thread runs in a scope to a sum of seconds.
class ThreadCpuSum {
 public:
  explicit ThreadCpuSum(double& sum) : sum_(sum) {}
  ~ThreadCpuSum() { sum_ += cpu_time_detail::seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin_; }
  ThreadCpuSum(const ThreadCpuSum&) = delete;
  ThreadCpuSum& operator=(const ThreadCpuSum&) = delete;

 private:
  double& sum_;
  double begin_ = cpu_time_detail::seconds_of(CLOCK_THREAD_CPUTIME_ID);
};

}  // namespace dragoman::indexer
