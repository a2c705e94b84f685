// SPDX-License-Identifier: GPL-3.0-or-later
// Parsed lines and ICU's country names → the Gazetteer: one list of entities, one list of forms,
// all references checked. Every fault of the directory is collected before load() gives up.
#include "core/entities/gazetteer.h"

#include <algorithm>
#include <future>
#include <set>
#include <unordered_map>

#include "core/entities/country_names.h"
#include "core/entities/gazetteer_files.h"
#include "core/hash.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace dragoman::entities {
namespace {

using IdMap = std::unordered_map<std::string, EntityIndex>;

struct Loaded {
  std::vector<Entity> entities;
  std::vector<Form> forms;
  std::vector<std::string> masks;
  std::vector<IdMap> ids{kKindCount};
};

bool is_single_han(std::string_view form) {
  std::size_t position = 0;
  const char32_t first = text::next_code_point(form, position);
  return position == form.size() && first >= 0x2E80 && first <= 0x3FFFF;
}

// "UN", "NATO", "AU": offices are also held in organisations, which are no countries.
bool is_organisation(std::string_view id) {
  const bool capitals = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  return id == "UN" || (capitals && id.size() >= 3);
}

class Builder {
 public:
  explicit Builder(std::vector<Problem>& faults) : faults_(faults) {}

  Loaded build(std::vector<GazetteerLine> lines, std::vector<CountryName> icu_names) {
    for (auto& line : lines) add_line(line);
    add_icu_names(std::move(icu_names));
    for (const auto& line : lines) check_references(line);
    add_compounds(lines);
    spread_ambiguity();
    return std::move(out_);
  }

 private:
  IdMap& ids(Kind kind) { return out_.ids[static_cast<std::size_t>(kind)]; }
  bool is_country(const std::string& id) { return ids(Kind::kCountry).count(id) > 0; }

  void fault(std::string code, std::string message, const std::string& where) {
    faults_.push_back({std::move(code), std::move(message), where});
  }

  EntityIndex add_entity(Entity entity) {
    const auto index = static_cast<EntityIndex>(out_.entities.size());
    ids(entity.kind).emplace(entity.id, index);
    out_.entities.push_back(std::move(entity));
    return index;
  }

  void add_line(const GazetteerLine& line) {
    if (line.kind == FileKind::kCompounds) return;
    const auto& entity = line.entity;
    if (ids(entity.kind).count(entity.id) > 0) {
      return fault("duplicate_id", "the id \"" + entity.id + "\" is used twice",
                   line.where + " id");
    }
    const EntityIndex index = add_entity(entity);
    for (const auto& form : line.forms) {
      out_.forms.push_back(
          {form.text, form.language, index, form.role, form.ambiguous, form.weight});
    }
    if (entity.kind == Kind::kCountry) plain_labels_[index] = line.plain_labels;
  }

  void add_icu_names(std::vector<CountryName> names) {
    for (auto& name : names) {
      auto& countries = ids(Kind::kCountry);
      auto found = countries.find(name.country);
      if (found == countries.end()) {
        Entity entity;
        entity.kind = Kind::kCountry;
        entity.id = name.country;
        add_entity(std::move(entity));
        found = countries.find(name.country);
      }
      const EntityIndex index = found->second;
      if (name.label && plain_labels_[index].count(name.language) == 0) {
        out_.entities[index].names[name.language] = name.text;
      }
      out_.forms.push_back(
          {std::move(name.text), std::move(name.language), index, Role::kName, name.ambiguous, 1});
    }
  }

  void check_references(const GazetteerLine& line) {
    const auto& entity = line.entity;
    if (!entity.country.empty() && !is_country(entity.country)) {
      fault("unknown_country", "\"" + entity.country + "\" is no country", line.where + " country");
    }
    for (const auto& office : entity.offices) {
      if (office.country.empty() || is_country(office.country) || is_organisation(office.country)) {
        continue;
      }
      fault("unknown_country",
            "\"" + office.country + "\" is neither a country nor an organisation",
            line.where + " offices");
    }
    if (line.kind == FileKind::kTopics) check_parent(line);
  }

  void check_parent(const GazetteerLine& line) {
    const auto& entity = line.entity;
    if (entity.root) {
      if (!entity.parent.empty())
        fault("bad_parent", "a root has no parent", line.where + " parent");
      return;
    }
    const auto parent = ids(Kind::kTopic).find(entity.parent);
    if (parent == ids(Kind::kTopic).end() || !out_.entities[parent->second].root) {
      fault("unknown_parent", "\"" + entity.parent + "\" is no root topic", line.where + " parent");
    }
  }

