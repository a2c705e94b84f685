// SPDX-License-Identifier: GPL-3.0-or-later
// Plain structs → JSON values. Must not know requests.
#include "server/api/record_json.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dragoman::api {

Json segments_json(const std::vector<search::TextSegment>& segments) {
  Json out = Json::array();
  for (const search::TextSegment& segment : segments) {
    out.push_back(Json{{"text", segment.text}, {"match", segment.match}});
  }
  return out;
}

Json labelled_json(const std::vector<search::LabelledValue>& values) {
  Json out = Json::array();
  for (const search::LabelledValue& value : values)
    out.push_back(Json{{"id", value.id}, {"label", value.label}});
  return out;
}

Json facet_value_json(const search::FacetValue& value) {
  return Json{{"id", value.id},
              {"label", value.label},
              {"count", value.count},
              {"selected", value.selected},
              {"excluded", value.excluded}};
}

Json hit_json(const search::Hit& hit) {
  Json out;
  out["id"] = hit.id;
  out["url"] = text_or_null(hit.url);
  out["title"] = segments_json(hit.title);
  out["snippet"] = segments_json(hit.snippet);
  out["language"] = text_or_null(hit.language);
  out["dir"] = direction_of(hit.language);
  out["published"] = text_or_null(hit.published);
  out["source"] = text_or_null(hit.source);
  out["leaders"] = labelled_json(hit.leaders);
  out["countries"] = labelled_json(hit.countries);
  out["topics"] = labelled_json(hit.topics);
  out["story"] = text_or_null(hit.story);
  if (hit.story_hits > 0) {
    out["story_hits"] = hit.story_hits;
    out["story_languages"] = hit.story_languages;
  }
  out["score"] = std::isfinite(hit.score) ? std::round(hit.score * 10000) / 10000 : 0.0;
  return out;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string direction_of(std::string_view language) {
  // Languages whose usual script is Arabic, Hebrew, Syriac or Thaana.
  static constexpr std::array<std::string_view, 12> kRightToLeft = {
      "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"};
  const std::string_view base = language.substr(0, language.find('-'));
  return std::find(kRightToLeft.begin(), kRightToLeft.end(), base) != kRightToLeft.end() ? "rtl"
                                                                                         : "ltr";
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dragoman::api
