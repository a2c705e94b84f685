// SPDX-License-Identifier: GPL-3.0-or-later
// write(2) and pwrite(2) until everything is written: a kernel may write less than asked and may be
// interrupted. Knows neither names nor formats.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace dragoman::schema {

// Return false with errno when it could not be written whole; part of it may be.
bool write_whole(int file, const void* bytes, std::size_t count);
bool write_whole_at(int file, const void* bytes, std::size_t count, off_t at);

}  // namespace dragoman::schema
