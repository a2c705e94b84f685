// SPDX-License-Identifier: GPL-3.0-or-later
// Facet values → what people read, in a language; and the text by which a value is named in a
// filter. Knows the gazetteer and ICU, no index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entities/gazetteer.h"
#include "server/search/search_types.h"

namespace dragoman::search {

// Returns the facet that entities of a kind are values of.
std::optional<Facet> facet_of(entities::Kind kind);

// Returns the label of a facet value in a language (BCP 47).
std::string facet_label(Facet facet, const std::string& value, const std::string& language,
                        const entities::Gazetteer& gazetteer);

// Returns the name of a language (BCP 47) in another.
std::string language_label(const std::string& tag, const std::string& language);

// Returns ids with their labels, in their order.
std::vector<LabelledValue> labelled(const std::vector<std::string>& ids, entities::Kind kind,
                                    const std::string& language,
                                    const entities::Gazetteer& gazetteer);

// Filters say "none" for articles without a value and "-" to exclude. A value that looks like that
// is written with a backslash before it: \none, \-x, and \\x for one that begins with a backslash.
std::string filter_text(std::string_view value);
// Returns the value that a filter text names. Requires: it is not kNoneValue.
std::string_view value_of_filter_text(std::string_view text);

}  // namespace dragoman::search
