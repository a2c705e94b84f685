// SPDX-License-Identifier: GPL-3.0-or-later
// The words of office and the words that take an office phrase its meaning, in nine languages,
// folded as the text is. Plain data; office_phrases reads it.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::entities {

enum class OfficeGroup { kPresident, kGovernment, kForeign, kState, kDefence, kMonarch };

// Returns the gazetteer's office slugs that the group's words may mean.
const std::vector<std::string_view>& office_slugs(OfficeGroup group);

struct OfficeWord {
  std::vector<std::string> words;
  OfficeGroup group = OfficeGroup::kPresident;
  bool linked = false;                         // "of", "de", "von" must follow
  text::Script script = text::Script::kOther;  // of the first word
  const std::vector<std::string_view>& offices() const { return office_slugs(group); }
};

struct OfficeWords {
  // Returns false for most words that begin no office, whatever their endings.
  bool may_begin_office(std::string_view word, text::Script script) const;

  std::vector<OfficeWord> after;                    // Japanese | prime minister
  std::vector<OfficeWord> before;                   // président | français
  std::unordered_map<std::string, OfficeWord> cjk;  // 日本 | 首相
  std::vector<std::string> links;                   // of, de la, von
  std::vector<std::string> not_before;              // former, vice, 前
  std::vector<std::string> not_before_stems;        // ehemalig-, бывш-
  std::vector<std::string> indefinite;              // a, un, ein: any holder, no certain one
  std::vector<std::string> not_after;               // candidate, السابق, 官邸
  std::vector<std::string> chinese_next;            // what follows 首相 and begins no name
  std::vector<std::string> arabic_next;
  std::vector<std::string> korean_particles;  // what ends in one is no name
  std::bitset<4096> beginnings;               // of the first words of `after` and `before`
};

const OfficeWords& office_words();

}  // namespace dragoman::entities
