// SPDX-License-Identifier: GPL-3.0-or-later
// Several segments → one, without the removed rows and without analysing anything again. Its files
// are those that a build of the same articles in the same order makes. Knows neither locks nor
// CURRENT.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/schema/segment.h"

namespace dragoman::indexer {

using Segments = std::vector<std::shared_ptr<const schema::Segment>>;

// [source][row] → row of the merged segment, or kNoRow: live rows in the order of the sources.
std::vector<std::vector<std::uint32_t>> merged_rows(const Segments& sources);

// Writes the merged segment into a folder and syncs it. Returns false when stopped. Requires: at
// least one live row. Throws std::system_error, std::runtime_error when a source is damaged,
// Xapian::Error.
bool write_merged(const Segments& sources, const std::vector<std::vector<std::uint32_t>>& new_rows,
                  const std::filesystem::path& folder, const std::atomic<bool>* stop);

}  // namespace dragoman::indexer
