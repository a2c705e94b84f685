// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of an article for it to match the text of a query: a boolean tree over index terms
// and exact phrases, made by the query planner, evaluated segment by segment. Plain data; borrowed
// analyses must outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/text/analysis.h"

namespace dragoman::search {

enum class SetKind : std::uint8_t {
  kAll,  // every live article
  kNothing,
  kTerm,    // term
  kPhrase,  // all of `terms`, and the units stand together in this order (verified in the forward
            // file)
  kAnd,
  kOr,
  kAndNot,  // children[0] without children[1..]
  kAtLeast  // at least `minimum` of the children
};

struct SetQuery {
  SetKind kind = SetKind::kNothing;
  std::string term;
  std::vector<std::string> terms;
  const text::Analysis* analysis = nullptr;  // kPhrase
  std::uint32_t first_unit = 0;
  std::uint32_t unit_count = 0;
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
};

// Returns a text that is equal exactly when two queries match the same articles by construction:
// the cache's key.
std::string set_query_key(const SetQuery& query);

}  // namespace dragoman::search
