// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a new segment in, their features and stories out: in the order of their days, so that
// neither the order of files nor the number of threads plays a part. Looks at the segments that are
// there already, and never changes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/schema/stories_file.h"
#include "indexer/stories/new_rows.h"

namespace dragoman::indexer {

// Adds the rows to `out`, which is then ready to be written. Returns the ids of articles that could
// not join the story they belong to because the record of its founder is damaged: these found
// stories of their own. Throws Xapian::Error, what the disk throws. Requires: `out` is empty.
std::vector<std::string> find_stories(const NewRows& rows, const EarlierSegments& earlier,
                                      std::uint32_t jobs, schema::StoriesWriter& out);

}  // namespace dragoman::indexer
