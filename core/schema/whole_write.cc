// SPDX-License-Identifier: GPL-3.0-or-later
// One loop for both calls.
#include "core/schema/whole_write.h"

#include <unistd.h>

#include <cerrno>

namespace dragoman::schema {
namespace {

// Calls write(pointer, bytes left, bytes done) until nothing is left.
template <class Write>
bool repeat(const void* bytes, std::size_t count, Write write) {
  const char* from = static_cast<const char*>(bytes);
  for (std::size_t done = 0; done < count;) {
    const ssize_t written = write(from + done, count - done, done);
    if (written > 0) {
      done += static_cast<std::size_t>(written);
    } else if (written == 0) {
      errno = EIO;  // no file does this; without an end it would be tried for ever
      return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool write_whole(int file, const void* bytes, std::size_t count) {
  return repeat(bytes, count, [file](const char* from, std::size_t left, std::size_t) {
    return ::write(file, from, left);
  });
}

bool write_whole_at(int file, const void* bytes, std::size_t count, off_t at) {
  return repeat(bytes, count, [file, at](const char* from, std::size_t left, std::size_t done) {
    return ::pwrite(file, from, left, at + static_cast<off_t>(done));
  });
}

}  // namespace dragoman::schema
