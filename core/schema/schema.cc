// SPDX-License-Identifier: GPL-3.0-or-later
// Forms, ids and entities → Xapian terms. Pure.
#include "core/schema/schema.h"

#include <array>

#include "core/hash.h"

namespace dragoman::schema {
namespace {

constexpr std::array<std::string_view, entities::kKindCount> kConceptPrefixes = {"XL", "XC", "XT",
                                                                                 "XP", "XV"};

}  // namespace

std::string bounded_term(std::string term) {
  std::size_t cost = term.size();
  for (const char c : term) cost += c == '\0' ? 1 : 0;
  if (cost <= kMaxTermBytes) return term;
  const std::string digest = hex_digest(term);
  std::size_t keep = kMaxTermBytes / 2 - digest.size();
  while (keep > 0 && (static_cast<unsigned char>(term[keep]) & 0xC0) == 0x80) --keep;
  return term.substr(0, keep) + digest;
}

std::string surface_term(std::string_view form) { return bounded_term(std::string(form)); }

std::string_view surface_term(std::string_view form, std::string& scratch) {
  if (form.size() * 2 <= kMaxTermBytes) return form;
  scratch = surface_term(form);
  return scratch;
}

std::string title_term(std::string_view form) { return bounded_term("S" + std::string(form)); }

std::string id_term(std::string_view id) { return bounded_term("Q" + std::string(id)); }

std::string day_term(std::string_view iso_date) {
  std::string term = "XD";
  for (const char c : iso_date) {
    if (c != '-') term += c;
  }
  return term;
}

std::string entity_term(entities::Kind kind, std::string_view id) {
  std::string term(kConceptPrefixes[static_cast<std::size_t>(kind)]);
  term += id;
  return bounded_term(std::move(term));
}

std::optional<entities::Kind> concept_kind(std::string_view term) {
  for (std::size_t i = 0; i < kConceptPrefixes.size(); ++i)
    if (term.starts_with(kConceptPrefixes[i])) return static_cast<entities::Kind>(i);
  return std::nullopt;
}

}  // namespace dragoman::schema
