// SPDX-License-Identifier: GPL-3.0-or-later
// New rows in, what each is compared by out: its most telling words and its concepts with their
// weights. Knows no days and no stories.
#pragma once

#include <cstdint>

#include "core/schema/stories_file.h"
#include "indexer/stories/archive_counts.h"
#include "indexer/stories/new_rows.h"

namespace dragoman::indexer {

// Adds all new rows, whatever the number of threads in the same way. Throws Xapian::Error, what the
// disk throws.
void add_features(const NewRows& rows, const ArchiveCounts& archive, std::uint32_t jobs,
                  schema::StoriesWriter& out);

}  // namespace dragoman::indexer
