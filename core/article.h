// SPDX-License-Identifier: GPL-3.0-or-later
// The article: the one record that sources make, the index stores and the API shows. Plain data, no
// behaviour.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

// A teaser of another article found on the same page: shown, never searched or faceted.
struct RelatedArticle {
  std::string title;
  std::string text;
  std::string language;  // BCP 47, may be empty
  std::string url;
};

// Where a value came from. On disk: do not renumber.
enum class Origin : std::uint8_t { kNone = 0, kMetadata = 1, kText = 2, kInferred = 3 };

// All text is valid UTF-8. Empty string or vector = absent.
struct Article {
  std::string id;  // any UTF-8 without NUL, 1..512 bytes, "/" included
  std::string url;
  std::string title;
  Origin title_from = Origin::kNone;
  std::string summary;    // the lead, when the source sets it apart from the body
  std::string body;       // paragraphs separated by "\n\n"
  std::string language;   // BCP 47 of most of the body; zh-Hans | zh-Hant where the script tells
  std::string published;  // ISO 8601 at its own precision: YYYY | YYYY-MM | YYYY-MM-DD | with time
  Origin published_from = Origin::kNone;
  std::string source;  // outlet
  std::string author;
  std::vector<std::string> leaders;    // entity ids
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2 and the extra ids of the gazetteer
  std::vector<std::string> topics;     // topic ids
  std::vector<std::string> mentioned_dates;  // ISO 8601, own precision
  std::string story;
  std::vector<RelatedArticle> related;
};

}  // namespace dragoman
