// SPDX-License-Identifier: GPL-3.0-or-later
// Two passes over an article's places: the first notes who is named beyond doubt, the second lets
// ambiguous forms follow them and adds up scores. Precision first: a doubtful place counts for
// nobody.
#include "core/entities/resolution.h"

#include <algorithm>
#include <optional>

#include "core/entities/sure_names.h"

namespace dragoman::entities {
namespace {

constexpr std::uint32_t kNever = 0xFFFFFFFF;

struct Tally {
  std::uint32_t first_sure = kNever;  // places by order in the article
  std::uint32_t last_sure = kNever;
  bool early = false;   // in title, summary or lead
  bool in_body = true;  // all places are
  Finding finding;
};

bool holds_at(const Office& office, std::string_view day) {
  if (!office.from.empty() && day.substr(0, office.from.size()) < office.from) return false;
  return office.to.empty() || day.substr(0, office.to.size()) <= office.to;
}

// Whether the office was held, for certain, on all days that an ISO date of any precision may mean.
bool surely_holds_at(const Office& office, std::string_view day) {
  if (office.from.empty() || office.from > day) return false;
  return office.to.empty() || (day.size() == 10 && day <= office.to) ||
         day < std::string_view(office.to).substr(0, day.size());
}

class Resolver {
 public:
  Resolver(const Gazetteer& gazetteer, const Mentions& mentions, std::string_view published)
      : gazetteer_(gazetteer),
        mentions_(mentions),
        published_(published),
        sure_(gazetteer, mentions) {}

  std::vector<Finding> run() {
    for (std::uint32_t i = 0; i < mentions_.names.size(); ++i) note_sure(i);
    for (std::uint32_t i = 0; i < mentions_.names.size(); ++i) count(i);
    for (const OfficeMention& mention : mentions_.offices) count_office(mention);
    std::sort(tallies_.begin(), tallies_.end(),
              [](const Tally& a, const Tally& b) { return a.finding.entity < b.finding.entity; });
    std::vector<Finding> findings = collect(Kind::kLeader);
    std::vector<Finding> countries = collect(Kind::kCountry);
    std::move(countries.begin(), countries.end(), std::back_inserter(findings));
    std::vector<Finding> topics = score_topics(gazetteer_, mentions_);
    std::move(topics.begin(), topics.end(), std::back_inserter(findings));
    std::vector<Finding> things = count_things(gazetteer_, mentions_, sure_countries());
    std::move(things.begin(), things.end(), std::back_inserter(findings));
    return findings;
  }

 private:
  const Form& form(std::uint32_t index) const { return gazetteer_.forms()[index]; }
  Kind kind_of(EntityIndex entity) const { return gazetteer_.entities()[entity].kind; }

  const Tally* find_tally(EntityIndex entity) const {
    const auto found = std::find_if(tallies_.begin(), tallies_.end(), [&](const Tally& tally) {
      return tally.finding.entity == entity;
    });
    return found == tallies_.end() ? nullptr : &*found;
  }
  Tally& tally_of(EntityIndex entity) {
    if (const Tally* known = find_tally(entity)) return tallies_[known - tallies_.data()];
    tallies_.emplace_back().finding.entity = entity;
    return tallies_.back();
  }

  bool is_sure(EntityIndex entity) const {
    const Tally* tally = find_tally(entity);
    return tally != nullptr && tally->first_sure != kNever;
  }

  std::vector<EntityIndex> sure_countries() const {
    std::vector<EntityIndex> sure;
    for (const Tally& tally : tallies_) {
      const EntityIndex entity = tally.finding.entity;
      if (kind_of(entity) == Kind::kCountry && tally.first_sure != kNever) sure.push_back(entity);
    }
    return sure;
  }

  std::vector<EntityIndex> candidates(const Mention& mention, Kind kind) const {
    std::vector<EntityIndex> all;
    for (const auto index : mentions_.forms_of(mention)) {
      const Form& candidate = form(index);
      if (candidate.kind != kind) continue;
      if (std::find(all.begin(), all.end(), candidate.entity) == all.end())
        all.push_back(candidate.entity);
    }
    return all;
  }

  void note_sure(std::uint32_t order) {
    for (const Kind kind : {Kind::kLeader, Kind::kCountry}) {
      for (const EntityIndex entity : sure_.at(order, kind)) {
        Tally& tally = tally_of(entity);
        tally.first_sure = std::min(tally.first_sure, order);
      }
    }
  }

