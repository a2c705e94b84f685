// SPDX-License-Identifier: GPL-3.0-or-later
// What a gazetteer entry is and what recognising one in a text yields. Plain data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/entity_kind.h"

namespace dragoman::entities {

struct Office {
  std::string office;   // slug: president, prime-minister, foreign-minister …
  std::string country;  // country id or organisation (UN, EU, NATO …)
  std::string from;     // ISO date at its own precision, may be empty
  std::string to;       // empty = still held (or unknown)
};

struct Entity {
  Kind kind = Kind::kLeader;
  std::string id;
  std::map<std::string, std::string> names;  // language → label
  std::string country;                       // leaders, cities
  std::string parent;                        // topics: the root
  bool root = false;                         // topics: "event" and "domain" themselves
  std::string wikidata;
  std::vector<Office> offices;
};

using EntityIndex = std::uint32_t;  // position in Gazetteer::entities()

enum class Field : std::uint8_t { kTitle = 0, kSummary = 1, kBody = 2 };

// One place in an article that speaks for an entity.
struct Evidence {
  std::string text;  // as written
  Field field = Field::kBody;
  std::uint32_t begin = 0;  // byte range in that field of the original text
  std::uint32_t end = 0;
};

// An entity that an article is about. `mentions` counts all accepted places, `evidence` keeps the
// first few.
struct Finding {
  EntityIndex entity = 0;
  std::uint32_t mentions = 0;
  double score = 0;
  std::vector<Evidence> evidence;
};

}  // namespace dragoman::entities
