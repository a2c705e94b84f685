// SPDX-License-Identifier: GPL-3.0-or-later
// This process → what it has spent: time and memory, as the kernel counts them. Knows no engine.
#ifndef DRAGOMAN_TESTS_BENCH_PROCESS_USAGE_H
#define DRAGOMAN_TESTS_BENCH_PROCESS_USAGE_H

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace dragoman::bench {

/// Wall clock since construction.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
  }
  [[nodiscard]] double milliseconds() const { return seconds() * 1000; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin_ = Clock::now();
};

/// Returns user and system time of all threads, in seconds.
double cpu_seconds();

/// The processor time of a whole process, in nanoseconds' resolution: unlike wall clock the same on
/// a busy machine.
class CpuClock {
 public:
  /// Requires: pid is a process that lives as long as this. 0: this process. Throws
  /// std::runtime_error.
  explicit CpuClock(pid_t pid = 0);
  [[nodiscard]] double milliseconds() const;

 private:
  clockid_t clock_;
};

/// Returns the largest resident size so far, in KiB.
std::int64_t peak_kib();

/// Returns a field of /proc/self/status such as "RssAnon", in KiB; -1 where there is none.
std::int64_t status_kib(const std::string& field);

}  // namespace dragoman::bench

#endif  // DRAGOMAN_TESTS_BENCH_PROCESS_USAGE_H
