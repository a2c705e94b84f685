// SPDX-License-Identifier: GPL-3.0-or-later
// What the story pass is given: the rows of a segment in the making, and the segments that are
// there already.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/schema/segment.h"
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

}  // namespace dragoman::indexer
