// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's names of every ISO 3166-1 country in the archive's languages. Knows ICU; knows no file.
#pragma once

#include <string>
#include <vector>

namespace dragoman::entities {

struct CountryName {
  std::string country;   // ISO 3166-1 alpha-2
  std::string language;  // BCP 47, as in the gazetteer files
  std::string text;
  bool label = false;      // ICU's own name; the others are variants derived from it
  bool ambiguous = false;  // too short to stand alone in a text of another language
};

// Returns the names in reading order of country, then language; labels before variants. A variant
// that would name two countries is left out.
std::vector<CountryName> icu_country_names();

// The version of the data behind them, for the gazetteer's hash.
std::string icu_data_version();

}  // namespace dragoman::entities
