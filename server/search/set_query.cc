// SPDX-License-Identifier: GPL-3.0-or-later
// A SetQuery as text: every part with its length before it, so that no two queries share one.
#include "server/search/set_query.h"

#include "core/schema/schema.h"

namespace dragoman::search {
namespace {

class KeyWriter {
 public:
  explicit KeyWriter(std::string& out) : out_(out) {}

  void write(const SetQuery& query) {
    number(static_cast<std::uint32_t>(query.kind));
    switch (query.kind) {
      case SetKind::kAll:
      case SetKind::kNothing:
      case SetKind::kAnd:
      case SetKind::kOr:
      case SetKind::kAndNot:
        break;
      case SetKind::kTerm:
        text(query.term);
        break;
      case SetKind::kPrefix:
        number(static_cast<std::uint32_t>(query.plane));
        text(query.term);
        break;
      case SetKind::kPhrase:
        number(static_cast<std::uint32_t>(query.plane));
        units(query.run);
        break;
      case SetKind::kAtLeast:
        number(query.minimum);
        break;
      case SetKind::kNear:
        near(query);
        break;
      case SetKind::kValue:
        number(static_cast<std::uint32_t>(query.facet));
        number(static_cast<std::int64_t>(query.terms.size()));
        for (const std::string& value : query.terms) text(value);
        break;
      case SetKind::kDays:
        days(query);
        break;
    }
    for (const SetQuery& child : query.children) write(child);
    out_ += ';';
  }

 private:
  void number(std::int64_t value) {
    out_ += std::to_string(value);
    out_ += ',';
  }
  void text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    out_ += value;
  }
  void units(const UnitRun& run) {
    number(run.count);
    number(static_cast<std::uint32_t>(run.last));
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      number(static_cast<std::uint32_t>(run.analysis->units[i].gap));
      text(run.analysis->form(i));
    }
  }
  void near(const SetQuery& query) {
    number(static_cast<std::uint32_t>(query.plane));
    number(static_cast<std::int64_t>(query.operands.size()));
    for (const auto& ways : query.operands) {
      number(static_cast<std::int64_t>(ways.size()));
      for (const UnitRun& way : ways) units(way);
    }
    for (const std::uint32_t distance : query.distances) number(distance);
  }
  void days(const SetQuery& query) {
    number(static_cast<std::uint32_t>(query.date_field));
    number(query.days.none ? 1 : 0);
    number(query.days.days.first);
    number(query.days.days.last);
  }

  std::string& out_;
};

}  // namespace

std::string plane_term(Plane plane, std::string_view form) {
  return plane == Plane::kTitle ? schema::title_term(form) : schema::surface_term(form);
}

std::string set_query_key(const SetQuery& query) {
  std::string out;
  KeyWriter(out).write(query);
  return out;
}

}  // namespace dragoman::search
