// SPDX-License-Identifier: GPL-3.0-or-later
// One line of a gazetteer file → an entity, its written forms and what it refers to. Knows the JSON
// shapes and nothing of directories, ICU's names or matching.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/entity.h"
#include "core/entities/gazetteer.h"
#include "core/result.h"

namespace dragoman::entities {

enum class FileKind : std::uint8_t {
  kLeaders,
  kCountries,
  kCities,
  kVocabulary,
  kTopics,
  kCompounds
};

struct WrittenForm {
  std::string language;
  std::string text;
  Role role = Role::kName;
  bool ambiguous = false;
  double weight = 1;
};

struct GazetteerLine {
  FileKind kind = FileKind::kLeaders;
  std::string where;  // "file:line"
  Entity entity;      // empty id for a compound
  std::vector<WrittenForm> forms;
  std::set<std::string> plain_labels;  // languages whose name was given as one string, not a list
  std::vector<std::string> countries;  // compounds: the countries it stands for, maybe none
};

// Returns the parsed line, or nothing when it holds no usable entry; every fault is appended with
// "file:line key". Total: any bytes in. Requires: `where` is "file:line".
std::optional<GazetteerLine> parse_gazetteer_line(FileKind kind, std::string_view line,
                                                  std::string_view where,
                                                  std::vector<Problem>& faults);

}  // namespace dragoman::entities
