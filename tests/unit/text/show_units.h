// SPDX-License-Identifier: GPL-3.0-or-later
// An Analysis as one line of text, so that expected units can be written down in tests.
#pragma once

#include <string>
#include <string_view>

#include "core/text/analysis.h"

namespace dragoman::text {

// Returns the units' forms, each preceded by what stands before it: nothing or one of ' '
// (adjacent), '+' (glued),
// '-' (hyphenated), " , " (weak gap), " # " (strong gap).
inline std::string shown(std::string_view text) {
  Analyser analyser;
  const Analysis analysis = analyser.analyse(text);
  std::string out;
  for (std::size_t i = 0; i < analysis.units.size(); ++i) {
    const Unit& unit = analysis.units[i];
    if (i > 0) {
      out += unit.gap == Gap::kStrong ? " # "
             : unit.gap == Gap::kWeak ? " , "
             : unit.hyphenated        ? "-"
             : unit.glued             ? "+"
                                      : " ";
    }
    out += analysis.form(i);
  }
  return out;
}

// Returns the original text of each unit in brackets.
inline std::string originals(std::string_view text) {
  Analyser analyser;
  std::string out;
  for (const Unit& unit : analyser.analyse(text).units) {
    out += '[';
    out += text.substr(unit.begin, unit.end - unit.begin);
    out += ']';
  }
  return out;
}

}  // namespace dragoman::text
