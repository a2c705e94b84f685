// SPDX-License-Identifier: GPL-3.0-or-later
// Folded points into units, in one pass over runs of one script. Private to core/text: Analyser is
// the public face.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"
#include "core/text/fold_points.h"
#include "core/text/gaps.h"
#include "core/text/southeast_words.h"

namespace dragoman::text {

class UnitScanner {
 public:
  // Requires: `points` are those of `text`; all arguments outlive the scanner.
  UnitScanner(std::string_view text, const std::vector<FoldedPoint>& points,
              SoutheastWords& southeast, Analysis& out)
      : points_(points), southeast_(southeast), out_(out), gaps_(text, points) {}

  void run();

 private:
  // Each scan_ function takes the point where its kind of run begins and returns the one behind the
  // run.
  std::size_t scan_word(std::size_t first);
  std::size_t scan_letters(std::size_t first);
  std::size_t scan_acronym(std::size_t first, std::size_t end);
  std::size_t scan_number(std::size_t first);
  std::size_t scan_southeast(std::size_t first);

  std::size_t run_end(std::size_t first, CharClass c) const;
  bool is_part_of(std::size_t index, CharClass c) const;
  std::size_t digits_end(std::size_t first) const;
  bool is_possessive(std::size_t apostrophe) const;
  bool ends_at_apostrophe(std::size_t first, std::size_t last, std::size_t end) const;
  std::string short_form(std::size_t first, std::size_t last) const;
  bool is_inner_mark(std::size_t index, CharClass letters) const;
  bool class_is(std::size_t index, CharClass c) const;
  std::string_view last_form() const;

  // Emits points [first, last) as one unit; what lies up to `range_last` is highlighted with it.
  void emit(std::size_t first, std::size_t last, std::size_t range_last);
  void emit(std::size_t first, std::size_t last) { emit(first, last, last); }
  void append_form(std::size_t first, std::size_t last, Script script);
  bool is_silent_in(std::size_t index, Script script, bool points_group) const;
  void set_range(Unit& unit, std::size_t first, std::size_t last) const;

  const std::vector<FoldedPoint>& points_;
  SoutheastWords& southeast_;
  Analysis& out_;
  GapTracker gaps_;
  std::size_t last_end_ = 0;  // the point behind the last unit
};

}  // namespace dragoman::text
