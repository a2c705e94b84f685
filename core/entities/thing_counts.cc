// SPDX-License-Identifier: GPL-3.0-or-later
// Places where cities and terms of the vocabulary stand → which of them the article mentions. They
// are no facet: one sure mention is enough, however long the article.
#include <algorithm>
#include <map>
#include <set>

#include "core/entities/resolution.h"

namespace dragoman::entities {
namespace {

class ThingCounter {
 public:
  ThingCounter(const Gazetteer& gazetteer, const Mentions& mentions,
               const std::vector<EntityIndex>& countries)
      : gazetteer_(gazetteer), mentions_(mentions) {
    for (const EntityIndex country : countries) countries_.insert(gazetteer.entities()[country].id);
  }

  std::vector<Finding> run() {
    for (const Mention& mention : mentions_.things) {
      for (const Kind kind : kKinds) {
        const auto sure = entities_of(mention, kind, /*sure_only=*/true);
        if (sure.size() == 1) sure_.insert(sure.front());
      }
    }
    for (const Mention& mention : mentions_.things) {
      for (const Kind kind : kKinds) count(mention, kind);
    }
    std::vector<Finding> out;
    for (const Kind kind : kKinds) {
      std::vector<Finding> found;
      for (auto& [entity, finding] : findings_) {
        if (gazetteer_.entities()[entity].kind == kind) found.push_back(std::move(finding));
      }
      sort_by_score(found);
      std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
  }

 private:
  static constexpr std::array<Kind, 2> kKinds = {Kind::kCity, Kind::kVocabulary};

  std::vector<EntityIndex> entities_of(const Mention& mention, Kind kind, bool sure_only) const {
    std::vector<EntityIndex> out;
    if (mention.single_character) return out;
    for (const auto index : mentions_.forms_of(mention)) {
      const Form& form = gazetteer_.forms()[index];
      if (form.kind != kind) continue;
      if (sure_only && form.ambiguous) continue;
      if (std::find(out.begin(), out.end(), form.entity) == out.end()) out.push_back(form.entity);
    }
    return out;
  }

  // Named beyond doubt elsewhere, or a city of a country that is.
  bool has_support(EntityIndex entity) const {
    const Entity& candidate = gazetteer_.entities()[entity];
    return sure_.count(entity) > 0 ||
           (candidate.kind == Kind::kCity && countries_.count(candidate.country) > 0);
  }

  // What several may be called, or what may be no name at all, needs the support of one.
  void count(const Mention& mention, Kind kind) {
    auto named = entities_of(mention, kind, /*sure_only=*/true);
    if (named.size() != 1) {
      named = entities_of(mention, kind, /*sure_only=*/false);
      std::erase_if(named, [this](EntityIndex entity) { return !has_support(entity); });
    }
    if (named.size() != 1) return;
    Finding& finding = findings_[named.front()];
    add_evidence(mentions_, mention, named.front(), finding);
    finding.score += place_weight(mentions_, mention);
  }

  const Gazetteer& gazetteer_;
  const Mentions& mentions_;
  std::set<std::string_view> countries_;  // ids
  std::set<EntityIndex> sure_;
  std::map<EntityIndex, Finding> findings_;
};

}  // namespace

std::vector<Finding> count_things(const Gazetteer& gazetteer, const Mentions& mentions,
                                  const std::vector<EntityIndex>& countries) {
  return ThingCounter(gazetteer, mentions, countries).run();
}

}  // namespace dragoman::entities
