// SPDX-License-Identifier: GPL-3.0-or-later
// A gazetteer directory → its parsed lines in a fixed order, with every fault found on the way.
// Knows file names; knows nothing of how lines refer to each other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/entities/gazetteer_lines.h"
#include "core/result.h"

namespace dragoman::entities {

struct GazetteerFiles {
  std::vector<GazetteerLine> lines;  // by kind (order of FileKind), then file name, then line
  std::vector<Problem> faults;
  std::uint64_t digest = 0;  // over names and bytes of the files
};

// Reads KIND.ndjson and KIND-ANYTHING.ndjson for every kind; leaders, countries and topics must be
// there. Blank lines are skipped. A .ndjson file of another name is a fault, other files are not
// looked at.
GazetteerFiles read_gazetteer_files(const std::filesystem::path& directory);

}  // namespace dragoman::entities