  void count(std::uint32_t order) {
    const Mention& mention = mentions_.names[order];
    for (const Kind kind : {Kind::kLeader, Kind::kCountry}) {
      const auto sure = sure_.at(order, kind);
      for (const EntityIndex entity : sure) {
        tally_of(entity).last_sure = order;
        add(entity, mention);
      }
      if (!sure.empty()) continue;
      auto guess = kind == Kind::kLeader ? supported_leader(mention) : supported_country(mention);
      if (!guess && kind == Kind::kCountry) guess = listed_country(order);
      if (guess) add(*guess, mention);
    }
  }

  std::optional<EntityIndex> supported_country(const Mention& mention) const {
    if (mention.single_character) return std::nullopt;
    std::optional<EntityIndex> only;
    for (const EntityIndex entity : candidates(mention, Kind::kCountry)) {
      if (!is_sure(entity)) continue;
      if (only) return std::nullopt;
      only = entity;
    }
    return only;
  }

  // "Georgia, Armenia": an ambiguous name in a list of countries. Not "Atlanta, Georgia, US".
  std::optional<EntityIndex> listed_country(std::uint32_t order) const {
    const auto& names = mentions_.names;
    const auto all = candidates(names[order], Kind::kCountry);
    if (all.size() != 1 || names[order].single_character) return std::nullopt;
    const auto is_listed_with = [&](std::uint32_t left, std::uint32_t right, std::uint32_t other) {
      const auto sure = sure_.at(other, Kind::kCountry);
      return is_list_mark(names[left], names[right]) && sure.size() == 1 &&
             sure.front() != all.front() && gazetteer_.entities()[sure.front()].id != "US";
    };
    const bool listed = (order > 0 && is_listed_with(order - 1, order, order - 1)) ||
                        (order + 1 < names.size() && is_listed_with(order, order + 1, order + 1));
    if (!listed) return std::nullopt;
    return all.front();
  }

  bool is_list_mark(const Mention& left, const Mention& right) const {
    if (left.field != right.field || right.begin <= left.end || right.begin - left.end > 4) {
      return false;
    }
    std::string_view between = mentions_.texts[static_cast<std::size_t>(left.field)].substr(
        left.end, right.begin - left.end);
    while (between.ends_with(' ')) between.remove_suffix(1);
    return between == "," || between == "、" || between == "，" || between == "،";
  }

  std::optional<EntityIndex> supported_leader(const Mention& mention) const {
    if (mention.single_character && !mention.by_title) return std::nullopt;
    const auto all = candidates(mention, Kind::kLeader);
    std::optional<EntityIndex> best;
    for (const EntityIndex entity : all) {
      if (is_sure(entity) && (!best || is_nearer(entity, *best))) best = entity;
    }
    if (best || !mention.by_title) return best;
    return by_office(all);
  }

  // The person named last before this place is meant; failing that, the one named first after it.
  bool is_nearer(EntityIndex a, EntityIndex b) const {
    const Tally& left = *find_tally(a);
    const Tally& right = *find_tally(b);
    const bool left_before = left.last_sure != kNever;
    const bool right_before = right.last_sure != kNever;
    if (left_before != right_before) return left_before;
    return left_before ? left.last_sure > right.last_sure : left.first_sure < right.first_sure;
  }

  // "President Lee" in an article about South Korea: the one bearer of the name whose country is
  // named; of several, the one in office that day (today's holder when there is no date).
  std::optional<EntityIndex> by_office(const std::vector<EntityIndex>& all) const {
    std::vector<EntityIndex> fitting;
    for (const EntityIndex entity : all) {
      const auto* country = gazetteer_.find(Kind::kCountry, gazetteer_.entities()[entity].country);
      if (!country) continue;
      if (is_sure(static_cast<EntityIndex>(country - gazetteer_.entities().data()))) {
        fitting.push_back(entity);
      }
    }
    if (fitting.size() == 1 && published_.empty()) return fitting.front();
    std::optional<EntityIndex> holder;
    for (const EntityIndex entity : fitting) {
      if (!in_office(entity)) continue;
      if (holder) return std::nullopt;
      holder = entity;
    }
    return holder;
  }

  // "The Japanese prime minister" in an article of a known day: the one leader who held the office
  // that day. Nobody when an earlier or later holder is named too: then the day is not the story's.
  void count_office(const OfficeMention& mention) {
    const std::string_view day = published_.substr(0, 10);
    if (day.size() < 4 || stands_by_leader(mention)) return;
    std::optional<EntityIndex> holder;
    const std::string& country = gazetteer_.entities()[mention.country].id;
    for (const EntityIndex entity : gazetteer_.office_holders(country)) {
      const Entity& candidate = gazetteer_.entities()[entity];
      bool ever = false;
      bool then = false;
      for (const Office& office : candidate.offices) {
        if (office.country != country || !is_one_of(*mention.offices, office.office)) continue;
        ever = true;
        then |= surely_holds_at(office, day);
      }
      if (ever && !then && is_sure(entity)) return;
      if (!then) continue;
      if (holder) return;
      holder = entity;
    }
    if (holder) add(*holder, {mention.field, mention.begin, mention.end, false, false, 0, 0});
  }

