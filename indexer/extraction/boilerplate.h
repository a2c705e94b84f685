// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a page → the same lines with notices, captions and share buttons blanked. Knows phrases,
// not articles.
#pragma once

#include <string_view>

#include "indexer/extraction/line_shape.h"

namespace dragoman::indexer {

// Blanks cookie notices with their buttons, captions of machine-made images with the description of
// the image in the line before, credits to machines, and share lines. The number of lines stays the
// same.
void blank_boilerplate(Lines& lines);

}  // namespace dragoman::indexer
