// SPDX-License-Identifier: GPL-3.0-or-later
// Places where cities and terms of the vocabulary stand → which of them the article mentions. They
// are no facet: one sure mention is enough, however long the article.
#include <algorithm>

#include "core/entities/resolution.h"

namespace dragoman::entities {
namespace {

class ThingCounter {
 public:
  ThingCounter(const Gazetteer& gazetteer, const Mentions& mentions,
               const std::vector<EntityIndex>& countries)
      : gazetteer_(gazetteer), mentions_(mentions), countries_(countries) {}

  std::vector<Finding> run() {
    for (const Mention& mention : mentions_.things) {
      for (const Kind kind : kKinds) {
        find_entities(mention, kind, /*sure_only=*/true);
        if (named_.size() == 1 && !is_sure(named_.front())) sure_.push_back(named_.front());
      }
    }
    for (const Mention& mention : mentions_.things) {
      for (const Kind kind : kKinds) count(mention, kind);
    }
    std::vector<Finding> out;
    std::vector<Finding> all = findings_.take();
    for (const Kind kind : kKinds) {
      std::vector<Finding> found;
      for (Finding& finding : all) {
        if (gazetteer_.entities()[finding.entity].kind == kind) found.push_back(std::move(finding));
      }
      sort_by_score(found);
      std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
  }

 private:
  static constexpr std::array<Kind, 2> kKinds = {Kind::kCity, Kind::kVocabulary};

  // Puts into named_ whom the place may name.
  void find_entities(const Mention& mention, Kind kind, bool sure_only) {
    named_.clear();
    if (mention.single_character) return;
    for (const auto index : mentions_.forms_of(mention)) {
      const Form& form = gazetteer_.forms()[index];
      if (form.kind != kind) continue;
      if (sure_only && form.ambiguous) continue;
      if (std::find(named_.begin(), named_.end(), form.entity) == named_.end())
        named_.push_back(form.entity);
    }
  }

  bool is_sure(EntityIndex entity) const {
    return std::find(sure_.begin(), sure_.end(), entity) != sure_.end();
  }

  // Named beyond doubt elsewhere, or a city of a country that is.
  bool has_support(EntityIndex entity) const {
    const Entity& candidate = gazetteer_.entities()[entity];
    return is_sure(entity) ||
           (candidate.kind == Kind::kCity &&
            std::any_of(countries_.begin(), countries_.end(), [&](EntityIndex country) {
              return gazetteer_.entities()[country].id == candidate.country;
            }));
  }

  // What several may be called, or what may be no name at all, needs the support of one.
  void count(const Mention& mention, Kind kind) {
    find_entities(mention, kind, /*sure_only=*/true);
    if (named_.size() != 1) {
      find_entities(mention, kind, /*sure_only=*/false);
      std::erase_if(named_, [this](EntityIndex entity) { return !has_support(entity); });
    }
    if (named_.size() != 1) return;
    Finding& finding = findings_.of(named_.front());
    add_evidence(mentions_, mention, named_.front(), finding);
    finding.score += place_weight(mentions_, mention);
  }

  const Gazetteer& gazetteer_;
  const Mentions& mentions_;
  const std::vector<EntityIndex>& countries_;
  std::vector<EntityIndex> sure_;
  std::vector<EntityIndex> named_;
  FindingList findings_;
};

}  // namespace

std::vector<Finding> count_things(const Gazetteer& gazetteer, const Mentions& mentions,
                                  const std::vector<EntityIndex>& countries) {
  return ThingCounter(gazetteer, mentions, countries).run();
}

}  // namespace dragoman::entities
