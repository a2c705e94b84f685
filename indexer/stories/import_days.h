// SPDX-License-Identifier: GPL-3.0-or-later
// The days of publication of an archive in; out, which of them hold so many articles that they are
// the day of an import, not of news. Knows no articles.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/day.h"

namespace dragoman::indexer {

class ImportDays {
 public:
  void count(std::string_view language, Day day) { ++counts_[std::string(language)][day]; }
  // To be called once all are counted.
  void judge();
  bool contains(std::string_view language, Day day) const {
    return days_.contains({std::string(language), day});
  }

 private:
  std::map<std::string, std::map<Day, std::uint32_t>> counts_;  // articles, by language
  std::set<std::pair<std::string, Day>> days_;
};

}  // namespace dragoman::indexer
