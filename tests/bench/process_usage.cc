// SPDX-License-Identifier: GPL-3.0-or-later
// getrusage and /proc/self/status → seconds and KiB.
#include "tests/bench/process_usage.h"

#include <sys/resource.h>

#include <ctime>
#include <fstream>
#include <stdexcept>

namespace dragoman::bench {
namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

CpuClock::CpuClock(pid_t pid) {
  if (clock_getcpuclockid(pid, &clock_) != 0) throw std::runtime_error("no such process");
}

double CpuClock::milliseconds() const {
  timespec time{};
  clock_gettime(clock_, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::int64_t peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::int64_t status_kib(const std::string& field) {
  std::ifstream status("/proc/self/status");
  std::string name;
  while (status >> name) {
    if (name == field + ":") {
      std::int64_t kib = -1;
      status >> kib;
      return kib;
    }
    status.ignore(4096, '\n');
  }
  return -1;
}

}  // namespace dragoman::bench
