// SPDX-License-Identifier: GPL-3.0-or-later
// The small shapes that several answers share: segments, labelled values, text direction, text or
// null.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/search_types.h"

namespace dragoman::api {

using Json = nlohmann::ordered_json;

// Returns [{text, match}].
Json segments_json(const std::vector<search::TextSegment>& segments);
// Returns [{id, label}].
Json labelled_json(const std::vector<search::LabelledValue>& values);
// Returns {id, label, count, selected, excluded}.
Json facet_value_json(const search::FacetValue& value);
// Returns a hit as the reference lists its keys.
Json hit_json(const search::Hit& hit);
// Returns the text, or null when it is empty.
Json text_or_null(const std::string& text);
// Returns "rtl" for languages written from right to left in their usual script, else "ltr".
std::string direction_of(std::string_view language);
// Returns the JSON text; ill-formed UTF-8 (there should be none) becomes U+FFFD.
std::string dump(const Json& json);

}  // namespace dragoman::api
