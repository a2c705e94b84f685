// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the trie. A unit costs one hash lookup of its form, and one per possible inflection when it
// was not met lately; most units begin no form and are left at once.
#include "core/entities/form_trie.h"

#include <algorithm>

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

FormTrie::FormTrie(const Gazetteer& gazetteer)
    : gazetteer_(gazetteer), tables_(build_form_tables(gazetteer)) {}

// The words are looked up some way behind their keys, so that memory is not waited for.
void FormTrie::begin(const Analysis& analysis, std::string_view original, Walk& walk) const {
  constexpr std::size_t kAhead = 16;  // units
  walk.analysis = &analysis;
  walk.original = original;
  walk.words.assign(analysis.units.size(), {});
  const WordMemory& known_words = *walk.memory;
  const std::size_t count = walk.words.size();
  for (std::size_t i = 0; i < count + kAhead; ++i) {
    if (i < count) {
      note_key(analysis, i, walk.words[i]);
      if (walk.words[i].key != 0) known_words.prefetch(walk.words[i].key);
    }
    if (i < kAhead) continue;
    Walk::Word& word = walk.words[i - kAhead];
    if (word.key != 0) look_up(walk, static_cast<std::uint32_t>(i - kAhead));
    if (word.begins) tables_.nodes.prefetch(tables_.nodes.first_step(word.exact));
  }
}

// Han and kana need no key: a table holds them all.
void FormTrie::note_key(const Analysis& analysis, std::size_t unit, Walk::Word& word) const {
  const std::string_view form = analysis.form(unit);
  const Script script = analysis.units[unit].script;
  if (form.size() == 3 && script == Script::kCjk) {
    word.exact = tables_.characters[three_byte_code_point(form)];
    word.begins = tables_.nodes.first_step(word.exact) != 0;
    return;
  }
  word.key = (hash_word(form) ^ mix(1 + static_cast<std::uint64_t>(script))) | 1;
}

// Finds the word in the memory, or reads and remembers it.
void FormTrie::look_up(Walk& walk, std::uint32_t position) const {
  Walk::Word& word = walk.words[position];
  if (const WordMemory::Known* known = walk.memory->find(word.key)) {
    word.exact = known->exact;
    word.begins = known->begins;
    return;
  }
  const WordTable::Entry* entry = tables_.words.find(walk.analysis->form(std::size_t{position}));
  word.exact = entry != nullptr ? entry->id : 0;
  Siblings read;
  read_siblings(walk, position, read);
  word.begins = begins_any(read.all());
  walk.memory->remember(word.key, word.exact, read.all(), word.begins);
}

// Endings never touch a word's beginning, so that many words need no reading at all; prefixes do.
bool FormTrie::may_inflect(const Analysis& analysis, std::uint32_t unit) const {
  const Script script = analysis.units[unit].script;
  const std::string_view word = analysis.form(std::size_t{unit});
  switch (script) {
    case Script::kCyrillic:
    case Script::kHangul:
      return word.size() >= kPrefixBytes && tables_.prefixes[prefix_hash(word, kPrefixBytes)];
    case Script::kLatin:
      return (tables_.prefixes[prefix_hash(word, kLatinPrefixBytes)] &&
              (word.size() < kLongLatinBytes ||
               tables_.prefixes[prefix_hash(word, kLongLatinPrefixBytes)])) ||
             word.find_first_of("'\xE2") != std::string_view::npos;
    case Script::kArabic:
    case Script::kHebrew:
      return true;
    default:
      return false;
  }
}

void FormTrie::read_siblings(Walk& walk, std::uint32_t position, Siblings& out) const {
  out.count = 0;
  const std::uint32_t exact = walk.words[position].exact;
  if (exact != 0) out.words[out.count++] = exact;
  if (!may_inflect(*walk.analysis, position)) return;
  const Unit& unit = walk.analysis->units[position];
  walk.readings.read(walk.analysis->form(unit), unit.script);
  for (const Reading& reading : walk.readings) {
    const WordTable::Entry* entry =
        (reading.is_stem ? tables_.stems : tables_.words).find(reading.form);
    if (!entry || (entry->traits & reading.needs) == 0 || out.count == out.words.size()) continue;
    out.words[out.count++] = entry->id;
  }
}

bool FormTrie::begins_any(std::span<const std::uint32_t> words) const {
  return std::any_of(words.begin(), words.end(),
                     [this](std::uint32_t word) { return tables_.nodes.first_step(word) != 0; });
}

void FormTrie::siblings(Walk& walk, std::uint32_t position, Siblings& out) const {
  const Walk::Word& word = walk.words[position];
  if (walk.analysis->units[position].script == Script::kCjk) {
    out.count = word.exact != 0;
    out.words[0] = word.exact;
    return;
  }
  const WordMemory::Known* known = walk.memory->find(word.key);
  if (known == nullptr) return read_siblings(walk, position, out);
  out.count = known->count;
  std::copy(known->all().begin(), known->all().end(), out.words.begin());
}

bool FormTrie::find(Walk& walk, std::uint32_t first, Found& out) const {
  out.name.count = 0;
  out.name.title_inside = false;
  out.trigger.count = 0;
  out.thing.count = 0;
  if (!walk.words[first].begins) return false;
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

void FormTrie::try_outputs(const Walk& walk, NodeIndex node, const Search& search,
                           const Match& place) const {
  for (const Wanted& wanted : search.wanted) {
    Match& best = *wanted.best;
    if (place.count <= best.count) continue;
    bool accepted = false;
    for (const Output& output : tables_.nodes.outputs(node)) {
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

void FormTrie::descend(Walk& walk, NodeIndex node, std::uint32_t position,
                       const Search& search) const {
  const auto& units = walk.analysis->units;
  if (position >= units.size()) return;
  if (position > search.first && units[position].gap != Gap::kNone) return;
  Siblings here;
  siblings(walk, position, here);
  for (const std::uint32_t word : here.all()) {
    const NodeIndex next =
        node == 0 ? tables_.nodes.first_step(word) : tables_.nodes.step(node, word);
    if (next == 0) continue;
    if (tables_.nodes.ends_form(next)) {
      Match place;
      place.first = search.first;
      place.count = position + 1 - search.first;
      try_outputs(walk, next, search, place);
    }
    if (tables_.nodes.goes_on(next)) descend(walk, next, position + 1, search);
  }
}

}  // namespace dragoman::entities
