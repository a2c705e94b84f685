// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of an article for it to match the text of a query: a boolean tree over index
// terms, exact phrases, nearness and column values, made by the query planner, evaluated segment by
// segment. Plain data; borrowed analyses must outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/analysis.h"
#include "server/search/query_fields.h"
#include "server/search/search_types.h"

namespace dragoman::search {

enum class SetKind : std::uint8_t {
  kAll,  // every live article
  kNothing,
  kTerm,    // term
  kPhrase,  // all of `terms`, and the units stand together in this order (verified in the forward
            // file)
  kAnd,
  kOr,
  kAndNot,   // children[0] without children[1..]
  kAtLeast,  // at least `minimum` of the children
  kNear,     // all children, and the operands stand near each other (verified in the forward file)
  kPrefix,   // a word that begins with `term`; at most kMaxPrefixForms different ones
  kValue,    // one of `terms` is a value of the facet
  kDays      // published or mentioned on one of these days
};

// A prefix stands for its most frequent forms when there are more.
inline constexpr std::size_t kMaxPrefixForms = 256;

// What the last unit of a run stands for.
enum class LastUnit : std::uint8_t {
  kItself,
  kWithParticles,  // also with other Korean particles, or none
  kBegin           // all words that begin so
};

// Units of a query that must stand together in this order.
struct UnitRun {
  const text::Analysis* analysis = nullptr;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  LastUnit last = LastUnit::kItself;
  std::string_view last_form() const { return analysis->form(first + count - 1); }
};

// Where the words of a condition must stand.
enum class Plane : std::uint8_t { kAnywhere, kTitle };

// Returns the index term of a form there.
std::string plane_term(Plane plane, std::string_view form);

struct SetQuery {
  SetKind kind = SetKind::kNothing;
  std::string term;
  std::vector<std::string> terms;
  Plane plane = Plane::kAnywhere;                // kPhrase, kNear, kPrefix
  UnitRun run;                                   // kPhrase
  std::vector<std::vector<UnitRun>> operands;    // kNear: each any of its runs
  std::vector<std::uint32_t> distances;          // kNear: between two neighbours each
  Facet facet = Facet::kLeader;                  // kValue
  DateField date_field = DateField::kPublished;  // kDays
  DayRange days;                                 // kDays
  std::uint32_t minimum = 0;
  std::vector<SetQuery> children;

  static SetQuery all() { return of(SetKind::kAll, {}); }
  static SetQuery of(SetKind kind, std::vector<SetQuery> children) {
    SetQuery query;
    query.kind = kind;
    query.children = std::move(children);
    return query;
  }
  static SetQuery of_term(std::string term) {
    SetQuery query;
    query.kind = SetKind::kTerm;
    query.term = std::move(term);
    return query;
  }
  static SetQuery of_prefix(std::string prefix, Plane plane) {
    SetQuery query = of_term(std::move(prefix));
    query.kind = SetKind::kPrefix;
    query.plane = plane;
    return query;
  }
};

// Returns a text that is equal exactly when two queries match the same articles by construction:
// the cache's key.
std::string set_query_key(const SetQuery& query);

}  // namespace dragoman::search
