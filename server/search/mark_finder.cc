// SPDX-License-Identifier: GPL-3.0-or-later
// Forms become numbers first: then units are compared in one step each, and runs of many units are
// found in one pass over the text each.
#include "server/search/mark_finder.h"

#include <algorithm>
#include <iterator>

#include "core/text/terms.h"

namespace dragoman::search {
namespace {

using text::Gap;

MarkedPlace place(const text::Analysis& analysis, std::uint32_t first, std::uint32_t count) {
  const std::uint32_t last = first + count;
  return {first, last, analysis.units[first].begin, analysis.units[last - 1].end, 0, 1};
}

// The stem where it stands in the word: the word's form is as long as its original unless that was
// written in single letters; then all of it is marked.
MarkedPlace stem_place(const text::Analysis& analysis, std::uint32_t unit, std::size_t at,
                       std::size_t size) {
  MarkedPlace out = place(analysis, unit, 1);
  if (out.end - out.begin != analysis.units[unit].form_length) return out;
  out.begin += static_cast<std::uint32_t>(at);
  out.end = out.begin + static_cast<std::uint32_t>(size);
  return out;
}

// A name without the particle that is written onto it: up to the last word of its Korean name,
// which may itself look like a particle (사나에), else without what looks like one.
MarkedPlace name_place(const text::Analysis& analysis, const entities::Span& span,
                       const entities::Entity& entity) {
  MarkedPlace out = place(analysis, span.first_unit, span.unit_count);
  const std::uint32_t last = span.first_unit + span.unit_count - 1;
  if (analysis.units[last].script != text::Script::kHangul) return out;
  const std::string_view word = analysis.form(last);
  std::size_t size = text::strip_korean_particles(word).size();
  for (const auto& [language, name] : entity.names) {
    const std::string_view last_name = std::string_view(name).substr(name.rfind(' ') + 1);
    if (language == "ko" && word.starts_with(last_name)) size = last_name.size();
  }
  out.end = stem_place(analysis, last, 0, size).end;
  return out;
}

// Where the whole run stands, two characters of it elsewhere are no match.
void drop_shares(std::vector<MarkedPlace>& places, QueryPart parts) {
  std::vector<bool> has_whole(parts, false);
  for (const MarkedPlace& place : places) {
    if (place.share >= 1) has_whole[place.part] = true;
  }
  std::erase_if(places, [&has_whole](const MarkedPlace& place) {
    return place.share < 1 && has_whole[place.part];
  });
}

}  // namespace

MarkFinder::MarkFinder(const HighlightQuery& query, const entities::Recognizer& recognizer)
    : query_(query), recognizer_(recognizer) {
  short_runs_.emplace_back();
  for (std::uint32_t r = 0; r < query.runs.size(); ++r) {
    const MarkedRun& run = query.runs[r];
    if (run.forms.empty()) continue;
    if (run.begins && run.forms.size() == 1) {
      beginnings_.push_back(r);
      continue;
    }
    const std::size_t equal_forms = run.forms.size() - (run.begins ? 1 : 0);
    for (std::size_t i = 0; i < equal_forms; ++i) {
      if (number_of_.emplace(run.forms[i], short_runs_.size()).second) short_runs_.emplace_back();
    }
    if (run.begins || run.forms.size() > 2) {
      add_long_run(r);
    } else {
      short_runs_[number_of_.at(run.forms[0])].push_back(r);
    }
  }
}

bool MarkFinder::equal(const LongRun& pattern, std::uint32_t at, std::uint32_t form,
                       Gap gap) const {
  return pattern.forms[at] == form && (at == 0 || query_.runs[pattern.run].gaps[at - 1] == gap);
}

void MarkFinder::add_long_run(std::uint32_t run) {
  const MarkedRun& from = query_.runs[run];
  LongRun pattern;
  pattern.run = run;
  const std::size_t count = from.forms.size() - (from.begins ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) pattern.forms.push_back(number_of_.at(from.forms[i]));
  pattern.fallback.assign(count + 1, 0);
  for (std::uint32_t i = 1, matched = 0; i < count; ++i) {
    const auto holds = [&] { return equal(pattern, matched, pattern.forms[i], from.gaps[i - 1]); };
    while (matched > 0 && !holds()) matched = pattern.fallback[matched];
    if (holds()) ++matched;
    pattern.fallback[i + 1] = matched;
  }
  long_runs_.push_back(std::move(pattern));
}

std::vector<std::uint32_t> MarkFinder::numbers(const text::Analysis& analysis) const {
  std::vector<std::uint32_t> out(analysis.units.size(), 0);
  if (number_of_.empty()) return out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto known = number_of_.find(analysis.form(i));
    if (known != number_of_.end()) out[i] = known->second;
  }
  return out;
}

