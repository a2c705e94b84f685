// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of what is indexed under which Xapian term, and the versions of the format. No
// other folder spells a term prefix. Feeds the index writer and the query builder alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/entity_kind.h"

namespace dragoman::schema {

// On disk: raise whenever any file of a segment changes its meaning; an index of another version is
// refused.
inline constexpr std::uint32_t kFormatVersion = 5;

// Xapian refuses terms over 245 bytes and counts NUL twice; longer terms are cut and hashed.
inline constexpr std::size_t kMaxTermBytes = 240;

// On disk: do not renumber or respell. Surface forms are folded, hence without ASCII capitals: they
// need no prefix and never meet one.
//   (none)  surface form of title, summary or body     wdf = occurrences
//   S       surface form in the title                   wdf = occurrences
//   Q       article id                                  no wdf
//   XL XC XT XP XV   leader, country, topic, city (place), vocabulary   wdf = 1 + mentions, at most
//   4
//   XD      a mentioned day, as YYYYMMDD                wdf = 1 + mentions, at most 4
std::string surface_term(std::string_view form);
std::string title_term(std::string_view form);
// Appends nothing and allocates nothing for an ordinary form, which is its own term; `scratch`
// holds the others.
std::string_view surface_term(std::string_view form, std::string& scratch);
std::string id_term(std::string_view id);
std::string entity_term(entities::Kind kind, std::string_view id);
// Returns the kind of an entity's term; nullopt for a concept that is no entity, such as a day.
std::optional<entities::Kind> concept_kind(std::string_view term);
// Returns whether this is the term of a mentioned day: XD and the day.
inline bool is_day_term(std::string_view term) { return term.starts_with("XD"); }
// Requires: an ISO date of a day, YYYY-MM-DD.
std::string day_term(std::string_view iso_date);

// Returns the term, or its first bytes and a hash of the whole when it is too long for Xapian.
std::string bounded_term(std::string term);

// wdf of a concept term (docs/index-format.md). One more than the mentions, because a term with wdf
// 0 scores 0 in BM25; at most 4, so that a long article does not win by repeating a name.
inline std::uint32_t concept_wdf(std::uint32_t mentions) {
  return mentions >= 3 ? 4 : 1 + mentions;
}

}  // namespace dragoman::schema
