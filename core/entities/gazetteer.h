// SPDX-License-Identifier: GPL-3.0-or-later
// The gazetteer files of config/gazetteer (plus ICU's country names) → entities and their forms,
// const after load. Knows file formats and ICU; knows nothing of articles or the index.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/entities/entity.h"
#include "core/result.h"

namespace dragoman::entities {

enum class Role : std::uint8_t { kName, kAlias, kDemonym, kCapital, kMetonym, kCompound, kTrigger };

// A written form that can stand for an entity. Distinct forms count alone, ambiguous ones only with
// support.
struct Form {
  std::string text;
  std::string language;  // "" when of no one language (compounds)
  EntityIndex entity = 0;
  Role role = Role::kName;
  bool ambiguous = false;
  double weight = 1;          // topics: the trigger's weight
  Kind kind = Kind::kLeader;  // of the entity
};

class Gazetteer {
 public:
  // Returns the gazetteer, or the first fault; `faults` (if given) receives every fault with file,
  // line and key. A missing optional file (cities, vocabulary) is no fault; a missing directory is.
  static Result<Gazetteer> load(const std::filesystem::path& directory,
                                std::vector<Problem>* faults = nullptr);

  const std::vector<Entity>& entities() const { return entities_; }
  const std::vector<Form>& forms() const { return forms_; }
  // Forms that stand for nothing and keep shorter ones from matching inside them (Korean Peninsula,
  // 印度洋): the compounds without countries.
  const std::vector<std::string>& masks() const { return masks_; }
  // Returns nullptr when unknown.
  const Entity* find(Kind kind, std::string_view id) const;
  // Returns the leaders who hold or held an office of a country or organisation, in the order of
  // entities().
  std::span<const EntityIndex> office_holders(const std::string& country) const;
  // Returns the label of an entity in the language (BCP 47; falls back zh-Hant → zh, region → base,
  // then en, then any, then the id itself).
  std::string label(Kind kind, std::string_view id, std::string_view language) const;
  // Hex digest over the files' bytes and the ICU data version: kept in the index manifest.
  const std::string& hash() const { return hash_; }

 private:
  std::vector<Entity> entities_;
  std::vector<Form> forms_;
  std::vector<std::string> masks_;
  std::vector<std::vector<std::pair<std::string, EntityIndex>>> by_id_;  // per kind, sorted by id
  std::unordered_map<std::string, std::vector<EntityIndex>> office_holders_;  // by country
  std::string hash_;
};

// The editor's checks (duplicates, clashing distinct aliases, missing flags on one-word aliases,
// unknown countries, overlapping offices of one person, missing languages). Empty = clean.
struct Remark {
  bool is_error = false;
  Problem problem;
};
std::vector<Remark> check_gazetteer(const std::filesystem::path& directory);

}  // namespace dragoman::entities
