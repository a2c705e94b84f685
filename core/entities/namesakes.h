// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a leader from others of the same surname: Melania Trump, 梅拉尼娅·特朗普. Knows given
// names; does not know what stands elsewhere in the article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/entities/gazetteer.h"
#include "core/text/analysis.h"

namespace dragoman::entities {

class Namesakes {
 public:
  explicit Namesakes(const Gazetteer& gazetteer);

  // Returns the given name of a person that stands before the surname at units [first, first +
  // count): empty when there is none that we know as such (or that a middle dot shows to be one).
  std::string given_name_before(const text::Analysis& analysis, std::string_view original,
                                std::uint32_t first, std::uint32_t count) const;

  // Returns whether the given name (as returned above) is one of this leader's.
  bool is_own(EntityIndex leader, const std::string& given) const;

 private:
  std::unordered_set<std::string> given_;               // folded
  std::unordered_map<EntityIndex, std::string> names_;  // folded names, spaces around words
};

}  // namespace dragoman::entities
