// SPDX-License-Identifier: GPL-3.0-or-later
// Places → ranges of bytes → segments of the original text.
#include "server/search/highlight.h"

#include <algorithm>
#include <string>

namespace dragoman::search {
namespace {

// What stands before the first or behind the last unit is shown with it, unless it is a wall of
// marks.
constexpr std::size_t kMostMarks = 64;

void append(std::vector<TextSegment>& out, std::string_view text, bool match) {
  if (text.empty()) return;
  if (out.empty() || out.back().match != match) out.push_back({"", match});
  out.back().text += text;
}

void flatten_lines(std::vector<TextSegment>& segments) {
  for (TextSegment& segment : segments) {
    for (char& c : segment.text) {
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
  }
}

std::size_t code_point_start(std::string_view text, std::size_t position) {
  while (position > 0 && position < text.size() &&
         (static_cast<unsigned char>(text[position]) & 0xC0u) == 0x80u) {
    --position;
  }
  return position;
}

}  // namespace

std::string_view beginning(std::string_view text, std::size_t max_bytes) {
  constexpr std::size_t kNear = 256;
  if (text.size() <= max_bytes) return text;
  const std::size_t space = text.find_last_of(" \n", max_bytes);
  if (space != std::string_view::npos && space + kNear > max_bytes) return text.substr(0, space);
  return text.substr(0, code_point_start(text, max_bytes));
}

Highlighter::Highlighter(const HighlightQuery& query, const entities::Recognizer& recognizer,
                         text::Analyser& analyser, std::size_t max_bytes)
    : finder_(query, recognizer), analyser_(analyser), max_bytes_(max_bytes) {}

Highlighter::Looked Highlighter::look(std::string_view whole) {
  Looked looked;
  looked.whole = whole;
  looked.text = beginning(whole, max_bytes_);
  analyser_.analyse(looked.text, looked.analysis);
  looked.places = finder_.find(looked.analysis);
  return looked;
}

namespace {

using Range = ByteRange;

// Ascending and apart.
std::vector<Range> merged(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::vector<Range> out;
  for (const Range& range : ranges) {
    if (!out.empty() && range.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, range.end);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

// A match is one range with what stands between its words, but for a comma or more. Requires:
// ranges ascending and apart.
std::vector<Range> split_at_gaps(const std::vector<Range>& ranges, const text::Analysis& analysis) {
  const auto& units = analysis.units;
  std::vector<Range> out;
  std::size_t unit = 0;
  for (Range range : ranges) {
    while (unit < units.size() && units[unit].begin <= range.begin) ++unit;
    for (; unit < units.size() && units[unit].begin < range.end; ++unit) {
      if (units[unit].gap == text::Gap::kNone) continue;
      out.push_back({range.begin, units[unit - 1].end});
      range.begin = units[unit].begin;
    }
    out.push_back(range);
  }
  return out;
}

}  // namespace

// On grapheme borders: a mark never splits what is read as one character.
std::vector<ByteRange> Highlighter::marked_ranges(const Looked& looked) {
  std::vector<ByteRange> places;
  places.reserve(looked.places.size());
  for (const MarkedPlace& place : looked.places) places.push_back({place.begin, place.end});
  std::vector<ByteRange> ranges = split_at_gaps(merged(std::move(places)), looked.analysis);
  for (ByteRange& range : ranges) {
    range.begin = graphemes_.at_or_before(looked.whole, range.begin);
    range.end = graphemes_.at_or_behind(looked.whole, range.end);
  }
  return merged(std::move(ranges));
}

std::vector<TextSegment> Highlighter::cut(const Looked& looked, ByteRange shown) {
  std::vector<TextSegment> out;
  std::size_t at = shown.begin;
  const auto show = [&](std::size_t end, bool match) {
    end = std::min(end, shown.end);
    if (end <= at) return;
    append(out, looked.whole.substr(at, end - at), match);
    at = end;
  };
  for (const ByteRange& range : marked_ranges(looked)) {
    show(range.begin, false);
    show(range.end, true);
  }
  show(shown.end, false);
  return out;
}

std::vector<TextSegment> Highlighter::mark(std::string_view text) {
  return cut(look(text), {0, text.size()});
}

std::vector<TextSegment> Highlighter::beginning_of(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return mark(text);
  // A word across the end is looked at as a whole, so that no part of it is taken for a word.
  const std::string_view looked_into = text.substr(0, code_point_start(text, 2 * max_bytes));
  const std::size_t end = graphemes_.at_or_before(text, code_point_start(text, max_bytes));
  std::vector<TextSegment> out = cut(look(looked_into), {0, end});
  append(out, "…", false);
  return out;
}

// The bytes of a passage. Requires: the analysis has units.
ByteRange Highlighter::shown_range(const Looked& looked) {
  const auto& units = looked.analysis.units;
  const Passage& passage = looked.passage;
  ByteRange shown{units[passage.first].begin, looked.text.size()};
  if (passage.first == 0 && shown.begin <= kMostMarks) shown.begin = 0;
  if (passage.last < units.size()) shown.end = units[passage.last].begin;
  const std::size_t words_end = units[passage.last - 1].end;
  if (shown.end > words_end + kMostMarks)
    shown.end = code_point_start(looked.text, words_end + kMostMarks);
  // Inside a word without end the match may be far from its beginning.
  const auto match =
      std::find_if(looked.places.begin(), looked.places.end(), [&](const MarkedPlace& place) {
        return place.first >= passage.first && place.last <= passage.last;
      });
  if (match != looked.places.end() && match->begin > shown.begin + kSnippetBytes / 2)
    shown.begin = code_point_start(looked.text, match->begin - kSnippetBytes / 8);
  shown.begin = graphemes_.at_or_before(looked.whole, shown.begin);
  shown.end = std::min(shown.end, code_point_start(looked.text, shown.begin + kSnippetBytes));
  shown.end = graphemes_.at_or_before(looked.whole, shown.end);
  return shown;
}

std::vector<TextSegment> Highlighter::snippet(std::string_view summary, std::string_view body) {
  Looked looked = look(summary);
  looked.passage = best_passage(looked.analysis, looked.places);
  Looked other = look(body);
  other.passage = best_passage(other.analysis, other.places);
  // The summary says it best unless the body holds more of the query.
  constexpr double kClearlyMore = 0.3;
  if (looked.analysis.units.empty() || other.passage.worth > looked.passage.worth + kClearlyMore)
    looked = std::move(other);
  if (looked.analysis.units.empty()) return {};
  const ByteRange shown = shown_range(looked);
  std::vector<TextSegment> out = cut(looked, shown);
  flatten_lines(out);
  if (shown.begin > 0) out.insert(out.begin(), {"… ", false});
  if (shown.end < looked.whole.size()) append(out, "…", false);
  return out;
}

}  // namespace dragoman::search
