// SPDX-License-Identifier: GPL-3.0-or-later
// Query parts → matched unit ranges → segments of the original text.
#include "server/search/highlight.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "core/text/terms.h"

namespace dragoman::search {
namespace {

constexpr std::uint32_t kSnippetUnits = 44;  // words; a Han character counts half
constexpr std::uint32_t kLookBackCost =
    28;  // how far a passage may start earlier to begin with a sentence

std::uint32_t cost(const text::Unit& unit) { return unit.script == text::Script::kCjk ? 1 : 2; }

// A passage begins with the sentence when that starts a little before the match, else behind a
// comma, else with a few words of context.
std::uint32_t passage_start(const text::Analysis& analysis, std::uint32_t match) {
  std::uint32_t clause = match;
  std::uint32_t context = match;
  std::uint32_t spent = 0;
  for (std::uint32_t i = match;; --i) {
    if (i == 0 || analysis.units[i].gap == text::Gap::kStrong) return i;
    if (analysis.units[i].gap == text::Gap::kWeak && clause == match) clause = i;
    if (spent <= kLookBackCost / 2) context = i;
    if (spent >= kLookBackCost) break;
    spent += cost(analysis.units[i]);
  }
  return clause != match ? clause : context;
}

void append(std::vector<TextSegment>& out, std::string_view text, bool match) {
  if (text.empty()) return;
  if (out.empty() || out.back().match != match) out.push_back({"", match});
  out.back().text += text;
}

// One syllable is too little to be looked for inside words: the index has no term for it there.
bool holds_stem(std::string_view word, std::string_view stem) {
  constexpr std::size_t kSyllableBytes = 3;
  if (stem.size() <= kSyllableBytes)
    return text::strip_korean_particles(word) == stem || word == stem;
  return word.find(stem) != std::string_view::npos;
}

void flatten_lines(std::vector<TextSegment>& segments) {
  for (TextSegment& segment : segments) {
    std::replace(segment.text.begin(), segment.text.end(), '\n', ' ');
  }
}

}  // namespace

std::string_view beginning(std::string_view text, std::size_t max_bytes) {
  constexpr std::size_t kNear = 256;
  if (text.size() <= max_bytes) return text;
  const std::size_t space = text.find_last_of(" \n", max_bytes);
  if (space != std::string_view::npos && space + kNear > max_bytes) return text.substr(0, space);
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end);
}

Highlighter::Highlighter(const HighlightQuery& query, const entities::Recognizer& recognizer,
                         text::Analyser& analyser, std::size_t max_bytes)
    : query_(query), recognizer_(recognizer), analyser_(analyser), max_bytes_(max_bytes) {
  for (std::uint32_t i = 0; i < query.runs.size(); ++i) {
    if (!query.runs[i].empty()) runs_by_first_.emplace(query.runs[i][0], i);
  }
}

std::vector<MarkedPlace> Highlighter::find(const text::Analysis& analysis) const {
  std::vector<MarkedPlace> places;
  const auto& units = analysis.units;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const auto [begin, end] = runs_by_first_.equal_range(analysis.form(i));
    for (auto it = begin; it != end; ++it) {
      const auto& run = query_.runs[it->second];
      std::uint32_t length = 1;
      while (length < run.size() && i + length < units.size() &&
             units[i + length].gap == text::Gap::kNone &&
             analysis.form(i + length) == run[length]) {
        ++length;
      }
      if (length == run.size()) places.push_back({i, i + length, it->second});
    }
    find_prefixes(analysis, i, places);
    if (units[i].script != text::Script::kHangul) continue;
    for (std::uint32_t s = 0; s < query_.korean_stems.size(); ++s) {
      if (!holds_stem(analysis.form(i), query_.korean_stems[s])) continue;
      places.push_back({i, i + 1, prefixes_end() + s});
    }
  }
  if (query_.entities.empty()) return places;
  const auto base = prefixes_end() + static_cast<std::uint32_t>(query_.korean_stems.size());
  entities::Recognizer::Spans spans = recognizer_.spans(analysis);
  std::move(spans.terms.begin(), spans.terms.end(), std::back_inserter(spans.names));
  for (const entities::Span& span : spans.names) {
    for (std::uint32_t e = 0; e < query_.entities.size(); ++e) {
      if (std::find(span.entities.begin(), span.entities.end(), query_.entities[e]) ==
          span.entities.end())
        continue;
      places.push_back({span.first_unit, span.first_unit + span.unit_count, base + e});
      break;
    }
  }
  std::sort(places.begin(), places.end(),
            [](const MarkedPlace& a, const MarkedPlace& b) { return a.first < b.first; });
  return places;
}

