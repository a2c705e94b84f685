// SPDX-License-Identifier: GPL-3.0-or-later
// Where words begin in folded names, and which names the gazetteer has of an entity: the home of
// both for facet value searches and suggestions. Knows no index.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"

namespace dragoman::search {

// Returns the words of a folded text; a run written without spaces is one.
std::vector<std::string_view> words_of(std::string_view folded);

// Whether a word begins at this byte. `anywhere`: in scripts written without spaces every character
// begins one.
bool begins_word(std::string_view folded, std::size_t at, bool anywhere);

// Whether each of the words begins a word of the name. `anywhere` as above.
bool all_begin_words(const std::vector<std::string_view>& words, std::string_view name,
                     bool anywhere);

// Whether every word of the prefix begins a word of the name; in scripts written without spaces
// every character begins one. Requires: both are folded.
bool begins_words(std::string_view prefix, std::string_view name);

// Calls visit(entity, text, language, is_alias) for every name and alias that people write, labels
// first; the language is empty where it is none in particular.
template <class Visit>
void for_each_name(const entities::Gazetteer& gazetteer, Visit visit) {
  for (entities::EntityIndex i = 0; i < gazetteer.entities().size(); ++i) {
    for (const auto& [language, name] : gazetteer.entities()[i].names)
      visit(i, name, language, false);
  }
  for (const entities::Form& form : gazetteer.forms()) {
    if (form.role == entities::Role::kName || form.role == entities::Role::kAlias)
      visit(form.entity, form.text, form.language, true);
  }
}

}  // namespace dragoman::search