  void add_compounds(const std::vector<GazetteerLine>& lines) {
    for (const auto& line : lines) {
      if (line.kind != FileKind::kCompounds) continue;
      if (line.countries.empty()) out_.masks.push_back(line.forms.front().text);
      for (const auto& id : line.countries) {
        const auto country = ids(Kind::kCountry).find(id);
        if (country == ids(Kind::kCountry).end()) {
          fault("unknown_country", "\"" + id + "\" is no country", line.where + " countries");
          continue;
        }
        for (const auto& form : line.forms) {
          out_.forms.push_back({form.text, "", country->second, Role::kCompound, false, 1});
        }
      }
    }
  }

  // What is ambiguous in one list is so wherever the same entity has it: ICU's "Georgia" follows
  // the file.
  void spread_ambiguity() {
    std::set<std::pair<EntityIndex, std::string>> ambiguous;
    std::set<EntityIndex> concerned;  // folding every form would take longer than reading them
    for (auto& form : out_.forms) {
      if (form.role != Role::kTrigger && is_single_han(form.text)) form.ambiguous = true;
      if (!form.ambiguous) continue;
      ambiguous.emplace(form.entity, text::folded(form.text));
      concerned.insert(form.entity);
    }
    for (auto& form : out_.forms) {
      if (form.ambiguous || form.role == Role::kTrigger || concerned.count(form.entity) == 0)
        continue;
      form.ambiguous = ambiguous.count({form.entity, text::folded(form.text)}) > 0;
    }
  }

  std::vector<Problem>& faults_;
  Loaded out_;
  std::unordered_map<EntityIndex, std::set<std::string>> plain_labels_;
};

// "zh-TW" → zh-TW, zh-Hant, zh; "de-AT" → de-AT, de; always en at the end.
std::vector<std::string> label_languages(std::string_view language) {
  std::vector<std::string> order = {std::string(language)};
  if (language == "zh-TW" || language == "zh-HK" || language == "zh-MO") order.push_back("zh-Hant");
  for (std::size_t dash = language.rfind('-'); dash != std::string_view::npos && dash > 0;
       dash = language.rfind('-', dash - 1)) {
    order.emplace_back(language.substr(0, dash));
  }
  order.emplace_back("en");
  return order;
}

}  // namespace

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& directory,
                                  std::vector<Problem>* faults) {
  auto icu_names = std::async(std::launch::async, icu_country_names);
  GazetteerFiles files = read_gazetteer_files(directory);
  Loaded loaded = Builder(files.faults).build(std::move(files.lines), icu_names.get());
  if (faults) faults->insert(faults->end(), files.faults.begin(), files.faults.end());
  if (!files.faults.empty()) return files.faults.front();

  Gazetteer gazetteer;
  gazetteer.entities_ = std::move(loaded.entities);
  gazetteer.forms_ = std::move(loaded.forms);
  for (Form& form : gazetteer.forms_) form.kind = gazetteer.entities_[form.entity].kind;
  for (EntityIndex i = 0; i < gazetteer.entities_.size(); ++i) {
    for (const Office& office : gazetteer.entities_[i].offices) {
      auto& holders = gazetteer.office_holders_[office.country];
      if (holders.empty() || holders.back() != i) holders.push_back(i);
    }
  }
  gazetteer.masks_ = std::move(loaded.masks);
  for (auto& ids : loaded.ids) {
    std::vector<std::pair<std::string, EntityIndex>> sorted(ids.begin(), ids.end());
    std::sort(sorted.begin(), sorted.end());
    gazetteer.by_id_.push_back(std::move(sorted));
  }
  gazetteer.hash_ = hex_digits(hash64(icu_data_version(), files.digest));
  return gazetteer;
}

const Entity* Gazetteer::find(Kind kind, std::string_view id) const {
  const auto at = static_cast<std::size_t>(kind);
  if (at >= by_id_.size()) return nullptr;
  const auto& ids = by_id_[at];
  const auto found = std::lower_bound(
      ids.begin(), ids.end(), id,
      [](const auto& entry, std::string_view key) { return std::string_view(entry.first) < key; });
  if (found == ids.end() || found->first != id) return nullptr;
  return &entities_[found->second];
}

std::span<const EntityIndex> Gazetteer::office_holders(const std::string& country) const {
  const auto found = office_holders_.find(country);
  if (found == office_holders_.end()) return {};
  return found->second;
}

std::string Gazetteer::label(Kind kind, std::string_view id, std::string_view language) const {
  const Entity* entity = find(kind, id);
  if (!entity || entity->names.empty()) return std::string(id);
  for (const auto& candidate : label_languages(language)) {
    const auto name = entity->names.find(candidate);
    if (name != entity->names.end()) return name->second;
  }
  return entity->names.begin()->second;
}

}  // namespace dragoman::entities