void Highlighter::find_prefixes(const text::Analysis& analysis, std::uint32_t first,
                                std::vector<MarkedPlace>& places) const {
  for (std::uint32_t p = 0; p < query_.prefixes.size(); ++p) {
    const auto& run = query_.prefixes[p];
    const auto count = static_cast<std::uint32_t>(run.size());
    if (first + count > analysis.units.size()) continue;
    bool holds = analysis.form(first + count - 1).starts_with(run.back());
    for (std::uint32_t i = 0; holds && i + 1 < count; ++i) {
      holds = analysis.form(first + i) == run[i] &&
              analysis.units[first + i + 1].gap == text::Gap::kNone;
    }
    if (!holds) continue;
    places.push_back({first, first + count, static_cast<std::uint32_t>(query_.runs.size()) + p});
  }
}

std::vector<TextSegment> Highlighter::cut(std::string_view text, const text::Analysis& analysis,
                                          const std::vector<MarkedPlace>& places,
                                          std::uint32_t begin, std::uint32_t end) const {
  std::vector<bool> marked(analysis.units.size(), false);
  // Two units of one match are one segment together with what stands between them.
  std::vector<bool> joined(analysis.units.size(), false);
  for (const MarkedPlace& place : places) {
    for (std::uint32_t i = place.first; i < place.last; ++i) {
      marked[i] = true;
      if (i > place.first) joined[i] = true;
    }
  }
  std::vector<TextSegment> out;
  std::uint32_t at = begin;
  for (std::size_t i = 0; i < analysis.units.size(); ++i) {
    const text::Unit& unit = analysis.units[i];
    // Several units of one character (㍿) are marked once.
    if (!marked[i] || unit.begin < std::max(begin, at) || unit.end > end) continue;
    append(out, text.substr(at, unit.begin - at), joined[i]);
    append(out, text.substr(unit.begin, unit.end - unit.begin), true);
    at = unit.end;
  }
  append(out, text.substr(at, end - at), false);
  return out;
}

std::vector<TextSegment> Highlighter::mark(std::string_view text) {
  const text::Analysis analysis = analyser_.analyse(beginning(text, max_bytes_));
  return cut(text, analysis, find(analysis), 0, static_cast<std::uint32_t>(text.size()));
}

Highlighter::Passage Highlighter::best_passage(const text::Analysis& analysis,
                                               const std::vector<MarkedPlace>& places) const {
  const auto& units = analysis.units;
  const auto end_of = [&units](std::uint32_t first) {
    std::uint32_t spent = 0;
    std::uint32_t last = first;
    while (last < units.size() && spent < 2 * kSnippetUnits) spent += cost(units[last++]);
    return last;
  };
  Passage best{0, end_of(0), 0, 0};
  std::size_t behind =
      0;  // places from `start` to here lie in the window: both ends only move forward
  std::unordered_map<std::uint32_t, std::uint32_t> parts;
  for (std::size_t start = 0; start < places.size(); ++start) {
    const std::uint32_t last = end_of(places[start].first);
    for (; behind < places.size() && places[behind].last <= last; ++behind)
      ++parts[places[behind].part];
    const Passage here{places[start].first, last, static_cast<std::uint32_t>(parts.size()),
                       static_cast<std::uint32_t>(behind > start ? behind - start : 0)};
    if (here.parts > best.parts || (here.parts == best.parts && here.places > best.places + 1))
      best = here;
    const auto leaving = parts.find(places[start].part);
    if (behind > start && leaving != parts.end() && --leaving->second == 0) parts.erase(leaving);
    behind = std::max(behind, start + 1);
  }
  best.first = passage_start(analysis, best.first);
  best.last = end_of(best.first);
  return best;
}

std::vector<TextSegment> Highlighter::snippet(std::string_view whole_summary,
                                              std::string_view whole_body) {
  const std::string_view summary = beginning(whole_summary, max_bytes_);
  const std::string_view body = beginning(whole_body, max_bytes_);
  text::Analysis summary_analysis = analyser_.analyse(summary);
  text::Analysis body_analysis = analyser_.analyse(body);
  const auto summary_places = find(summary_analysis);
  const auto body_places = find(body_analysis);
  const Passage in_summary = best_passage(summary_analysis, summary_places);
  const Passage in_body = best_passage(body_analysis, body_places);
  const bool use_body = summary_analysis.units.empty() || in_body.parts > in_summary.parts;
  const std::string_view text = use_body ? body : summary;
  const text::Analysis& analysis = use_body ? body_analysis : summary_analysis;
  const Passage& passage = use_body ? in_body : in_summary;
  if (analysis.units.empty()) return {};
  const bool at_start = passage.first == 0;
  const bool at_end = passage.last == analysis.units.size();
  const std::uint32_t begin = at_start ? 0 : analysis.units[passage.first].begin;
  const auto end =
      at_end ? static_cast<std::uint32_t>(text.size()) : analysis.units[passage.last].begin;
  std::vector<TextSegment> out =
      cut(text, analysis, use_body ? body_places : summary_places, begin, end);
  flatten_lines(out);
  if (!at_start) out.insert(out.begin(), {"… ", false});
  const bool is_cut = text.size() < (use_body ? whole_body : whole_summary).size();
  if (!at_end || is_cut) append(out, "…", false);
  return out;
}

}  // namespace dragoman::search
