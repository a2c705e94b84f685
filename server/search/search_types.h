// SPDX-License-Identifier: GPL-3.0-or-later
// What a search is asked and what it answers, as plain structs. Knows no HTTP and no JSON:
// server/api turns parameters into these and these into JSON.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/day.h"

namespace dragoman::search {

// The facets in the order the API lists them; also indexes of every per-facet array.
enum class Facet : std::uint8_t {
  kLeader = 0,
  kCountry = 1,
  kTopic = 2,
  kLanguage = 3,
  kSource = 4
};
inline constexpr std::size_t kFacetCount = 5;
inline constexpr std::array<std::string_view, kFacetCount> kFacetNames = {
    "leader", "country", "topic", "language", "source"};
// The value that means "articles without one".
inline constexpr std::string_view kNoneValue = "none";

enum class MatchMode : std::uint8_t { kAuto, kAll, kAny };
enum class Sort : std::uint8_t { kRelevance, kNewest, kOldest };
enum class DateField : std::uint8_t { kPublished, kMentioned };
enum class HistogramInterval : std::uint8_t { kNone, kAuto, kYear, kMonth, kWeek, kDay };

// Every limit of a request to server/search. Counts, unless the name says bytes or ms.
struct QueryLimits {
  std::uint32_t max_query_bytes = 65536;
  std::uint32_t max_clauses =
      256;  // leaves of the parsed query; beyond it the rest is dropped with a note
  std::uint32_t max_units =
      1024;  // words and Han characters; what is beyond is dropped with a note
  std::uint32_t max_nesting = 64;    // parentheses; deeper ones are read as flat
  std::uint32_t max_window = 10000;  // page × limit
  std::uint32_t max_limit = 100;
  std::uint32_t max_facet_size = 1000;
  std::uint32_t max_filter_values = 500;  // over all facets of one request
  std::uint32_t max_filter_bytes = 1024;  // of one filter value
  std::uint32_t max_prefix_bytes = 256;   // of a facet value search
  std::uint32_t max_word_forms = 32;      // other forms that a word is looked for in
  std::uint32_t max_scored_forms = 256;   // the rarest are scored by; all count for matching
  // Articles whose text one request may look into to decide whether they match; beyond it
  // too_broad.
  std::uint64_t max_candidates = 50'000'000;
  // Text of one field of a hit that is searched for a passage and for matches to mark.
  std::uint32_t max_marked_bytes = 256u << 10;
  std::uint32_t max_title_bytes = 1024;  // of a hit's title; an article shown by itself has it all
  // As max_marked_bytes, of an article shown by itself, which is also what its evidence is found
  // in.
  std::uint32_t max_explained_bytes = 1u << 20;
  std::uint64_t cache_bytes = 64u << 20;  // match sets kept for all requests together
  std::uint32_t max_suggestions = 50;
  // Time and candidates that looking for a better spelling may take; beyond it none is offered.
  std::uint32_t spelling_ms = 200;
  std::uint64_t max_side_candidates = 1'000'000;
  std::uint32_t elsewhere_ms = 200;  // to look for articles in other languages
  // To find out how a query matches, before an opened article is marked with it; beyond it the
  // article is marked as by the strictest step.
  std::uint32_t marks_ms = 500;
  std::uint32_t deadline_ms = 5000;  // of one request, from its first step to its last
};

// OR inside one facet, AND across facets, exclusions win. Values stand as filters name them
// (filter_text in labels.h): kNoneValue means articles without one, a leading backslash quotes.
struct FacetFilter {
  std::vector<std::string> any_of;
  std::vector<std::string> none_of;
};

struct SearchRequest {
  std::string query;  // as typed; any text
  MatchMode match = MatchMode::kAuto;
  std::array<FacetFilter, kFacetCount> filters;
  std::optional<DayInterval> dates;  // from/to; an open end is the first or last representable day
  DateField date_field = DateField::kPublished;
  std::optional<Sort> sort;  // default: relevance with a query, else newest
  std::uint32_t limit = 10;
  std::uint32_t page = 1;  // from 1
  std::string cursor;      // opaque, from SearchResult::next_cursor; excludes page
  std::array<bool, kFacetCount> facets = {true, true, true, true, true};
  std::uint32_t facet_size = 10;
  HistogramInterval histogram = HistogramInterval::kNone;
  bool expand = true;
  bool collapse = false;  // one hit for each story
  bool snippets = true;
  std::string label_language = "en";
};

// Which values of a facet a prefix finds, and how often they occur under a search.
struct FacetValueRequest {
  Facet facet = Facet::kLeader;
  std::string prefix;    // of words of a value's names in any language; empty = all values
  SearchRequest search;  // text, filters and dates; `limit` values are wanted
};

// A piece of text that is matched by the query or not; pieces concatenate to the text shown.
struct TextSegment {
  std::string text;
  bool match = false;
};

struct LabelledValue {
  std::string id;
  std::string label;
};

struct Hit {
  std::string id;
  std::string url;
  std::vector<TextSegment> title;
  std::vector<TextSegment> snippet;
  std::string language;
  std::string published;
  std::string source;
  std::vector<LabelledValue> leaders;
  std::vector<LabelledValue> countries;
  std::vector<LabelledValue> topics;
  std::string story;
  double score = 0;
  // Of a collapsed search: how many articles of the story match, this one included, and their
  // languages.
  std::uint64_t story_hits = 0;
  std::vector<std::string> story_languages = {};
};

// What two articles have in common: a leader, a country … or, without a kind, nothing nameable.
struct SharedConcept {
  std::string kind;  // leader | country | topic | city | vocabulary
  std::string id;
  std::string label;
};

struct SimilarArticle {
  Hit article;  // score: 0..1
  bool near_duplicate = false;
  bool same_story = false;
  std::uint32_t shared_words = 0;  // telling words in common, of articles in one language
  std::vector<SharedConcept> shared;
};

struct SimilarArticles {
  std::string id;
  std::vector<SimilarArticle> articles;
};

// How many articles of a story have a value.
struct StoryValue {
  std::string id;
  std::string label;
  std::uint64_t count = 0;
};

struct StoryView {
  std::string id;
  std::uint64_t total = 0;
  std::vector<Hit> articles;                   // by date, at most as many as asked for
  std::vector<std::string> near_duplicate_of;  // by article, the id of an earlier one, or empty
  std::vector<StoryValue> languages;
  std::vector<StoryValue> leaders;  // of half the articles or more
  std::vector<StoryValue> countries;
  std::vector<StoryValue> topics;
};

// What is asked of /articles/{id}/similar and /stories/{id}.
struct NeighbourRequest {
  std::string id;
  std::uint32_t limit = 10;
  std::string label_language = "en";
};

struct FacetValue {
  std::string id;  // as filters name it
  std::string label;
  std::uint64_t count = 0;
  bool selected = false;
  bool excluded = false;
  // Facet value search: the name that was found, when it is not the label.
  std::string matched = {};
};

struct FacetResult {
  std::uint64_t total = 0;  // distinct values with a count above 0
  std::vector<FacetValue> values;
};

// The values of one facet that a prefix finds.
struct FacetValues {
  std::uint64_t total = 0;  // how many values match, whatever the limit
  std::vector<FacetValue> values;
};

struct HistogramBucket {
  std::string start;  // YYYY-MM-DD, first day
  std::string end;    // YYYY-MM-DD, last day
  std::uint64_t count = 0;
  std::uint64_t total = 0;  // the archive under the same filters without the query
};

struct Histogram {
  HistogramInterval interval = HistogramInterval::kYear;
  std::vector<HistogramBucket> buckets;
  std::uint64_t undated = 0;
  std::uint64_t imprecise = 0;
};

struct ExpandedSpan {
  std::string text;  // as typed
  std::string kind;  // leader | country | topic | city | vocabulary | date
  std::string id;
  std::string label;
};

struct QueryNote {
  std::string code;            // e.g. "unbalanced_quote", "clauses_dropped"
  std::string message;         // one sentence
  std::uint32_t position = 0;  // byte offset in the query
};

struct QueryEcho {
  std::string text;
  std::string understood;  // parses to the same query
  MatchMode match = MatchMode::kAuto;
  std::string relaxed;  // "" | "pieces" | "most" | "any": the step of match=auto that was needed
  std::vector<ExpandedSpan> expanded;
  std::string suggestion;  // a query that finds more, when a word is probably misspelt
  std::vector<QueryNote> notes;
};

// Articles in other languages that hold all names of the query, while its other words found none
// there.
struct Elsewhere {
  std::uint64_t total = 0;
  std::string query;                                // with the languages excluded it finds them
  std::vector<std::string> without_languages = {};  // as filters name them
};

struct SearchResult {
  std::uint64_t total = 0;
  std::optional<std::uint64_t> groups;  // stories, of a collapsed search
  QueryEcho query;
  Sort sort = Sort::kRelevance;
  std::optional<Elsewhere> elsewhere;
  std::vector<Hit> hits;
  std::array<std::optional<FacetResult>, kFacetCount> facets;
  std::optional<Histogram> histogram;
  std::string next_cursor;  // empty when this is the last page
};

// How what is being typed may go on.
struct SuggestRequest {
  std::string query;  // as typed so far; any text
  std::uint32_t limit = 10;
  std::string label_language = "en";
};

struct Suggestion {
  std::string text;  // the whole query, gone on with
  std::string kind;  // "leader" | "country" | "topic" | "city" | "vocabulary" | "word"
  std::string id;    // of the entity; empty for words
  std::string label;
  std::string matched;      // the name that was found, when it is not the label
  std::uint64_t count = 0;  // articles about the entity
};

// What is asked of /articles/{id}: the article, marked as a search would mark it.
struct ArticleRequest {
  std::string id;
  std::string query = {};  // empty: nothing is marked
  MatchMode match = MatchMode::kAuto;
  bool expand = true;
  std::string label_language = "en";
};

// What /articles/{id} shows.
struct WhyEntry {
  std::string kind;
  std::string id;
  std::string label;
  struct Place {
    std::string text;
    std::string field;  // title | summary | body
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  std::vector<Place> evidence;
};

struct ArticleView {
  Article article;
  std::vector<LabelledValue> leaders;
  std::vector<LabelledValue> countries;
  std::vector<LabelledValue> topics;
  bool marked = false;  // whether the marked_* fields are filled (a query was given)
  std::vector<TextSegment> marked_title;
  std::vector<TextSegment> marked_summary;
  std::vector<TextSegment> marked_body;
  std::vector<WhyEntry> why;
};

struct IndexStats {
  std::uint64_t articles = 0;
  std::uint64_t segments = 0;
  std::string revision;   // changes whenever the visible content does; used for ETags
  std::string first_day;  // YYYY-MM-DD of the earliest dated article, may be empty
  std::string last_day;
  std::vector<std::pair<std::string, std::uint64_t>> languages;  // by count
};

}  // namespace dragoman::search
