// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a line of every kind of gazetteer file: a parsed line or faults, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman::entities;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  for (int kind = 0; kind <= static_cast<int>(FileKind::kCompounds); ++kind) {
    std::vector<dragoman::Problem> faults;
    const auto parsed = parse_gazetteer_line(static_cast<FileKind>(kind), line, "fuzz:1", faults);
    if (!parsed && faults.empty()) std::abort();  // what is not used must be told
  }
  return 0;
}
