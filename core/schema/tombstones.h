// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a segment that were removed or replaced: a bitmap file, written anew under a new name
// at each change.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace dragoman::schema {

class Tombstones {
 public:
  Tombstones() = default;
  explicit Tombstones(std::size_t rows) : words_((rows + 63) / 64) {}

  // Throws std::runtime_error when the file is missing or damaged or not for this many rows.
  static Tombstones read(const std::filesystem::path& path, std::size_t rows);
  // Throws std::system_error.
  void write(const std::filesystem::path& path) const;

  bool contains(std::size_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
  void add(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  std::size_t count() const;

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace dragoman::schema