  static bool is_one_of(const std::vector<std::string_view>& slugs, std::string_view slug) {
    return std::find(slugs.begin(), slugs.end(), slug) != slugs.end();
  }

  // The name of a leader of that country right before or behind: it speaks for itself.
  bool stands_by_leader(const OfficeMention& mention) const {
    constexpr std::uint32_t kNear = 24;  // bytes
    return std::any_of(mentions_.names.begin(), mentions_.names.end(), [&](const Mention& name) {
      return name.field == mention.field && name.begin < mention.end + kNear &&
             mention.begin < name.end + kNear && may_be_leader_of(name, mention.country);
    });
  }

  bool may_be_leader_of(const Mention& name, EntityIndex country) const {
    const auto holders = gazetteer_.office_holders(gazetteer_.entities()[country].id);
    const auto forms = mentions_.forms_of(name);
    return std::any_of(forms.begin(), forms.end(), [&](std::uint32_t index) {
      return std::binary_search(holders.begin(), holders.end(), form(index).entity);
    });
  }

  bool in_office(EntityIndex entity) const {
    const auto& offices = gazetteer_.entities()[entity].offices;
    if (offices.empty()) return true;
    return std::any_of(offices.begin(), offices.end(), [&](const Office& office) {
      return published_.empty() ? office.to.empty() : holds_at(office, published_);
    });
  }

  void add(EntityIndex entity, const Mention& mention) {
    Tally& tally = tally_of(entity);
    tally.early |= is_early(mentions_, mention);
    tally.in_body &= mention.field == Field::kBody;
    add_evidence(mentions_, mention, entity, tally.finding);
    tally.finding.score += place_weight(mentions_, mention);
  }

  // A speech opens by greeting the chair and the chair's country.
  bool is_courtesy(const Tally& tally) const {
    return mentions_.words >= kLongArticleWords && tally.finding.mentions == 1 && tally.in_body;
  }

  // A country or leader named in passing, deep in a long article, is not what the article is about.
  bool is_passing(const Tally& tally, Kind kind) const {
    if (mentions_.words < kMiddlingArticleWords) return false;
    if (tally.early && !(kind == Kind::kCountry && is_courtesy(tally))) return false;
    const double needed = kind == Kind::kCountry ? std::min(6.0, 2 + mentions_.words / 1000)
                                                 : std::min(3.0, 1 + mentions_.words / 600);
    return tally.finding.score < needed;
  }

  std::vector<Finding> collect(Kind kind) {
    std::vector<Finding> found;
    for (Tally& tally : tallies_) {
      if (kind_of(tally.finding.entity) != kind || tally.finding.mentions == 0) continue;
      if (is_passing(tally, kind)) continue;
      found.push_back(std::move(tally.finding));
    }
    sort_by_score(found);
    return found;
  }

  const Gazetteer& gazetteer_;
  const Mentions& mentions_;
  std::string_view published_;
  const SureNames sure_;
  std::vector<Tally> tallies_;  // few enough to look through
};

}  // namespace

bool is_early(const Mentions& mentions, const Mention& mention) {
  return mention.field != Field::kBody || mention.begin < mentions.lead_end;
}

double place_weight(const Mentions& mentions, const Mention& mention) {
  if (mention.field == Field::kTitle) return 4;
  return is_early(mentions, mention) ? 2 : 1;
}

void add_evidence(const Mentions& mentions, const Mention& mention, EntityIndex entity,
                  Finding& finding) {
  finding.entity = entity;
  ++finding.mentions;
  if (!mentions.keeps_evidence || finding.evidence.size() >= kMaxEvidence) return;
  const auto text = mentions.texts[static_cast<std::size_t>(mention.field)];
  finding.evidence.push_back({std::string(text.substr(mention.begin, mention.end - mention.begin)),
                              mention.field, mention.begin, mention.end});
}

Finding& FindingList::of(EntityIndex entity) {
  for (Finding& finding : findings_)
    if (finding.entity == entity) return finding;
  findings_.emplace_back().entity = entity;
  return findings_.back();
}

std::vector<Finding> FindingList::take() {
  std::sort(findings_.begin(), findings_.end(),
            [](const Finding& a, const Finding& b) { return a.entity < b.entity; });
  return std::move(findings_);
}

void sort_by_score(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.score > b.score; });
}

std::vector<Finding> resolve(const Gazetteer& gazetteer, const Mentions& mentions,
                             std::string_view published) {
  return Resolver(gazetteer, mentions, published).run();
}

}  // namespace dragoman::entities
