// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the office that is named together with a country ("the Japanese prime minister", 日本首相,
// президент Франции). Knows words and their order in nine languages; knows no person and no date.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::entities {

// A country and an office written as one phrase, with no name of the holder next to it.
struct OfficePhrase {
  std::uint32_t first = 0;  // units
  std::uint32_t count = 0;
  const std::vector<std::string_view>* offices = nullptr;  // slugs; any of them is meant
};

// A country's form at units [first, first + count).
struct CountryPlace {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool is_adjective = false;  // it can be nothing else: Japanese, ياباني
};

// Returns the phrase that the country's form is part of; nothing when no office stands there, when
// it is a former, future or deputy one, or when the place of a name next to it is taken. Requires:
// the place lies inside the analysis of `original`.
std::optional<OfficePhrase> office_phrase(const text::Analysis& analysis, std::string_view original,
                                          const CountryPlace& place);

}  // namespace dragoman::entities
