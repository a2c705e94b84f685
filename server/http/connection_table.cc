// SPDX-License-Identifier: GPL-3.0-or-later
// Counting under one lock; nothing here blocks.
#include "server/http/connection_table.h"

#include <sys/socket.h>

namespace dragoman::http {

ConnectionTable::Admission ConnectionTable::admit(int fd, const std::string& address, bool exempt) {
  const std::lock_guard lock(mutex_);
  if (sockets_.size() >= max_total_) return Admission::kFull;
  std::size_t& count = by_address_[address];
  if (count >= max_per_address_ && !exempt) return Admission::kAddressFull;
  ++count;
  sockets_.insert(fd);
  return Admission::kAdmitted;
}

void ConnectionTable::leave(int fd, const std::string& address) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(fd);
  const auto found = by_address_.find(address);
  if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
}

std::size_t ConnectionTable::size() const {
  const std::lock_guard lock(mutex_);
  return sockets_.size();
}

void ConnectionTable::cut_off_all() {
  const std::lock_guard lock(mutex_);
  for (const int fd : sockets_) ::shutdown(fd, SHUT_RDWR);
}

}  // namespace dragoman::http
