// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the trie. A unit costs one hash lookup of its form and one per possible inflection; most
// units begin no form and are left at once.
#include "core/entities/form_trie.h"

#include "core/entities/trie_keys.h"
#include "core/entities/written_shape.h"

namespace dragoman::entities {

using text::Analysis;
using text::Gap;
using text::Script;
using text::Unit;

namespace {

// "스테판"이란: what is written on to a quotation is a particle, not Iran.
bool follows_closing_quote(std::string_view original, std::size_t at) {
  if (at == 0 || at > original.size()) return false;
  const std::string_view before = original.substr(0, at);
  for (const std::string_view quote : {"”", "’", "」", "』", "》", ">"}) {
    if (before.ends_with(quote)) return true;
  }
  if (before.back() != '"' && before.back() != '\'') return false;
  return before.size() > 1 && static_cast<unsigned char>(before[before.size() - 2]) > ' ';
}

}  // namespace

std::uint32_t FormTrie::child(std::uint32_t node, std::uint32_t word) const {
  const std::uint64_t key = edge_key(node, word);
  for (std::size_t at = mix(key) & (edges_.size() - 1);; at = (at + 1) & (edges_.size() - 1)) {
    if (edges_[at].node == 0) return 0;
    if (edges_[at].key == key) return edges_[at].node;
  }
}

void FormTrie::begin(const Analysis& analysis, std::string_view original, Walk& walk) const {
  walk.analysis = &analysis;
  walk.original = original;
  walk.words.resize(analysis.units.size());
  for (std::size_t i = 0; i < walk.words.size(); ++i) {
    const std::string_view form = analysis.form(i);
    if (form.size() == 3 && analysis.units[i].script == Script::kCjk) {
      walk.words[i] = characters_[three_byte_code_point(form)];
      continue;
    }
    const Entry* entry = words_.find(form);
    walk.words[i] = entry ? entry->id : 0;
  }
}

// Endings never touch a word's beginning, so that most words need no reading at all; prefixes do.
bool FormTrie::may_inflect(const Analysis& analysis, std::uint32_t unit) const {
  const Script script = analysis.units[unit].script;
  const std::string_view word = analysis.form(std::size_t{unit});
  switch (script) {
    case Script::kCyrillic:
    case Script::kHangul:
      return word.size() >= kPrefixBytes && prefixes_[prefix_hash(word, kPrefixBytes)];
    case Script::kLatin:
      return prefixes_[prefix_hash(word, kLatinPrefixBytes)] ||
             word.find_first_of("'\xE2") != std::string_view::npos;
    case Script::kArabic:
    case Script::kHebrew:
      return true;
    default:
      return false;
  }
}

void FormTrie::siblings(Walk& walk, std::uint32_t position, Siblings& out) const {
  out.count = 0;
  if (walk.words[position] != 0) out.words[out.count++] = walk.words[position];
  const Unit& unit = walk.analysis->units[position];
  if (unit.script == Script::kCjk) return;
  walk.readings.read(walk.analysis->form(unit), unit.script);
  for (const Reading& reading : walk.readings) {
    const Entry* entry = (reading.is_stem ? stems_ : words_).find(reading.form);
    if (!entry || (entry->traits & reading.needs) == 0 || out.count == out.words.size()) continue;
    out.words[out.count++] = entry->id;
  }
}

// Reading an inflected word costs a score of lookups, and most words begin no form: each thread
// remembers the hashes of those it met last.
bool FormTrie::begins_nothing(Walk& walk, std::uint32_t unit) const {
  constexpr std::size_t kRemembered = 8192;  // words; a power of two
  static thread_local std::vector<std::uint64_t> memory(kRemembered);
  const std::uint64_t key = hash_word(walk.analysis->form(std::size_t{unit})) ^ mix(number_);
  std::uint64_t& place = memory[key & (kRemembered - 1)];
  if (place == key) return true;
  Siblings here;
  siblings(walk, unit, here);
  for (std::size_t i = 0; i < here.count; ++i) {
    if (starts_[here.words[i]]) return false;
  }
  place = key;
  return true;
}

bool FormTrie::find(Walk& walk, std::uint32_t first, Found& out) const {
  out.name.count = 0;
  out.name.title_inside = false;
  out.trigger.count = 0;
  out.thing.count = 0;
  if (!starts_[walk.words[first]] &&
      (!may_inflect(*walk.analysis, first) || begins_nothing(walk, first))) {
    return false;
  }
  const std::array<Wanted, 3> wanted = {
      {{Track::kNames, &out.name}, {Track::kTriggers, &out.trigger}, {Track::kThings, &out.thing}}};
  descend(walk, 0, first, {first, true, wanted});
  return out.name.count > 0 || out.trigger.count > 0 || out.thing.count > 0;
}

bool FormTrie::find_span(Walk& walk, std::uint32_t first, FoundSpan& out) const {
  out.span.count = 0;
  out.thing.count = 0;
  const std::array<Wanted, 2> wanted = {{{Track::kSpans, &out.span}, {Track::kThings, &out.thing}}};
  descend(walk, 0, first, {first, false, wanted});
  return out.span.count > 0 || out.thing.count > 0;
}

bool FormTrie::fits_borders(const Walk& walk, const Output& output, const Match& place) {
  const auto& units = walk.analysis->units;
  const Unit& first = units[place.first];
  const Unit& last = units[place.first + place.count - 1];
  if (first.script == Script::kHangul && follows_closing_quote(walk.original, first.begin)) {
    return false;
  }
  if (output.katakana_begin && place.first > 0) {
    const Unit& before = units[place.first - 1];
    if (before.end == first.begin && is_katakana(last_code_point(walk.analysis->form(before)))) {
      return false;
    }
  }
  if (output.katakana_end && place.first + place.count < units.size()) {
    const Unit& after = units[place.first + place.count];
    if (after.begin == last.end && is_katakana(first_code_point(walk.analysis->form(after)))) {
      return false;
    }
  }
  return true;
}

bool FormTrie::accepts(const Walk& walk, const Output& output, bool as_written,
                       const Match& place) const {
  if (!fits_borders(walk, output, place)) return false;
  if (output.form == kMask || !as_written) return true;
  const auto& units = walk.analysis->units;
  const Unit& first = units[place.first];
  const Unit& last = units[place.first + place.count - 1];
  const std::string_view original = slice(walk.original, first, last);
  if (original.empty()) return true;
  if (output.accented && !has_accent(original)) {
    // japonés, but japoneses: what is longer than the form has lost its accent by declining.
    const Form& form = gazetteer_.forms()[output.form];
    if (form.role != Role::kDemonym || original.size() < form.text.size()) return false;
  }
  if (output.capitals_only && !is_all_capitals(original, original.size())) return false;
  return !output.capital_first || begins_with_capital(original);
}

void FormTrie::try_outputs(const Walk& walk, std::uint32_t node, const Search& search,
                           const Match& place) const {
  for (const Wanted& wanted : search.wanted) {
    Match& best = *wanted.best;
    if (place.count <= best.count) continue;
    bool accepted = false;
    for (const Output& output : outputs_[node]) {
      if ((output.tracks & static_cast<std::uint8_t>(wanted.track)) == 0) continue;
      if (!accepts(walk, output, search.as_written, place)) continue;
      if (!accepted) best.forms.clear();
      accepted = true;
      if (output.form != kMask) best.forms.push_back(output.form);
      best.single_character = output.single_character;
    }
    if (!accepted) continue;
    best.first = place.first;
    best.count = place.count;
  }
}

void FormTrie::descend(Walk& walk, std::uint32_t node, std::uint32_t position,
                       const Search& search) const {
  const auto& units = walk.analysis->units;
  if (position >= units.size()) return;
  if (position > search.first && units[position].gap != Gap::kNone) return;
  Siblings here;
  siblings(walk, position, here);
  for (std::size_t i = 0; i < here.count; ++i) {
    if (node == 0 && !starts_[here.words[i]]) continue;
    const std::uint32_t next = child(node, here.words[i]);
    if (next == 0) continue;
    if (!outputs_[next].empty()) {
      Match place;
      place.first = search.first;
      place.count = position + 1 - search.first;
      try_outputs(walk, next, search, place);
    }
    if (extends_[next]) descend(walk, next, position + 1, search);
  }
}

}  // namespace dragoman::entities
