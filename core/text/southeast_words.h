// SPDX-License-Identifier: GPL-3.0-or-later
// Word lengths in Thai, Lao, Khmer and Burmese runs, which are written without spaces. Private to
// core/text.
#pragma once

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "core/text/fold_points.h"

namespace dragoman::text {

class SoutheastWords {
 public:
  static constexpr std::size_t kMaxRun = 2048;  // points; longer runs are taken piece by piece

  // Throws: std::runtime_error if ICU's data is missing.
  SoutheastWords();

  // Returns the lengths in points of the words of [first, last), which sum up to the run's; valid
  // until the next call. Requires: first < last.
  const std::vector<std::size_t>& words(const std::vector<FoldedPoint>& points, std::size_t first,
                                        std::size_t last);

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  icu::UnicodeString run_;
  std::vector<std::size_t> lengths_;
};

}  // namespace dragoman::text
