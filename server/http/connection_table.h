// SPDX-License-Identifier: GPL-3.0-or-later
// Who is connected: counts for the caps, and a way to cut everyone off at the end of a drain.
// Thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace dragoman::http {

class ConnectionTable {
 public:
  ConnectionTable(std::size_t max_total, std::size_t max_per_address)
      : max_total_(max_total), max_per_address_(max_per_address) {}

  enum class Admission { kAdmitted, kFull, kAddressFull };
  // `exempt` addresses (trusted proxies) have no cap of their own.
  Admission admit(int fd, const std::string& address, bool exempt);
  // Requires: admitted. Must be called before the descriptor is closed.
  void leave(int fd, const std::string& address);
  std::size_t size() const;
  // Shuts every socket down; their threads see the end of the stream.
  void cut_off_all();

 private:
  const std::size_t max_total_;
  const std::size_t max_per_address_;
  mutable std::mutex mutex_;
  std::set<int> sockets_;
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace dragoman::http
