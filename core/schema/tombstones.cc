// SPDX-License-Identifier: GPL-3.0-or-later
// Bitmap ↔ section file.
#include "core/schema/tombstones.h"

#include <bit>
#include <stdexcept>

#include "core/schema/mapped_file.h"

namespace dragoman::schema {
namespace {
constexpr std::string_view kMagic = "DRGTOMB1";
}

Tombstones Tombstones::read(const std::filesystem::path& path, std::size_t rows) {
  const SectionFile file(path, kMagic);
  const auto words = file.section<std::uint64_t>(tag("bits"));
  Tombstones out(rows);
  const bool beyond =
      rows % 64 != 0 && words.size() == out.words_.size() && words.back() >> (rows % 64) != 0;
  if (words.size() != out.words_.size() || beyond || !file.is_whole())
    throw std::runtime_error("damaged tombstones " + path.string());
  out.words_.assign(words.begin(), words.end());
  return out;
}

void Tombstones::write(const std::filesystem::path& path) const {
  SectionWriter out(path, kMagic, 1);
  out.section(tag("bits"), words_);
  out.finish();
}

std::size_t Tombstones::count() const {
  std::size_t total = 0;
  for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
  return total;
}

}  // namespace dragoman::schema
