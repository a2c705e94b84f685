// SPDX-License-Identifier: GPL-3.0-or-later
// The gap table: what stands between two units, character by character, decides how near they are.
// Private to core/text. Knows points and their classes; knows no words but abbreviations that end
// in a full stop.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"
#include "core/text/fold_points.h"

namespace dragoman::text {

class GapTracker {
 public:
  GapTracker(std::string_view text, const std::vector<FoldedPoint>& points)
      : text_(text), points_(points) {}

  // Takes note of the non-word point `index`; `last_form` is the form of the unit before it, if
  // any.
  void see(std::size_t index, std::string_view last_form);

  // Returns the gap between the last two units, and begins anew.
  Gap take();

 private:
  void raise(Gap gap);
  void see_newline();
  Gap of_period(std::size_t index, std::string_view last_form) const;
  Gap of_hyphen(std::size_t index) const;
  Gap of_bullet(std::size_t index) const;
  CharClass class_at(std::size_t index) const;  // kNewline beyond either end

  std::string_view text_;
  const std::vector<FoldedPoint>& points_;
  Gap strongest_ = Gap::kNone;
  int newlines_in_row_ = 0;
};

}  // namespace dragoman::text