void MarkFinder::find_short(const text::Analysis& analysis, const std::vector<std::uint32_t>& forms,
                            Places& places) const {
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    for (const std::uint32_t r : short_runs_[forms[i]]) {
      const MarkedRun& run = query_.runs[r];
      const auto count = static_cast<std::uint32_t>(run.forms.size());
      const bool holds =
          count == 1 || (i + 1 < forms.size() && forms[i + 1] == number_of_.at(run.forms[1]) &&
                         analysis.units[i + 1].gap == run.gaps[0]);
      if (!holds) continue;
      places.push_back(place(analysis, i, count));
      places.back().part = run.part;
      places.back().share = run.share;
    }
  }
}

void MarkFinder::find_long(const LongRun& pattern, const text::Analysis& analysis,
                           const std::vector<std::uint32_t>& forms, Places& places) const {
  const MarkedRun& run = query_.runs[pattern.run];
  const auto count = static_cast<std::uint32_t>(pattern.forms.size());
  std::uint32_t matched = 0;
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    const Gap gap = analysis.units[i].gap;
    while (matched > 0 && (matched == count || !equal(pattern, matched, forms[i], gap)))
      matched = pattern.fallback[matched];
    if (equal(pattern, matched, forms[i], gap)) ++matched;
    if (matched < count) continue;
    const std::uint32_t next = i + 1;
    const bool holds =
        !run.begins || (next < forms.size() && analysis.units[next].gap == run.gaps[count - 1] &&
                        analysis.form(next).starts_with(run.forms.back()));
    if (!holds) continue;
    places.push_back(place(analysis, next - count, count + (run.begins ? 1 : 0)));
    places.back().part = run.part;
    places.back().share = run.share;
  }
}

void MarkFinder::find_beginnings(const text::Analysis& analysis, Places& places) const {
  for (std::uint32_t i = 0; i < analysis.units.size() && !beginnings_.empty(); ++i) {
    for (const std::uint32_t r : beginnings_) {
      const MarkedRun& run = query_.runs[r];
      if (!analysis.form(i).starts_with(run.forms[0])) continue;
      places.push_back(place(analysis, i, 1));
      places.back().part = run.part;
    }
  }
}

// One syllable is too little to be looked for inside words: the index has no term for it there.
void MarkFinder::find_korean(const text::Analysis& analysis, Places& places) const {
  constexpr std::size_t kSyllableBytes = 3;
  for (std::uint32_t i = 0; i < analysis.units.size() && !query_.korean_stems.empty(); ++i) {
    if (analysis.units[i].script != text::Script::kHangul) continue;
    const std::string_view word = analysis.form(i);
    for (const MarkedStem& wanted : query_.korean_stems) {
      const std::string_view stem = wanted.stem;
      const bool is_short = stem.size() <= kSyllableBytes;
      if (is_short && text::strip_korean_particles(word) != stem && word != stem) continue;
      for (std::size_t at = word.find(stem); at != std::string_view::npos && !stem.empty();
           at = is_short ? std::string_view::npos : word.find(stem, at + stem.size())) {
        places.push_back(stem_place(analysis, i, at, stem.size()));
        places.back().part = wanted.part;
      }
    }
  }
}

void MarkFinder::find_names(const text::Analysis& analysis, Places& places) const {
  if (query_.entities.empty()) return;
  const auto& all = recognizer_.gazetteer().entities();
  entities::Recognizer::Spans spans = recognizer_.spans(analysis);
  std::move(spans.terms.begin(), spans.terms.end(), std::back_inserter(spans.names));
  for (const entities::Span& span : spans.names) {
    for (const MarkedEntity& wanted : query_.entities) {
      if (std::find(span.entities.begin(), span.entities.end(), wanted.entity) ==
          span.entities.end())
        continue;
      places.push_back(name_place(analysis, span, all[wanted.entity]));
      places.back().part = wanted.part;
      break;
    }
  }
}

std::vector<MarkedPlace> MarkFinder::find(const text::Analysis& analysis) const {
  Places places;
  const std::vector<std::uint32_t> forms = numbers(analysis);
  find_short(analysis, forms, places);
  for (const LongRun& pattern : long_runs_) find_long(pattern, analysis, forms, places);
  find_beginnings(analysis, places);
  find_korean(analysis, places);
  find_names(analysis, places);
  drop_shares(places, query_.parts);
  std::stable_sort(places.begin(), places.end(),
                   [](const MarkedPlace& a, const MarkedPlace& b) { return a.first < b.first; });
  return places;
}

}  // namespace dragoman::search
