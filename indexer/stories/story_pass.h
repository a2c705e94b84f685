// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a new segment in, their features and stories out: in the order of their days, so that
// neither the order of files nor the number of threads plays a part. Looks at the segments that are
// there already, and never changes them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/schema/segment.h"
#include "core/schema/stories_file.h"
#include "indexer/stories/concept_rows.h"

namespace dragoman::indexer {

// A segment in the making. All borrowed.
struct NewRows {
  const schema::Columns& columns;
  const schema::ForwardFile& forward;
  ConceptRows& concepts;
  const std::vector<std::string>& ids;                        // by row
  const std::unordered_map<std::size_t, std::string>& given;  // stories that came in, by row
  const std::vector<bool>& dead;                              // by row
};

using EarlierSegments = std::vector<std::shared_ptr<const schema::Segment>>;

// Throws Xapian::Error, std::runtime_error when an earlier segment is damaged.
schema::StoriesWriter find_stories(const NewRows& rows, const EarlierSegments& earlier);

}  // namespace dragoman::indexer
