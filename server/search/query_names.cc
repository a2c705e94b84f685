// SPDX-License-Identifier: GPL-3.0-or-later
// Days first, then the spans of names outside them.
#include "server/search/query_names.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "core/entities/date_mentions.h"
#include "core/schema/schema.h"
#include "core/text/fold.h"

namespace dragoman::search {
namespace {

using entities::Entity;
using entities::EntityIndex;
using entities::Kind;
using entities::Role;
using text::Analysis;

std::vector<Piece> meant_days(std::string_view text, const Analysis& analysis) {
  constexpr std::size_t kDayBytes = 10;
  std::vector<Piece> days;
  std::uint32_t free = 0;
  for (entities::DateMention& date : entities::find_dates(text, analysis, "")) {
    if (date.date.size() != kDayBytes) continue;
    if (date.first_unit >= free) {
      days.push_back({date.first_unit, date.unit_count, std::nullopt});
      free = date.first_unit + date.unit_count;
    }
    // Days that share a month and a year are found one inside the other.
    std::vector<std::string>& known = days.back().days;
    if (std::find(known.begin(), known.end(), date.date) == known.end())
      known.push_back(std::move(date.date));
  }
  return days;
}

bool overlap(const Piece& day, const entities::Span& span) {
  return span.first_unit < day.first_unit + day.unit_count &&
         day.first_unit < span.first_unit + span.unit_count;
}

class NameReader {
 public:
  NameReader(std::string_view text, const Analysis& analysis, const NamesOf& names)
      : text_(text), analysis_(analysis), names_(names), clauses_(cut_clauses(text, analysis)) {}

  std::vector<Piece> read() {
    std::vector<Piece> out = meant_days(text_, analysis_);
    std::vector<const entities::Span*> spans;
    for (const entities::Span& span : names_.spans.names) {
      const bool is_in_date = std::any_of(out.begin(), out.end(),
                                          [&span](const Piece& day) { return overlap(day, span); });
      if (!is_in_date) spans.push_back(&span);
    }
    for (const entities::Span* span : spans) note_country(*span);
    for (const entities::Span* span : spans)
      out.push_back({span->first_unit, span->unit_count, meant(*span)});
    std::sort(out.begin(), out.end(),
              [](const Piece& a, const Piece& b) { return a.first_unit < b.first_unit; });
    return out;
  }

 private:
  const Entity& entity(EntityIndex index) const { return names_.gazetteer.entities()[index]; }

  void note_country(const entities::Span& span) {
    if (span.ambiguous || span.entities.size() != 1) return;
    const Entity& named = entity(span.entities[0]);
    if (named.kind == Kind::kCountry) countries_.insert(named.id);
  }

  // Whether a country's form is the country itself, not a place or a thing of it.
  bool is_itself(const entities::Span& span, std::size_t i) const {
    const Role role = span.roles[i];
    if (role == Role::kCapital || role == Role::kMetonym || role == Role::kAlias ||
        role == Role::kCompound)
      return false;
    const Entity& named = entity(span.entities[i]);
    if (named.kind != Kind::kCountry || role != Role::kName) return true;
    const std::string written = text::folded(written_as(span));
    return std::any_of(named.names.begin(), named.names.end(), [&written](const auto& label) {
      return text::folded(label.second) == written;
    });
  }

  std::string_view written_as(const entities::Span& span) const {
    const std::uint32_t begin = analysis_.units[span.first_unit].begin;
    return text_.substr(begin, analysis_.units[span.first_unit + span.unit_count - 1].end - begin);
  }

  // Moscow is a city, and a name for its country's government; who asks so means the city, also of
  // Dubai. Singapore is the country.
  std::optional<EntityIndex> candidate(const entities::Span& span) const {
    std::vector<EntityIndex> cities;
    std::vector<EntityIndex> others;
    bool is_place_alone = true;
    for (std::size_t i = 0; i < span.entities.size(); ++i) {
      const bool is_city = entity(span.entities[i]).kind == Kind::kCity;
      (is_city ? cities : others).push_back(span.entities[i]);
      is_place_alone = is_place_alone && (is_city || !is_itself(span, i));
    }
    const auto& meant = !cities.empty() && is_place_alone ? cities : others;
    if (meant.size() != 1) return std::nullopt;
    return meant.front();
  }

  std::optional<EntityIndex> meant(const entities::Span& span) const {
    const auto found = candidate(span);
    if (!found || !span.ambiguous) return found;
    const Entity& named = entity(*found);
    const bool is_supported =
        named.kind != Kind::kCity || is_alone(span) || countries_.contains(named.country);
    if (!is_supported || is_inside_term(span)) return std::nullopt;
    if (names_.is_usual && !is_word_by_itself(span) &&
        !names_.is_usual(clause_query(analysis_, span.first_unit, span.unit_count),
                         schema::entity_term(named.kind, named.id)))
      return std::nullopt;
    return found;
  }

  bool is_alone(const entities::Span& span) const {
    return span.unit_count == analysis_.units.size();
  }
  // In a text without spaces 海地 (Haiti) also stands across words (东海地区), so that the archive
  // tells nothing of it; set apart by who asks, it is a name.
  bool is_word_by_itself(const entities::Span& span) const {
    return analysis_.units[span.first_unit].script == text::Script::kCjk &&
           std::any_of(clauses_.begin(), clauses_.end(), [&span](const Clause& clause) {
             return clause.first_unit == span.first_unit && clause.unit_count == span.unit_count;
           });
  }
  bool is_inside_term(const entities::Span& span) const {
    const auto& terms = names_.spans.terms;
    return std::any_of(terms.begin(), terms.end(), [&span](const entities::Span& term) {
      return term.unit_count > span.unit_count && term.first_unit <= span.first_unit &&
             span.first_unit + span.unit_count <= term.first_unit + term.unit_count;
    });
  }

  std::string_view text_;
  const Analysis& analysis_;
  const NamesOf& names_;
  const std::vector<Clause> clauses_;
  std::set<std::string_view> countries_;  // named beyond doubt
};

}  // namespace

std::vector<Piece> meant_names(std::string_view text, const Analysis& analysis,
                               const NamesOf& names) {
  return NameReader(text, analysis, names).read();
}

std::vector<NamedSpan> meant_terms(const std::vector<entities::Span>& spans) {
  std::vector<NamedSpan> terms;
  for (const entities::Span& span : spans) {
    if (span.ambiguous || span.entities.size() != 1) continue;
    terms.push_back({span.first_unit, span.unit_count, span.entities[0]});
  }
  return terms;
}

}  // namespace dragoman::search
